//! What is left of an entry: one row a section.

use domain::calendar::format_instant;
use domain::entries::filing::Standing;
use domain::entries::open_entry::OpenEntry;
use domain::entries::sections::{EntrySection, SectionStatus};
use domain::entries::state::{EntryState, UnitState};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{ButtonKind, ButtonLink, ButtonRow};
use crate::components::deadline::EffectiveDeadlineLine;
use crate::components::icon::Icon;
use crate::components::page_head::{BackLink, PageHead};
use crate::components::status::StatusTag;
use crate::components::task_list::{TaskItem, TaskList, TaskState};
use crate::entries::section_names::{entry_title, section_name};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of the task list.
    pub TaskListWords {
        back => "Hồ sơ của tôi", "My entries";
        left(left: usize, all: usize) => "Còn {left} trên {all} phần.", "{left} of {all} sections left.";
        nothing_left => "Đã đủ các phần. Kiểm tra lại rồi nộp.", "All sections are complete. Check and send.";
        deadline => "Hạn nộp", "Deadline";
        due => "Hạn bổ sung", "Supplement due";
        late => "Đã qua hạn nộp. Nội dung vẫn được giữ; nếu nộp bây giờ, hồ sơ ở trạng thái “Nộp muộn, chờ quyết định”.",
            "The deadline has passed. Your text is kept; an entry sent now is “late, awaiting decision”.";
        supplement => "Ban thư ký yêu cầu bổ sung", "The secretariat asks for a supplement";
        returned => "Đơn vị trả lại để sửa", "The unit returned the entry";
        supplement_do => "Sửa các phần cần thiết rồi nộp lại trước hạn.", "Change what is needed and send it again before the deadline.";
        refused => "Hồ sơ không đủ điều kiện", "The entry is not eligible";
        unit => "Đơn vị xác nhận", "Confirmation by the unit";
        unit_none => "Đơn vị được hỏi sau khi nộp", "The unit is asked once the entry is sent";
        unit_waiting(unit: &str, since: &str) => "Chờ {unit}, từ {since}", "Waiting for {unit} since {since}";
        unit_done(unit: &str) => "{unit} đã xác nhận", "{unit} has confirmed";
        unit_returned(unit: &str) => "{unit} trả lại", "{unit} returned it";
        consents(given: usize, needed: usize) => "Đã có {given}/{needed} đồng ý", "{given} of {needed} consents given";
        check => "Kiểm tra và nộp", "Check and send";
        receipt => "Xem biên nhận", "See the receipt";
        history => "Xem lịch sử xử lý", "See what happened to it";
        see_missing => "Xem những gì còn thiếu", "See what is missing";
        read => "Xem nội dung đã nộp", "Read what was sent";
        withdraw => "Rút hồ sơ", "Withdraw";
        sent_at(when: &str) => "Nộp lúc {when}.", "Sent {when}.";
    }
}

/// The task list of an entry.
#[component]
pub fn TaskListPage(open: OpenEntry) -> impl IntoView {
    let words = TaskListWords(lang());
    let entry = &open.entry;
    let title = entry_title(&entry.title, lang());
    let statuses = open.statuses();
    let left = statuses.iter().filter(|(_, status)| is_left(*status)).count();
    let lead = match (open.may_edit, left) {
        (true, 0) => words.nothing_left().to_owned(),
        (true, left) => words.left(left, statuses.len()),
        (false, _) => entry.submitted_at.map(|at| words.sent_at(&format_instant(at, lang()))).unwrap_or_default(),
    };
    let label = if entry.state == EntryState::SupplementRequested { words.due() } else { words.deadline() };
    let deadline = open.may_edit.then(|| {
        let deadline = open.deadline.clone();
        view! { <EffectiveDeadlineLine deadline label/> }
    });
    let late = (open.may_edit && open.standing == Standing::Late)
        .then(|| view! { <div class="banner banner--attention"><Icon name="clock"/><p class="banner__text">{words.late()}</p></div> });
    let tasks = open.may_edit.then(|| view! { <Tasks open=open.clone() statuses/> });
    let state = entry.state;
    let kicker = entry.code.clone().unwrap_or_else(|| open.edition.name(lang()).to_owned());
    view! {
        <Title text=title.clone()/>
        <Banner/>
        <BackLink to="/ho-so" label=words.back()/>
        <StateNotice open=open.clone()/>
        {late}
        <PageHead title kicker lead meta=view! { <StatusTag of=state/> }.into_any()>{deadline}</PageHead>
        {tasks}
        <Acts open/>
    }
}

fn is_left(status: SectionStatus) -> bool {
    status != SectionStatus::Done
}

/// Why the entry came back, on top of everything.
#[component]
fn StateNotice(open: OpenEntry) -> impl IntoView {
    let words = TaskListWords(lang());
    let entry = open.entry;
    let heading = match (entry.state, entry.unit_state) {
        (EntryState::SupplementRequested, UnitState::Returned) => words.returned(),
        (EntryState::SupplementRequested, _) => words.supplement(),
        (EntryState::Refused, _) => words.refused(),
        _ => return None,
    };
    let todo = (entry.state == EntryState::SupplementRequested)
        .then(|| view! { <p class="banner__text">{words.supplement_do()}</p> });
    let due = (entry.state == EntryState::SupplementRequested).then(|| {
        let deadline = open.deadline.clone();
        view! { <EffectiveDeadlineLine deadline label=words.due()/> }
    });
    Some(view! {
        <div class="banner banner--attention">
            <Icon name="alert-triangle"/>
            <h2 class="banner__title">{heading}</h2>
            <p class="banner__text">{entry.state_reason.unwrap_or_default()}</p>
            {todo}
            {due}
        </div>
    })
}

#[component]
fn Tasks(open: OpenEntry, statuses: Vec<(EntrySection, SectionStatus)>) -> impl IntoView {
    let words = TaskListWords(lang());
    let id = open.entry.id;
    let count = statuses.len();
    let all_done = open.problems().is_empty();
    let rows = statuses.into_iter().enumerate().map(|(place, (section, status))| {
        let name = section_name(section, open.rules.work_word, lang());
        let hint = if section == EntrySection::Guardians { consents_hint(&open) } else { String::new() };
        let state = match status {
            SectionStatus::NotStarted => TaskState::Todo,
            SectionStatus::InProgress => TaskState::Started,
            SectionStatus::Done => TaskState::Done,
            SectionStatus::Locked => TaskState::Locked,
        };
        view! { <TaskItem number=place + 1 name to=format!("/ho-so/{id}/{}", section.slug()) state hint/> }
    });
    let rows = rows.collect_view();
    let check = if all_done { TaskState::Todo } else { TaskState::Locked };
    view! {
        <TaskList>
            {rows}
            <TaskItem number=count + 1 name=words.check() to=format!("/ho-so/{id}/kiem-tra") state=check/>
        </TaskList>
    }
}

fn consents_hint(open: &OpenEntry) -> String {
    let on = open.today();
    let standings = open.entry.in_care(on).map(|(_, author)| open.entry.standing_of(author, on));
    let (needed, given) =
        standings.fold((0, 0), |(needed, given), one| (needed + one.lines.len(), given + one.given()));
    if needed == 0 { String::new() } else { TaskListWords(lang()).consents(given, needed) }
}

#[component]
fn Acts(open: OpenEntry) -> impl IntoView {
    let words = TaskListWords(lang());
    let entry = &open.entry;
    let id = entry.id;
    let unit = unit_line(&open);
    let (label, kind) = if open.problems().is_empty() {
        (words.check(), ButtonKind::Filled)
    } else {
        (words.see_missing(), ButtonKind::Outline)
    };
    let check = open.may_edit.then(|| {
        view! { <ButtonLink to=format!("/ho-so/{id}/kiem-tra") kind icon="clipboard-check">{label}</ButtonLink> }
    });
    let receipt = (!open.receipts.is_empty()).then(|| {
        view! { <ButtonLink to=format!("/ho-so/{id}/bien-nhan") kind=ButtonKind::Outline icon="file">{words.receipt()}</ButtonLink> }
    });
    let read = (!open.may_edit).then(|| {
        view! { <ButtonLink to=format!("/ho-so/{id}/kiem-tra") kind=ButtonKind::Outline icon="eye">{words.read()}</ButtonLink> }
    });
    let may_withdraw = open.is_owner && !matches!(entry.state, EntryState::Withdrawn | EntryState::Refused);
    let withdraw =
        may_withdraw.then(|| view! { <p><a href=href(&format!("/ho-so/{id}/rut"))>{words.withdraw()}</a></p> });
    let history = entry.submitted_at.map(|_| {
        view! { <ButtonLink to=format!("/ho-so/{id}/lich-su") kind=ButtonKind::Quiet icon="history">{words.history()}</ButtonLink> }
    });
    let consents = consents_hint(&open);
    let consents = (!consents.is_empty() && !open.may_edit).then(|| view! { <p>{consents}</p> });
    view! {
        {unit}
        {consents}
        <ButtonRow>{check}{read}{receipt}{history}</ButtonRow>
        {withdraw}
    }
}

fn unit_line(open: &OpenEntry) -> Option<impl IntoView + use<>> {
    let words = TaskListWords(lang());
    let entry = &open.entry;
    if !open.rules.team.unit_confirms || matches!(entry.state, EntryState::Withdrawn | EntryState::Refused) {
        return None;
    }
    let unit = &entry.unit_name;
    let since = entry.submitted_at.map(|at| format_instant(at, lang())).unwrap_or_default();
    let sentence = match entry.unit_state {
        UnitState::NotAsked => words.unit_none().to_owned(),
        UnitState::Waiting => words.unit_waiting(unit, &since),
        UnitState::Confirmed => words.unit_done(unit),
        UnitState::Returned => words.unit_returned(unit),
    };
    Some(view! { <p>{words.unit()}": "{sentence}</p> })
}
