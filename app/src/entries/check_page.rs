//! Check everything, then send.

use domain::entries::check::{EntryProblem, warnings};
use domain::entries::filing::Standing;
use domain::entries::open_entry::OpenEntry;
use domain::entries::sections::EntrySection;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind, ButtonLink, ButtonRow};
use crate::components::deadline::EffectiveDeadlineLine;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::icon::Icon;
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::entries::entry_summary::SectionSummary;
use crate::entries::problem_words::{errors_of, sentence, warning_sentence};
use crate::entries::section_names::{entry_title, section_heading};
use crate::shell::{Title, href};
use crate::words::{Lang, lang};

catalogue! {
    /// The words of the last look.
    pub CheckWords {
        title => "Kiểm tra lại trước khi nộp", "Check before you send";
        not_sent => "Hồ sơ chưa được nộp cho đến khi bấm “Nộp hồ sơ”.", "Nothing is sent until you press “Send the entry”.";
        read_title => "Nội dung hồ sơ", "Content of the entry";
        back => "Các phần hồ sơ", "All sections";
        send => "Nộp hồ sơ", "Send the entry";
        send_late => "Nộp muộn hồ sơ", "Send the entry late";
        later => "Để sau", "Later";
        deadline => "Hạn nộp", "Deadline";
        late => "Đã qua hạn nộp. Hồ sơ nộp bây giờ được giữ ở trạng thái “Nộp muộn, chờ quyết định”.", "The deadline has passed. An entry sent now is kept as “late, awaiting decision”.";
        owner_only => "Chỉ người lập hồ sơ mới nộp được. Tác giả cùng soạn báo người đó khi đã xong.", "Only the person who started the entry can send it. Co-authors tell that person when all is done.";
        look_again => "Nên xem lại", "Worth a second look";
        over => "Cuộc thi không nhận hồ sơ nữa. Nội dung vẫn được giữ nguyên. Liên hệ ban thư ký nếu cần.", "The contest takes no more entries. Your text is kept. Contact the secretariat if needed.";
    }
}

/// Everything on one page; `refused` when sending was tried and something is missing.
#[component]
pub fn CheckPage(
    open: OpenEntry,
    #[prop(optional)] refused: Vec<EntryProblem>,
    #[prop(optional)] over: bool,
) -> impl IntoView {
    let words = CheckWords(lang());
    let id = open.entry.id;
    let title = if open.may_edit { words.title() } else { words.read_title() };
    let errors = problem_links(&refused, over);
    let late = open.may_edit && open.standing == Standing::Late;
    let look_again = warnings(&open.rules, &open.entry, open.today());
    let sections = open.statuses().into_iter().map(|(section, _)| {
        let name = section_heading(section, lang());
        let change = open.may_edit;
        let open = open.clone();
        view! { <Section id=section.slug() title=name><SectionSummary open section change/></Section> }
    });
    let sections = sections.collect_view();
    let deadline = open.may_edit.then(|| {
        let deadline = open.deadline.clone();
        view! { <EffectiveDeadlineLine deadline label=words.deadline()/> }
    });
    let lead = if open.may_edit { words.not_sent() } else { "" };
    let kicker = open.entry.code.clone().unwrap_or_default();
    view! {
        <Title text=title_with_errors(&format!("{title}, {}", entry_title(&open.entry.title, lang())), &errors)/>
        <BackLink to=format!("/ho-so/{id}") label=words.back()/>
        <ErrorSummary errors/>
        <PageHead title kicker lead>{deadline}</PageHead>
        {late.then(|| view! {
            <div class="banner banner--attention"><Icon name="clock"/><p class="banner__text">{words.late()}</p></div>
        })}
        {(!look_again.is_empty()).then(|| {
            let lines = look_again.iter().map(|warning| view! { <li>{warning_sentence(warning, lang())}</li> }).collect_view();
            view! {
                <div class="banner banner--attention">
                    <Icon name="alert-triangle"/>
                    <h2 class="banner__title">{words.look_again()}</h2>
                    <ul class="banner__text">{lines}</ul>
                </div>
            }
        })}
        {sections}
        {open.may_edit.then(|| view! { <Send open=open.clone() late/> })}
    }
}

#[component]
fn Send(open: OpenEntry, late: bool) -> impl IntoView {
    let words = CheckWords(lang());
    let id = open.entry.id;
    if !open.is_owner {
        return view! { <p>{words.owner_only()}</p> }.into_any();
    }
    let send = if late { words.send_late() } else { words.send() };
    view! {
        <form method="post" action=href(&format!("/ho-so/{id}/nop"))>
            <ButtonRow>
                <Button icon="send">{send}</Button>
                <ButtonLink to=format!("/ho-so/{id}") kind=ButtonKind::Outline>{words.later()}</ButtonLink>
            </ButtonRow>
        </form>
    }
    .into_any()
}

/// The same sentences as at the fields; each links to its section below, whose links lead to where it is put right.
fn problem_links(problems: &[EntryProblem], over: bool) -> Errors {
    let mut errors = Errors::default();
    if over {
        errors.add("noi-dung", CheckWords(lang()).over());
    }
    for problem in problems {
        errors.add(problem.section().slug(), sentence(problem, lang()));
    }
    errors
}

/// What is wrong with one section, for its own page.
pub fn section_errors(open: &OpenEntry, section: EntrySection, lang: Lang) -> Errors {
    let problems = open.problems();
    errors_of(problems.iter().filter(|problem| problem.section() == section), lang)
}
