//! One page of the entry form.

use domain::calendar::{format_moment, in_vietnam};
use domain::copies::SaveId;
use domain::entries::entry::{Answers, Entry, Guardian, Instructor};
use domain::entries::open_entry::OpenEntry;
use domain::entries::sections::{EntrySection, SectionStatus};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Banner, Notice, NoticeKind};
use crate::components::button::{Button, ButtonKind, ButtonRow};
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::icon::Icon;
use crate::components::page_head::BackLink;
use crate::components::saving::SaveLine;
use crate::components::status::Status;
use crate::components::steps::{SectionLink, SectionNav};
use crate::copies::guarded_form::{CopyOffer, Guard, GuardFields, KeptLine};
use crate::copies::kept_words::KeptWords;
use crate::entries::about_fields::AboutFields;
use crate::entries::author_fields::AuthorFields;
use crate::entries::entry_summary::SectionSummary;
use crate::entries::guardian_fields::GuardianFields;
use crate::entries::instructor_fields::InstructorFields;
use crate::entries::question_fields::QuestionField;
use crate::entries::section_names::{entry_title, section_name};
use crate::entries::typed::{TypedAbout, TypedAuthor};
use crate::shell::{Title, href, page_context};
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
        stale => "Phần này vừa được lưu ở nơi khác", "This section was saved somewhere else meanwhile";
        stale_do => "Chưa có gì bị ghi đè. Bản trên hệ thống ở ngay dưới; bản vừa nhập vẫn trong các ô. Sửa cho đúng rồi lưu lại, hoặc mở lại bản trên hệ thống.",
            "Nothing was overwritten. The saved version is shown below; yours is in the fields. Put them together and save again, or open the saved version.";
        stale_theirs => "Bản trên hệ thống", "The saved version";
        asked => "Đã hỏi ý kiến", "Asked";
        asked_sent(address: &str) => "Thư gửi đến {address}. Đường dẫn để trả lời chỉ có trong thư đó.", "A letter goes to {address}. The link to answer is in that letter only.";
        not_asked => "Chưa gửi thư", "No letter was sent";
        too_soon => "Địa chỉ này vừa được hỏi. Mỗi địa chỉ được hỏi lại sau 24 giờ.", "This address was asked a short while ago. It can be asked again after 24 hours.";
        no_address => "Chưa có địa chỉ thư điện tử riêng của người được hỏi. Nhập địa chỉ, hoặc in phiếu đồng ý để ký và nộp cho ban thư ký.", "There is no e-mail address of the person's own. Enter one, or print the form, to be signed and handed to the secretariat.";
        closed(state: &str) => "Phần này chưa được lưu: hồ sơ nay ở trạng thái “{state}”, không sửa được nữa", "This section was not saved: the entry is now “{state}” and can no longer be changed";
        closed_do(name: &str, phone: &str) => "Có thể hồ sơ đã được nộp hoặc đóng ở nơi khác. Bản trên hệ thống ở ngay dưới; bản vừa nhập vẫn trong các ô để chép lại. Cần sửa tiếp: gọi {name}, {phone}.",
            "It may have been sent or closed somewhere else. The saved version is shown below; yours is in the fields, to copy. To change it, call {name}, {phone}.";
        open_entry => "Mở hồ sơ", "Open the entry";
        open_theirs => "Mở lại bản trên hệ thống", "Open the saved version";
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

/// What became of asking for a consent. The link itself is in the letter only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsentAsked {
    Sent { address: String },
    TooSoon,
    NoAddress,
}

/// One page of the form.
#[component]
pub fn SectionPage(form: SectionForm) -> impl IntoView {
    let words = SectionPageWords(lang());
    let SectionForm {
        open,
        section,
        typed,
        errors,
        fingerprint,
        communes,
        theirs,
        asked,
        saves,
        continues,
    } = form;
    let asked = asked.map(|asked| view! { <Asked asked/> });
    let closed = (!open.may_edit).then(|| view! { <Closed open=open.clone() section/> });
    let id = open.entry.id;
    let name = section_name(section, open.rules.work_word, lang());
    let statuses = open.statuses();
    let current = statuses.iter().position(|(page, _)| *page == section).unwrap_or(0);
    let part = words.part(current + 1, statuses.len());
    let links = section_links(&open, &statuses);
    let action = format!("/ho-so/{id}/{}", section.slug());
    let others = open
        .others
        .iter()
        .filter(|(_, at)| *at == section)
        .map(|(name, _)| words.somebody(name));
    let others = others
        .map(|sentence| view! { <p class="save-line save-line--waiting"><Icon name="users"/>{sentence}</p> })
        .collect_view();
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
        (
            Some(view! { <CopyOffer/> }),
            view! { <div class="kept-edge"><KeptLine last/></div> }.into_any(),
        )
    } else {
        (
            None,
            view! { <SaveLine text=KeptWords(lang()).last(&last)/> }.into_any(),
        )
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
        TypedSection::Authors(authors) => view! { <AuthorFields rules authors errors/> }.into_any(),
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

/// Somebody saved the page meanwhile: both versions stand on it.
#[component]
fn Stale(open: OpenEntry, section: EntrySection, theirs: Entry) -> impl IntoView {
    let words = SectionPageWords(lang());
    let again = href(&format!("/ho-so/{}/{}", theirs.id, section.slug()));
    let mut shown = open;
    shown.entry = theirs;
    view! {
        <div class="banner banner--attention" role="alert">
            <Icon name="alert-triangle"/>
            <h2 class="banner__title">{words.stale()}</h2>
            <p class="banner__text">{words.stale_do()}</p>
            <p class="banner__actions"><a href=again>{words.open_theirs()}</a></p>
        </div>
        <h2>{words.stale_theirs()}</h2>
        <SectionSummary open=shown section change=false/>
    }
}

/// The entry can no longer be changed: what is stored stands above what was typed.
#[component]
fn Closed(open: OpenEntry, section: EntrySection) -> impl IntoView {
    let page = page_context();
    let words = SectionPageWords(page.lang);
    let state = open.entry.state.look(page.lang).2;
    let explain = words.closed_do(&page.organiser.name, &page.organiser.phone);
    view! {
        <div class="banner banner--attention" role="alert">
            <Icon name="alert-triangle"/>
            <h2 class="banner__title">{words.closed(state)}</h2>
            <p class="banner__text">{explain}</p>
            <p class="banner__actions"><a href=href(&format!("/ho-so/{}", open.entry.id))>{words.open_entry()}</a></p>
        </div>
        <h2>{words.stale_theirs()}</h2>
        <SectionSummary open section change=false/>
    }
}

/// Whether a letter is on its way, and to where.
#[component]
fn Asked(asked: ConsentAsked) -> impl IntoView {
    let words = SectionPageWords(lang());
    match asked {
        ConsentAsked::Sent { address } => {
            view! { <Notice kind=NoticeKind::Success title=words.asked() text=words.asked_sent(&address)/> }.into_any()
        }
        ConsentAsked::TooSoon => {
            view! { <Notice kind=NoticeKind::Attention title=words.not_asked() text=words.too_soon()/> }.into_any()
        }
        ConsentAsked::NoAddress => {
            view! { <Notice kind=NoticeKind::Attention title=words.not_asked() text=words.no_address()/> }.into_any()
        }
    }
}
