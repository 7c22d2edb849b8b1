//! One page of the entry form.

use domain::calendar::{format_moment, in_vietnam};
use domain::copies::SaveId;
use domain::entries::entry::{Answers, Entry, Guardian, Instructor};
use domain::entries::open_entry::OpenEntry;
use domain::entries::sections::{EntrySection, SectionStatus};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind, ButtonRow};
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::icon::Icon;
use crate::components::page_head::BackLink;
use crate::components::saving::SaveLine;
use crate::components::steps::{SectionLink, SectionNav};
use crate::copies::guarded_form::{CopyOffer, Guard, GuardFields, KeptLine};
use crate::copies::kept_words::KeptWords;
use crate::entries::about_fields::AboutFields;
use crate::entries::author_fields::AuthorFields;
use crate::entries::guardian_fields::GuardianFields;
use crate::entries::instructor_fields::InstructorFields;
use crate::entries::question_fields::QuestionField;
use crate::entries::section_names::{entry_title, section_name};
use crate::entries::section_notices::{Asked, Closed, ConsentAsked, Stale, papers_waiting};
use crate::entries::typed::{TypedAbout, TypedAuthor};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of a page of the form.
    pub SectionPageWords {
        back => "Các phần hồ sơ", "All sections";
        part(number: usize, count: usize) => "Phần {number}/{count}", "Section {number} of {count}";
        sections => "Các phần", "Sections";
        save => "Lưu nháp", "Save draft";
        next => "Lưu và tiếp tục", "Save and continue";
        later => "Lưu và quay lại sau", "Save and come back later";
        somebody(name: &str) => "{name} cũng đang mở phần này", "{name} is at this section too";
    }
}

/// The `id` of the form.
const FORM: &str = "phan";

/// What stands in the fields.
#[derive(Clone, Debug)]
pub enum TypedSection {
    About(TypedAbout, Answers),
    /// Description or declarations.
    Questions(Answers),
    Authors(Vec<TypedAuthor>),
    Guardians(Vec<Guardian>),
    Instructors(Vec<Instructor>),
}

/// What a page of the form shows.
#[derive(Clone, Debug)]
pub struct SectionForm {
    pub open: OpenEntry,
    pub section: EntrySection,
    pub typed: TypedSection,
    pub errors: Errors,
    /// The mark of the page as stored: sent back with the form.
    pub fingerprint: String,
    pub communes: Vec<String>,
    /// The entry as somebody else saved it meanwhile.
    pub theirs: Option<Entry>,
    /// What became of asking for a consent just now.
    pub asked: Option<ConsentAsked>,
    /// The newest saves of the page, for the devices that wait for an answer.
    pub saves: Vec<SaveId>,
    /// The save that was refused because somebody else had saved.
    pub continues: Option<SaveId>,
}

/// One page of the form.
#[component]
pub fn SectionPage(form: SectionForm) -> impl IntoView {
    let words = SectionPageWords(lang());
    let SectionForm { open, section, typed, errors, fingerprint, communes, theirs, asked, saves, continues } = form;
    let asked = asked.map(|asked| view! { <Asked asked/> });
    let closed = (!open.may_edit).then(|| view! { <Closed open=open.clone() section/> });
    let id = open.entry.id;
    let name = section_name(section, open.rules.work_word, lang());
    let statuses = open.statuses();
    let current = statuses.iter().position(|(page, _)| *page == section).unwrap_or(0);
    let part = words.part(current + 1, statuses.len());
    let links = section_links(&open, &statuses);
    let action = format!("/ho-so/{id}/{}", section.slug());
    let others = open.others.iter().filter(|(_, at)| *at == section).map(|(name, _)| words.somebody(name));
    let others = others
        .map(|sentence| view! { <p class="save-line save-line--waiting"><Icon name="users"/>{sentence}</p> })
        .collect_view();
    let papers = papers_waiting(&open, section);
    let stale = theirs.map(|theirs| view! { <Stale open=open.clone() section theirs/> });
    let last = if open.entry.revision > 1 {
        format_moment(open.entry.updated_at, in_vietnam(open.now), lang())
    } else {
        String::new()
    };
    let guard = Guard {
        form: format!("ho-so/{id}/{}", section.slug()),
        name: format!("{name}, {}", entry_title(&open.entry.title, lang())),
        base: "ban",
        mark: fingerprint,
        saves,
        continues,
    };
    let (offer, line) = if open.may_edit {
        (Some(view! { <CopyOffer/> }), view! { <div class="kept-edge"><KeptLine last/></div> }.into_any())
    } else {
        (None, view! { <SaveLine text=KeptWords(lang()).last(&last)/> }.into_any())
    };
    let first_button = open.may_edit.then(|| {
        view! { <button class="visually-hidden" type="submit" name="viec" value="luu" tabindex="-1">{words.save()}</button> }
    });
    let buttons = open.may_edit.then(|| view! { <Buttons/> });
    let fields = fields(&open, section, typed, &errors, communes);
    view! {
        <Title text=title_with_errors(&format!("{name}, {}", entry_title(&open.entry.title, lang())), &errors)/>
        {errors.is_empty().then(|| view! { <Banner/> })}
        <BackLink to=format!("/ho-so/{id}") label=words.back()/>
        <div class="columns columns--nav">
            <SectionNav label=words.sections() sections=links current/>
            <div class="stack">
                <ErrorSummary errors/>
                <div class="page-head">
                    <p class="page-head__kicker">{part}</p>
                    <h1>{name}</h1>
                </div>
                {stale}
                {closed}
                {papers}
                {others}
                {asked}
                {offer}
                <form class="form stack" id=FORM method="post" action=href(&action) novalidate data-giu=open.may_edit.then_some("moi")>
                    <GuardFields guard/>
                    {first_button}
                    {fields}
                    {line}
                    {buttons}
                </form>
            </div>
        </div>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let words = SectionPageWords(lang());
    view! {
        <ButtonRow>
            <Button name="viec" value="tiep">{words.next()}</Button>
            <Button kind=ButtonKind::Outline name="viec" value="ve">{words.later()}</Button>
        </ButtonRow>
    }
}

/// Every page of the form but those that wait for others.
pub(super) fn section_links(open: &OpenEntry, statuses: &[(EntrySection, SectionStatus)]) -> Vec<SectionLink> {
    let links = statuses.iter().map(|(page, status)| SectionLink {
        path: format!("/ho-so/{}/{}", open.entry.id, page.slug()),
        label: section_name(*page, open.rules.work_word, lang()),
        done: *status == SectionStatus::Done,
    });
    links.collect()
}

fn fields(
    open: &OpenEntry,
    section: EntrySection,
    typed: TypedSection,
    errors: &Errors,
    communes: Vec<String>,
) -> AnyView {
    let errors = errors.clone();
    let rules = open.rules.clone();
    match typed {
        TypedSection::About(typed, answers) => view! {
            <AboutFields rules=rules.clone() typed errors=errors.clone()/>
            {questions(open, section, answers, errors, communes)}
        }
        .into_any(),
        TypedSection::Questions(answers) => questions(open, section, answers, errors, communes),
        TypedSection::Authors(authors) => {
            let stored = (open.entry.clone(), open.today());
            view! { <AuthorFields rules authors errors stored/> }.into_any()
        }
        TypedSection::Guardians(typed) => {
            let on = open.today();
            view! { <GuardianFields entry=open.entry.clone() typed errors on/> }.into_any()
        }
        TypedSection::Instructors(instructors) => {
            let max = rules.team.instructors_max;
            view! { <InstructorFields max instructors errors/> }.into_any()
        }
    }
}

fn questions(
    open: &OpenEntry,
    section: EntrySection,
    answers: Answers,
    errors: Errors,
    communes: Vec<String>,
) -> AnyView {
    let fields = section.questions(&open.rules).cloned().map(|question| {
        view! { <QuestionField question answers=answers.clone() errors=errors.clone() communes=communes.clone()/> }
    });
    fields.collect_view().into_any()
}
