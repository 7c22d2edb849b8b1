//! The formal check of one entry: the entry on the left, the check on the right.

use domain::calendar::{format_deadline, format_instant};
use domain::intake::check_page::{CheckOutcome, EntryForCheck, FormalCheck};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::deadline::Deadline;
use crate::components::details::Details;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextArea;
use crate::components::icon::Icon;
use crate::components::page_head::{Breadcrumb, PageHead, Section};
use crate::components::tag::{Tag, Tone};
use crate::intake::check_sheet::{CheckSheet, CheckTyped, reopen_form};
use crate::intake::entry_parts::{answers, authors, confirmations, files, summary, tags};
use crate::intake::history_page::{HistoryWords, history};
use crate::intake::judge_files_page::{JudgeFilesWords, judge_files_path};
use crate::intake::paper_page::paper_links;
use crate::intake::queue_page::{QueueWords, queue_path};
use crate::shell::{Title, WidePage, href};
use crate::words::{Lang, lang};

catalogue! {
    /// The words of the check.
    pub CheckWords {
        next => "Hồ sơ tiếp theo", "Next entry";
        back => "Về danh sách", "Back to the list";
        reason => "Lý do", "Reason";
        checks => "Các lần kiểm", "Checks so far";
        notes => "Ghi chú nội bộ", "Staff notes";
        notes_hint => "Người dự thi không bao giờ thấy phần này.", "Entrants never see this.";
        note => "Thêm ghi chú", "Add a note";
        save_note => "Lưu ghi chú", "Save the note";
        note_by(name: &str, when: &str) => "{name}, {when}", "{name}, {when}";
        versions => "Các lần nộp", "Versions sent";
        version(number: &str, when: &str, hash: &str) => "Biên nhận {number}, {when}, mã băm {hash}", "Receipt {number}, {when}, hash {hash}";
        no_versions => "Chưa có biên nhận nào.", "No receipts yet.";
        outcome_noted => "Đang kiểm", "Being checked";
        outcome_supplement => "Yêu cầu bổ sung", "Supplement requested";
        outcome_accepted => "Đủ điều kiện", "Eligible";
        outcome_refused => "Không đủ điều kiện", "Not eligible";
        outcome_reopened => "Mở lại", "Reopened";
        outcome_admitted => "Chấp nhận nộp muộn", "Late entry admitted";
        citation(rule: &str) => "Căn cứ: {rule}", "Rule: {rule}";
        due(when: &str) => "Hạn: {when}", "Due: {when}";
    }
}

/// What was typed, what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct CheckState {
    pub typed: CheckTyped,
    pub errors: Errors,
    /// A sentence above the page, such as that somebody was faster.
    pub notice: Option<String>,
}

/// The address of an entry on the secretary's desk.
pub fn check_path(entry: &EntryForCheck) -> String {
    format!("{}/{}", queue_path(&entry.edition.slug), entry.head.id)
}

/// One entry to check.
#[component]
pub fn CheckPage(entry: EntryForCheck, #[prop(optional)] state: CheckState) -> impl IntoView {
    let words = CheckWords(lang());
    let head = &entry.head;
    let list = queue_path(&entry.edition.slug);
    let next = entry.next.map(|next| {
        view! { <ButtonLink to=format!("{list}/{next}") kind=ButtonKind::Outline icon="arrow-right">{words.next()}</ButtonLink> }
    });
    let deadline = head.supplement_due.map(|at| view! { <Deadline at label=QueueWords(lang()).deadline()/> });
    let reason = head.state_reason.clone().map(|reason| view! { <p>{words.reason()}": "{reason}</p> });
    let notice = state.notice.clone().map(|text| {
        view! { <div class="banner banner--attention" role="alert"><Icon name="alert-triangle"/><p class="banner__text">{text}</p></div> }
    });
    let happened = history(&entry.history);
    let places = vec![
        ("/thu-ky".to_owned(), QueueWords(lang()).secretariat().to_owned()),
        (list.clone(), QueueWords(lang()).title().to_owned()),
    ];
    view! {
        <Title text=title_with_errors(&format!("{} {}", head.code, head.title), &state.errors)/>
        <WidePage/>
        <Breadcrumb places/>
        {notice}
        <ErrorSummary errors=state.errors.clone()/>
        <PageHead title=head.title.clone() kicker=head.code.clone() meta=tags(head) actions=next.into_any()>
            {deadline}{reason}
        </PageHead>
        <div class="columns columns--even">
            <div class="stack">
                {summary(head, &entry.instructors)}
                {authors(&entry.authors)}
                {paper_links(&entry)}
                {files(head.id, &entry.files)}
                {seen_by_judges(&entry)}
                {answers(&entry.answers)}
                {confirmations(&entry.confirmations)}
            </div>
            <div class="stack">
                <CheckSheet entry=entry.clone() typed=state.typed.clone() errors=state.errors.clone()/>
                {reopen_form(&entry, &state)}
                {notes(&entry, &state)}
                {checks(&entry.checks)}
                {versions(&entry)}
                <Section id="lich-su" title=HistoryWords(lang()).title()>{happened}</Section>
            </div>
        </div>
    }
}

/// What blind judges see of each file: where the secretary looks, and releases words or files.
fn seen_by_judges(entry: &EntryForCheck) -> Option<impl IntoView + use<>> {
    let base = judge_files_path(&entry.edition.slug);
    let each: Vec<_> = entry
        .files
        .iter()
        .filter(|file| file.for_blind_judges)
        .map(|file| {
            let (address, label) = (href(&format!("{base}/{}", file.id)), format!("{}: {}", file.item, file.file_name));
            view! { <li><a href=address>{label}</a></li> }
        })
        .collect();
    let title = JudgeFilesWords(lang()).seen();
    (!each.is_empty()).then(|| view! { <Section id="giam-khao-thay" title><ul>{each}</ul></Section> })
}

fn notes(entry: &EntryForCheck, state: &CheckState) -> impl IntoView + use<> {
    let words = CheckWords(lang());
    let each = entry.notes.iter().map(|note| {
        let by = words.note_by(&note.by, &format_instant(note.at, lang()));
        view! { <li><p>{note.body.clone()}</p><p class="muted">{by}</p></li> }
    });
    let each = each.collect_view();
    let action = href(&format!("{}/ghi-chu", check_path(entry)));
    let (value, error) = (state.typed.note.clone(), state.errors.at("ghi-chu"));
    view! {
        <Section id="ghi-chu-noi-bo" title=words.notes()>
            <p class="muted">{words.notes_hint()}</p>
            <ul class="stack stack--tight">{each}</ul>
            <form class="form" method="post" action=action novalidate>
                <TextArea name="ghi-chu" label=words.note() rows=3 value error/>
                <Button kind=ButtonKind::Outline>{words.save_note()}</Button>
            </form>
        </Section>
    }
}

fn checks(checks: &[FormalCheck]) -> Option<impl IntoView + use<>> {
    let words = CheckWords(lang());
    let each = checks.iter().map(check).collect_view();
    (!checks.is_empty()).then(|| {
        view! { <Section id="cac-lan-kiem" title=words.checks()><ul class="stack stack--tight">{each}</ul></Section> }
    })
}

fn check(check: &FormalCheck) -> impl IntoView + use<> {
    let words = CheckWords(lang());
    let (tone, icon, text) = outcome_look(check.outcome, lang());
    let by = words.note_by(&check.officer, &format_instant(check.at, lang()));
    let reason = (!check.reason.is_empty()).then(|| view! { <p>{check.reason.clone()}</p> });
    let citation = check.citation.as_ref().map(|rule| view! { <p>{words.citation(rule)}</p> });
    let deadline = check.deadline.map(|at| view! { <p>{words.due(&format_deadline(at, lang()))}</p> });
    view! { <li><Tag tone icon text/>" "<span class="muted">{by}</span>{reason}{citation}{deadline}</li> }
}

fn outcome_look(outcome: CheckOutcome, lang: Lang) -> (Tone, &'static str, &'static str) {
    let words = CheckWords(lang);
    match outcome {
        CheckOutcome::Noted => (Tone::Info, "edit", words.outcome_noted()),
        CheckOutcome::SupplementRequested => (Tone::Attention, "alert-triangle", words.outcome_supplement()),
        CheckOutcome::Accepted => (Tone::Success, "circle-check", words.outcome_accepted()),
        CheckOutcome::Refused => (Tone::Error, "circle-x", words.outcome_refused()),
        CheckOutcome::Reopened => (Tone::Neutral, "refresh", words.outcome_reopened()),
        CheckOutcome::AdmittedLate => (Tone::Info, "clock", words.outcome_admitted()),
    }
}

fn versions(entry: &EntryForCheck) -> impl IntoView + use<> {
    let words = CheckWords(lang());
    let each = entry.versions.iter().map(|version| {
        let hash: String = version.content_hash.chars().take(8).collect();
        view! { <li>{words.version(&version.receipt, &format_instant(version.at, lang()), &hash)}</li> }
    });
    let list = if entry.versions.is_empty() {
        view! { <p class="muted">{words.no_versions()}</p> }.into_any()
    } else {
        view! { <ul>{each.collect_view()}</ul> }.into_any()
    };
    view! { <Details summary=words.versions()>{list}</Details> }
}
