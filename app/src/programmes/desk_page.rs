//! The secretariat's desk: every edition the person runs, and what to do next.

use domain::calendar::format_deadline;
use domain::programmes::desk::EditionLine;
use domain::programmes::edition::EditionState;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::empty::Empty;
use crate::components::page_head::PageHead;
use crate::components::register::{Register, RegisterRow};
use crate::components::status::StatusTag;
use crate::shell::{Title, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the desk.
    pub DeskWords {
        title => "Bàn thư ký", "Secretariat";
        lead => "Các kỳ thi đang phụ trách và việc cần làm tiếp.", "The editions in your care, and what comes next.";
        new => "Tạo kỳ thi", "New edition";
        calendar => "Lịch ngày nghỉ", "Holidays";
        none => "Chưa có kỳ thi nào", "No editions yet";
        none_do => "Tạo kỳ thi từ một mẫu có sẵn, sửa thể lệ rồi mở nhận hồ sơ.", "Make one from a template, edit its rules, then open it.";
        sent(count: u64) => "{count} hồ sơ đã nộp", "{count} entries sent";
        waiting(count: u64) => "{count} hồ sơ chờ kiểm tra", "{count} entries to check";
        closes(at: &str) => "Hạn nộp {at}", "Deadline {at}";
        closes_later(at: &str) => "Hạn nộp {at}, đã gia hạn", "Deadline {at}, extended";
        next_draft => "Việc tiếp: soạn thể lệ và mở nhận hồ sơ", "Next: write the rules and open";
        next_open => "Việc tiếp: kiểm tra hồ sơ đã nộp", "Next: check the entries sent";
        next_close => "Việc tiếp: kết thúc nhận hồ sơ", "Next: end intake";
        next_judging => "Việc tiếp: phân công, theo dõi chấm và xếp hạng", "Next: assign, follow judging, rank";
        next_noticed => "Việc tiếp: trả lời ý kiến, ghi quyết định", "Next: answer comments, record the decision";
        next_published => "Đã công bố kết quả", "Results announced";
    }
}

/// The list of editions.
#[component]
pub fn DeskPage(lines: Vec<EditionLine>, may_create: bool) -> impl IntoView {
    let words = DeskWords(lang());
    let actions = may_create.then(|| {
        view! {
            <ButtonLink to="/thu-ky/ky-moi" icon="plus">{words.new()}</ButtonLink>
            <ButtonLink to="/quan-tri/lich" kind=ButtonKind::Outline icon="calendar">{words.calendar()}</ButtonLink>
        }
    });
    let list = if lines.is_empty() {
        view! { <Empty title=words.none() text=words.none_do()/> }.into_any()
    } else {
        view! { <Register>{lines.iter().map(row).collect_view()}</Register> }.into_any()
    };
    view! {
        <Title text=words.title()/>
        <Banner/>
        <PageHead title=words.title() lead=words.lead() actions=actions.into_any()/>
        {list}
    }
}

fn row(line: &EditionLine) -> impl IntoView + use<> {
    let words = DeskWords(lang());
    let edition = &line.edition;
    let state = edition.state;
    let counts = match line.entries.waiting() {
        _ if state == EditionState::Draft => String::new(),
        0 => words.sent(line.entries.sent()),
        waiting => format!("{}; {}", words.sent(line.entries.sent()), words.waiting(waiting)),
    };
    let deadline = edition.deadline();
    let over = deadline.is_over(page_context().now);
    let is_extended = deadline.extended.is_some();
    let closes = deadline.at.map(|at| {
        let at = format_deadline(at, lang());
        if is_extended { words.closes_later(&at) } else { words.closes(&at) }
    });
    let next = match state {
        EditionState::Draft => words.next_draft(),
        EditionState::Open if over => words.next_close(),
        EditionState::Open => words.next_open(),
        EditionState::Judging => words.next_judging(),
        EditionState::Noticed => words.next_noticed(),
        EditionState::Published => words.next_published(),
    };
    view! {
        <RegisterRow title=edition.name(lang()).to_owned() to=format!("/thu-ky/{}", edition.slug) text=counts top=true
            state=view! { <StatusTag of=state/> }.into_any()>
            {closes.map(|text| view! { <p class="register__text">{text}</p> })}
            <p class="register__text"><strong>{next}</strong></p>
        </RegisterRow>
    }
}
