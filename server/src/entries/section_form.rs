//! Reading one page of the entry form.

use app::components::errors::Errors;
use app::entries::section_page::TypedSection;
use app::entries::typed::{TypedAbout, TypedAuthor, plain_phone, read_instructor};
use app::words::Lang;
use domain::entries::check_answers::TICKED;
use domain::entries::entry::{Answers, Author, Entry, Guardian, Instructor};
use domain::entries::open_entry::OpenEntry;
use domain::entries::section_input::{AboutInput, SectionInput};
use domain::entries::sections::EntrySection;
use domain::ids::AuthorId;
use domain::programmes::rules::{EditionRules, QuestionKind};
use domain::text::clean_line;

use crate::http::form::FormFields;

/// More rows of people than any rules allow are not read.
const ROWS: usize = 50;

/// The page as stored.
pub fn stored_section(open: &OpenEntry, section: EntrySection) -> TypedSection {
    let entry = &open.entry;
    match section {
        EntrySection::About => TypedSection::About(stored_about(entry), entry.answers.clone()),
        EntrySection::Authors => {
            let mut authors: Vec<TypedAuthor> = entry.authors.iter().map(TypedAuthor::from).collect();
            if authors.is_empty() {
                authors.push(new_author(entry, true));
            }
            TypedSection::Authors(authors)
        }
        EntrySection::Guardians => {
            let children = entry.in_care(open.today());
            TypedSection::Guardians(children.map(|(_, author)| author.guardian.clone()).collect())
        }
        EntrySection::Instructors => TypedSection::Instructors(entry.instructors.clone()),
        EntrySection::Description | EntrySection::Declarations | EntrySection::Files => {
            TypedSection::Questions(entry.answers.clone())
        }
    }
}

fn stored_about(entry: &Entry) -> TypedAbout {
    TypedAbout {
        title: entry.title.clone(),
        field: entry.field.clone().unwrap_or_default(),
        group: entry.group.clone().unwrap_or_default(),
        unit_name: entry.unit_name.clone(),
        unit: entry.unit.map(|id| domain::entries::units::UnitChoice {
            id,
            name: entry.unit_name.clone(),
            parent: String::new(),
        }),
        found: vec![],
    }
}

/// An empty row; the school of the entry is not asked for twice.
pub fn new_author(entry: &Entry, first: bool) -> TypedAuthor {
    TypedAuthor {
        school_name: entry.unit_name.clone(),
        is_representative: first,
        share: if first { "100".to_owned() } else { String::new() },
        ..TypedAuthor::default()
    }
}

/// The facts as typed; which unit is meant is found out afterwards.
pub fn read_about(form: &FormFields) -> TypedAbout {
    TypedAbout {
        title: clean_line(&form.text("ten")),
        field: form.text("linh-vuc"),
        group: form.text("nhom"),
        unit_name: clean_line(&form.text("don-vi")),
        unit: None,
        found: vec![],
    }
}

/// The facts as they are saved.
pub fn about_input(typed: &TypedAbout, answers: Answers) -> SectionInput {
    let filled = |text: &String| (!text.is_empty()).then(|| text.clone());
    SectionInput::About(AboutInput {
        title: typed.title.clone(),
        field: filled(&typed.field),
        group: filled(&typed.group),
        unit: typed.unit.as_ref().map(|unit| unit.id),
        unit_name: typed.unit.as_ref().map_or_else(|| typed.unit_name.clone(), |unit| unit.name.clone()),
        answers,
    })
}

/// The answers of one section, as typed.
pub fn read_answers(rules: &EditionRules, section: EntrySection, form: &FormFields) -> Answers {
    let answers = section.questions(rules).map(|question| {
        let name = format!("q-{}", question.code);
        let answer = match question.kind {
            QuestionKind::Date => read_date(&form.date(&name)),
            QuestionKind::Tick if form.has(&name) => TICKED.to_owned(),
            QuestionKind::Tick => String::new(),
            QuestionKind::Text => form.text(&name),
            _ => clean_line(&form.text(&name)),
        };
        (question.code.clone(), answer)
    });
    answers.collect()
}

/// Three fields as one answer, whatever stands in them.
fn read_date(parts: &[String; 3]) -> String {
    if parts.iter().all(String::is_empty) { String::new() } else { parts.join("/") }
}

/// Every row of authors, as typed.
pub fn read_authors(form: &FormFields) -> Vec<TypedAuthor> {
    let rows = form.number::<usize>("so").unwrap_or(0).min(ROWS);
    let representative = form.number::<usize>("dai-dien");
    (1..=rows)
        .map(|number| {
            let text = |part: &str| form.text(&format!("tg-{number}-{part}"));
            TypedAuthor {
                id: text("id"),
                full_name: text("ten"),
                birth: form.date(&format!("tg-{number}-sinh")),
                gender: text("gioi"),
                ethnicity: text("dan-toc"),
                class_name: text("lop"),
                school_name: text("truong"),
                phone: text("dien-thoai"),
                email: text("thu"),
                address: text("dia-chi"),
                share: text("ty-le"),
                is_representative: representative == Some(number),
                disability: form.has(&format!("tg-{number}-khuyet-tat")),
            }
        })
        .collect()
}

/// Understands the rows that are not empty; what cannot be understood is named.
pub fn understand_authors(typed: &[TypedAuthor], errors: &mut Errors, lang: Lang) -> Vec<Author> {
    let numbered = typed.iter().enumerate().filter(|(_, author)| !author.is_empty());
    numbered.map(|(place, author)| author.read(place + 1, errors, lang)).collect()
}

/// The guardians, by their author.
pub fn read_guardians(open: &OpenEntry, form: &FormFields) -> Vec<(AuthorId, Guardian)> {
    let children = open.entry.in_care(open.today());
    children
        .filter_map(|(number, author)| {
            let text = |part: &str| form.text(&format!("gh-{number}-{part}"));
            // The row is read for the author it was shown for, not for whoever stands there now.
            let id: AuthorId = text("id").parse().ok()?;
            (author.id == Some(id)).then(|| {
                let guardian = Guardian {
                    name: clean_line(&text("ten")),
                    phone: plain_phone(&text("dien-thoai")),
                    email: clean_line(&text("thu")),
                    relation: clean_line(&text("quan-he")),
                };
                (id, guardian)
            })
        })
        .collect()
}

/// The instructors that are not empty.
pub fn read_instructors(form: &FormFields) -> Vec<Instructor> {
    let rows = (1..=ROWS).take_while(|number| form.has(&format!("hd-{number}-ten")));
    rows.map(|number| {
        let text = |part: &str| form.text(&format!("hd-{number}-{part}"));
        read_instructor(&text("ten"), &text("don-vi"), &text("lien-he"))
    })
    .filter(|instructor| *instructor != Instructor::default())
    .collect()
}
