//! How far every judge is.

use domain::calendar::format_instant;
use domain::judging::desk::{JudgeProgress, RoundProgress};
use domain::judging::states::RoundState;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::deadline::Deadline;
use crate::components::empty::Empty;
use crate::components::page_head::{PageHead, Section};
use crate::components::progress::Progress;
use crate::components::status::StatusTag;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::shell::{Title, page_context};
use crate::words::lang;

catalogue! {
    /// The words of progress.
    pub ProgressWords {
        title => "Tiến độ chấm", "Judging progress";
        none => "Chưa có giám khảo nào", "No judges yet";
        none_text => "Lập tiểu ban và thêm giám khảo trước.", "Make panels and add judges first.";
        signed(signed: usize, total: usize) => "{signed} trên {total} phiếu đã ký", "{signed} of {total} sheets signed";
        judge => "Giám khảo", "Judge";
        left => "Chưa chấm", "Not begun";
        drafts => "Đang chấm", "In progress";
        done => "Đã ký", "Signed";
        recused => "Không chấm", "Not scoring";
        last => "Ký gần nhất", "Last signed";
        never => "chưa ký", "none yet";
        late => "Quá hạn", "Late";
        undeclared => "chưa khai xung đột", "has not declared conflicts";
        due => "Hạn chấm", "Deadline";
    }
}

/// Every round with its judges.
#[component]
pub fn ProgressPage(#[prop(into)] edition: String, rounds: Vec<RoundProgress>) -> impl IntoView {
    let words = ProgressWords(lang());
    let body = if rounds.is_empty() {
        view! { <Empty title=words.none() text=words.none_text()/> }.into_any()
    } else {
        rounds.into_iter().map(round).collect_view().into_any()
    };
    view! {
        <Title text=words.title()/>
        <Banner/>
        <PageHead title=words.title() kicker=edition/>
        {body}
    }
}

fn round(round: RoundProgress) -> impl IntoView {
    let words = ProgressWords(lang());
    let late = round.state == RoundState::Scoring && round.due_at.is_some_and(|due| due < page_context().now);
    let due = round.due_at.map(|at| view! { <Deadline at label=words.due()/> });
    view! {
        <Section id=format!("vong-{}", round.code) title=round.name.clone()>
            <p><StatusTag of=round.state/></p>
            {due}
            <Progress id=format!("tien-do-{}", round.code) value=round.total.signed as u64 max=round.total.total() as u64
                text=words.signed(round.total.signed, round.total.total())/>
            <JudgeTable caption=round.name judges=round.judges late/>
        </Section>
    }
}

/// Judges with their counts.
#[component]
pub fn JudgeTable(#[prop(into)] caption: String, judges: Vec<JudgeProgress>, late: bool) -> impl IntoView {
    let words = ProgressWords(lang());
    let columns = vec![
        Column::text(words.judge()),
        Column::number(words.left()),
        Column::number(words.drafts()),
        Column::number(words.done()),
        Column::number(words.recused()),
        Column::text(words.last()),
    ];
    let rows = judges.into_iter().map(|judge| {
        let mut sub = judge.panel_name;
        if !judge.declared {
            sub = format!("{sub}, {}", words.undeclared());
        }
        let behind = (late && judge.progress.left() > 0).then(|| view! { " "<strong>{words.late()}</strong> });
        let last = judge
            .last_signed
            .map_or_else(|| words.never().to_owned(), |at| format_instant(at, lang()));
        view! {
            <Row>
                <RowHead sub>{judge.name}{behind}</RowHead>
                <Cell label=words.left() number=true>{judge.progress.unstarted}</Cell>
                <Cell label=words.drafts() number=true>{judge.progress.drafts}</Cell>
                <Cell label=words.done() number=true>{judge.progress.signed}</Cell>
                <Cell label=words.recused() number=true>{judge.progress.recused}</Cell>
                <Cell label=words.last()>{last}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! { <Table caption caption_hidden=true columns>{rows}</Table> }
}
