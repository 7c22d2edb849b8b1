//! How far every judge is.

use std::collections::BTreeMap;

use domain::calendar::{format_instant, format_moment};
use domain::ids::AccountId;
use domain::judging::desk::{JudgeProgress, RoundProgress};
use domain::judging::reminders::reminder_refusal;
use domain::judging::round_deadline::deadline_has_passed;
use domain::judging::states::RoundState;
use leptos::prelude::*;
use time::OffsetDateTime;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{ButtonKind, ButtonLink, ButtonRow};
use crate::components::deadline::Deadline;
use crate::components::empty::Empty;
use crate::components::page_head::{PageHead, Section};
use crate::components::progress::Progress;
use crate::components::status::StatusTag;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::shell::{Title, href, page_context};
use crate::words::{figure, lang};

catalogue! {
    /// The words of progress.
    pub ProgressWords {
        title => "Tiến độ chấm", "Judging progress";
        none => "Chưa có giám khảo nào", "No judges yet";
        none_text => "Lập tiểu ban và thêm giám khảo trước.", "Make panels and add judges first.";
        signed(signed: &str, total: &str) => "{signed} trên {total} phiếu đã ký", "{signed} of {total} sheets signed";
        judge => "Giám khảo", "Judge";
        left => "Chưa chấm", "Not begun";
        drafts => "Đang chấm", "In progress";
        done => "Đã ký", "Signed";
        panels => "Giám khảo và tiểu ban", "Judges and panels";
        recused => "Không chấm", "Not scoring";
        last => "Ký gần nhất", "Last signed";
        never => "chưa ký", "none yet";
        late => "Quá hạn", "Late";
        undeclared => "chưa khai xung đột", "has not declared conflicts";
        due => "Hạn chấm", "Deadline";
        reminder => "Nhắc", "Reminder";
        remind_late(count: usize) => "Nhắc {count} giám khảo chưa ký xong", "Remind {count} judges who have not finished";
        remind => "Gửi thư nhắc", "Send a reminder";
        remind_whom(name: &str) => "cho {name}", "to {name}";
        reminded(at: &str) => "đã nhắc {at}", "reminded {at}";
    }
}

/// Every round with its judges.
#[component]
pub fn ProgressPage(slug: String, #[prop(into)] edition: String, rounds: Vec<RoundProgress>) -> impl IntoView {
    let words = ProgressWords(lang());
    let body = if rounds.is_empty() {
        view! {
            <Empty title=words.none() text=words.none_text()>
                <ButtonLink to=format!("/thu-ky/{slug}/tieu-ban") kind=ButtonKind::Outline>{words.panels()}</ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        rounds.into_iter().map(|progress| round(&slug, progress)).collect_view().into_any()
    };
    view! {
        <Title text=words.title()/>
        <Banner/>
        <PageHead title=words.title() kicker=edition/>
        {body}
    }
}

fn round(slug: &str, round: RoundProgress) -> impl IntoView + use<> {
    let words = ProgressWords(lang());
    let late = round.state == RoundState::Scoring && deadline_has_passed(round.due_at, page_context().now);
    let due = round.due_at.map(|at| view! { <Deadline at label=words.due()/> });
    let reminding = round.may_remind.then(|| Reminding::of(slug, &round));
    // Long before the deadline nobody can be reminded: no empty column then.
    let reminding = reminding.filter(|reminding| reminding.waiting() > 0 || !reminding.last.is_empty());
    let place = reminding.as_ref().map(|reminding| (reminding.waiting(), reminding.path.clone()));
    let remind = place.filter(|(waiting, _)| *waiting > 0).map(|(waiting, to)| {
        let label = words.remind_late(waiting);
        view! { <ButtonRow><ButtonLink to icon="send">{label}</ButtonLink></ButtonRow> }
    });
    view! {
        <Section id=format!("vong-{}", round.code) title=round.name.clone()>
            <p><StatusTag of=round.state/></p>
            {due}
            <Progress id=format!("tien-do-{}", round.code) value=round.total.signed as u64 max=round.total.total() as u64
                text=words.signed(&figure(round.total.signed), &figure(round.total.total()))/>
            {remind}
            <JudgeTable caption=round.name judges=round.judges late reminding/>
        </Section>
    }
}

/// Where the judges of a round are reminded, and what stands against it.
#[derive(Clone, Debug)]
pub struct Reminding {
    path: String,
    /// Whether each judge would be reminded now, over all panels of the round.
    may: BTreeMap<AccountId, bool>,
    last: BTreeMap<AccountId, OffsetDateTime>,
}

impl Reminding {
    fn of(slug: &str, round: &RoundProgress) -> Self {
        let mut left: BTreeMap<AccountId, usize> = BTreeMap::new();
        for judge in &round.judges {
            *left.entry(judge.account).or_default() += judge.progress.left();
        }
        let last = round.reminded.clone();
        let now = page_context().now;
        let may = left.into_iter().map(|(judge, left)| {
            let refusal = reminder_refusal(round.state, round.due_at, left, last.get(&judge).copied(), now);
            (judge, refusal.is_none())
        });
        Self { path: format!("/thu-ky/{slug}/vong/{}/nhac", round.code), may: may.collect(), last }
    }

    fn waiting(&self) -> usize {
        self.may.values().filter(|may| **may).count()
    }

    /// A link to remind this judge, or when it was done last.
    fn cell(&self, judge: &JudgeProgress) -> AnyView {
        let page = page_context();
        let words = ProgressWords(page.lang);
        let last = self.last.get(&judge.account).map(|at| {
            let sentence = words.reminded(&format_moment(*at, page.now, page.lang));
            view! { <span class="table__sub">{sentence}</span> }
        });
        let link = self.may.get(&judge.account).is_some_and(|may| *may).then(|| {
            let to = href(&format!("{}?giam-khao={}", self.path, judge.account));
            let whom = words.remind_whom(&judge.name);
            view! { <a href=to>{words.remind()}<span class="visually-hidden">" "{whom}</span></a>" " }
        });
        view! { {link}{last} }.into_any()
    }
}

/// Judges with their counts.
#[component]
pub fn JudgeTable(
    #[prop(into)] caption: String,
    judges: Vec<JudgeProgress>,
    late: bool,
    /// Adds the column of reminders.
    #[prop(optional_no_strip)]
    reminding: Option<Reminding>,
) -> impl IntoView {
    let words = ProgressWords(lang());
    let mut columns = vec![
        Column::text(words.judge()),
        Column::number(words.left()),
        Column::number(words.drafts()),
        Column::number(words.done()),
        Column::number(words.recused()),
        Column::text(words.last()),
    ];
    if reminding.is_some() {
        columns.push(Column::text(words.reminder()));
    }
    let rows = judges.into_iter().map(|judge| {
        let reminder = reminding.as_ref().map(|reminding| {
            let cell = reminding.cell(&judge);
            view! { <Cell label=words.reminder()>{cell}</Cell> }
        });
        let mut sub = judge.panel_name;
        if !judge.declared {
            sub = format!("{sub}, {}", words.undeclared());
        }
        let behind = (late && judge.progress.left() > 0).then(|| view! { " "<strong>{words.late()}</strong> });
        let last = judge.last_signed.map_or_else(|| words.never().to_owned(), |at| format_instant(at, lang()));
        view! {
            <Row>
                <RowHead sub>{judge.name}{behind}</RowHead>
                <Cell label=words.left() number=true>{judge.progress.unstarted}</Cell>
                <Cell label=words.drafts() number=true>{judge.progress.drafts}</Cell>
                <Cell label=words.done() number=true>{judge.progress.signed}</Cell>
                <Cell label=words.recused() number=true>{judge.progress.recused}</Cell>
                <Cell label=words.last()>{last}</Cell>
                {reminder}
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! { <Table caption caption_hidden=true columns>{rows}</Table> }
}
