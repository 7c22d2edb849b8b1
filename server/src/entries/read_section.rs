//! What came in with a page of the entry form.

use app::components::errors::Errors;
use app::entries::section_page::TypedSection;
use app::entries::typed::{TypedAbout, TypedWords};
use domain::entries::open_entry::OpenEntry;
use domain::entries::section_input::SectionInput;
use domain::entries::sections::EntrySection;
use domain::ids::UnitId;
use domain::text::fold;
use services::entries;

use super::section_form::*;
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::portal::Portal;

/// What came in with one page of the form.
pub struct Sent {
    pub typed: TypedSection,
    pub input: SectionInput,
    pub errors: Errors,
}

/// Reads a page of the form; what cannot be understood is named, and everything is kept as typed.
pub async fn read(
    portal: &Portal,
    request: &PageRequest,
    open: &OpenEntry,
    section: EntrySection,
    form: &FormFields,
) -> Result<Sent, PageError> {
    let mut errors = Errors::default();
    let answers = read_answers(&open.rules, section, form);
    let (typed, input) = match section {
        EntrySection::About => {
            let mut typed = read_about(form);
            find_unit(portal, request, form, &mut typed, &mut errors).await?;
            let input = about_input(&typed, answers.clone());
            (TypedSection::About(typed, answers), input)
        }
        EntrySection::Description => (TypedSection::Questions(answers.clone()), SectionInput::Description(answers)),
        EntrySection::Declarations => (TypedSection::Questions(answers.clone()), SectionInput::Declarations(answers)),
        EntrySection::Authors => {
            let mut typed = read_authors(form);
            let act = form.text("viec");
            if let Some(number) = act.strip_prefix("xoa-").and_then(|number| number.parse::<usize>().ok())
                && (1..=typed.len()).contains(&number)
            {
                typed.remove(number - 1);
            }
            let authors = understand_authors(&typed, &mut errors, request.lang());
            if act == "them" {
                typed.push(new_author(&open.entry, typed.is_empty()));
            }
            (TypedSection::Authors(typed), SectionInput::Authors(authors))
        }
        EntrySection::Guardians => {
            let guardians = read_guardians(open, form);
            let typed = guardians.iter().map(|(_, guardian)| guardian.clone()).collect();
            (TypedSection::Guardians(typed), SectionInput::Guardians(guardians))
        }
        EntrySection::Instructors => {
            let instructors = read_instructors(form);
            (TypedSection::Instructors(instructors.clone()), SectionInput::Instructors(instructors))
        }
        EntrySection::Files => return Err(PageError::NotFound),
    };
    Ok(Sent { typed, input, errors })
}

/// The unit that is meant: chosen from the list, kept from before, or the only one of that name.
async fn find_unit(
    portal: &Portal,
    request: &PageRequest,
    form: &FormFields,
    typed: &mut TypedAbout,
    errors: &mut Errors,
) -> Result<(), PageError> {
    let words = TypedWords(request.lang());
    let chosen = form.number::<i64>("don-vi-so").filter(|id| *id > 0);
    if let Some(id) = chosen {
        typed.unit = entries::find_unit(&portal.db, UnitId(id)).await?;
    } else if let Some(before) = form.number::<i64>("don-vi-cu") {
        let before = entries::find_unit(&portal.db, UnitId(before)).await?;
        typed.unit = before.filter(|unit| fold(&unit.name) == fold(&typed.unit_name));
    }
    if let Some(unit) = &typed.unit {
        typed.unit_name = unit.name.clone();
        return Ok(());
    }
    if typed.unit_name.is_empty() {
        return Ok(());
    }
    let found = entries::search_units(&portal.db, &typed.unit_name).await?;
    match found.as_slice() {
        [] => errors.add("don-vi", words.unit_unknown()),
        [only] if form.text("viec") == "tim" || fold(&only.name) == fold(&typed.unit_name) => {
            typed.unit_name = only.name.clone();
            typed.unit = Some(only.clone());
        }
        _ => {
            errors.add("don-vi-so", words.unit_several());
            typed.found = found;
        }
    }
    Ok(())
}
