//! The prizes of an edition: ranked levels with seals in a table, special prizes below.

use domain::programmes::rules::EditionRules;
use domain::results::{Prize, PrizeKind};
use domain::text::format_money;
use leptos::prelude::*;

use super::rules_words::prize_count;
use crate::catalogue;
use crate::components::prize::PrizeName;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::words::lang;

catalogue! {
    /// The words of the prize table.
    pub PrizeListWords {
        caption => "Cơ cấu giải thưởng", "Prizes";
        prize => "Giải", "Prize";
        count => "Số lượng", "Number";
        amount => "Mức thưởng", "Amount";
        no_amount => "Theo quyết định", "By decision";
        special => "Giải và khen thưởng khác", "Other prizes";
    }
}

/// The table and the list of one edition.
#[component]
pub fn PrizeList(rules: EditionRules) -> impl IntoView {
    let words = PrizeListWords(lang());
    let (ranked, tags): (Vec<Prize>, Vec<Prize>) =
        rules.prizes.into_iter().partition(|prize| prize.kind == PrizeKind::Ranked);
    let columns = vec![Column::text(words.prize()), Column::number(words.count()), Column::number(words.amount())];
    view! {
        {(!ranked.is_empty()).then(|| view! {
            <Table caption=words.caption() columns caption_hidden=true>
                {ranked.into_iter().map(row).collect_view()}
            </Table>
        })}
        {(!tags.is_empty()).then(|| view! {
            <h3 class="prize-list__other">{words.special()}</h3>
            <ul class="plain-list">{tags.into_iter().map(other).collect_view()}</ul>
        })}
    }
}

fn row(prize: Prize) -> impl IntoView {
    let words = PrizeListWords(lang());
    let amount = amount(&prize).unwrap_or_else(|| words.no_amount().to_owned());
    let count = prize_count(&prize, lang());
    view! {
        <Row>
            <RowHead><PrizeName name=prize.name seal=prize.seal/></RowHead>
            <Cell label=words.count() number=true>{count}</Cell>
            <Cell label=words.amount() number=true>{amount}</Cell>
        </Row>
    }
}

fn other(prize: Prize) -> impl IntoView {
    let amount = amount(&prize).map(|amount| format!(": {amount}"));
    view! { <li>{prize.name}{amount}</li> }
}

fn amount(prize: &Prize) -> Option<String> {
    let dong = i64::try_from(prize.amount_vnd?).ok()?;
    Some(format_money(dong, lang()))
}
