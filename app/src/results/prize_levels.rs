//! How many prizes of each level are used, and levels left empty.

use domain::results::LevelUse;
use domain::results::listing::PrizeDesk;
use leptos::prelude::*;

use super::Typed;
use super::prizes_page::{PrizeWords, pool_words, prize_name};
use crate::components::button::{Button, ButtonKind};
use crate::components::details::Details;
use crate::components::errors::Errors;
use crate::components::page_head::Section;
use crate::components::prize::PrizeName;
use crate::components::select::Select;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::components::text_area::TextArea;
use crate::shell::href;
use crate::words::lang;

/// Every level with its use, and the form to leave one empty.
#[component]
pub(super) fn Levels(desk: PrizeDesk, open: bool, errors: Errors, typed: Typed) -> impl IntoView {
    let words = PrizeWords(lang());
    if desk.allocation.levels.is_empty() {
        return ().into_any();
    }
    let slug = desk.edition.slug.clone();
    let with_acts = !desk.withheld.is_empty();
    let rows: Vec<_> = desk.allocation.levels.iter().map(|level| level_row(&desk, level, open, with_acts)).collect();
    let options: Vec<(String, String)> = desk
        .allocation
        .levels
        .iter()
        .filter(|level| !level.withheld)
        .map(|level| {
            let label = format!("{}, {}", prize_name(&desk, &level.prize), pool_words(&desk, &level.pool));
            (format!("{}/{}", level.prize, level.pool), label)
        })
        .collect();
    let mut columns = vec![
        Column::text(words.prize()),
        Column::text(words.pool()),
        Column::number(words.given()),
        Column::number(words.cap()),
    ];
    if with_acts {
        columns.push(Column::text(words.act()));
    }
    let mine = typed.text("khung") == "trong";
    let reason = if mine { typed.text("ly_do-trong") } else { String::new() };
    let chosen = if mine { typed.text("giai-trong") } else { String::new() };
    let form = open.then(|| {
        view! {
            <Details summary=words.withhold() open=mine>
                <form class="form" method="post" action=href(&format!("/thu-ky/{slug}/giai/de-trong")) novalidate>
                    <input type="hidden" name="khung" value="trong"/>
                    <Select name="giai-trong" label=words.withhold_which() options value=chosen empty=words.pick().to_owned()
                        error=errors.at("giai-trong")/>
                    <TextArea name="ly_do-trong" label=words.reason() value=reason rows=3 error=errors.at("ly_do-trong")/>
                    <Button kind=ButtonKind::Outline>{words.withhold_act()}</Button>
                </form>
            </Details>
        }
    });
    view! {
        <Section id="so-giai" title=words.levels()>
            <Table caption=words.levels() columns caption_hidden=true dense=true>{rows}</Table>
            {form}
        </Section>
    }
    .into_any()
}

fn level_row(desk: &PrizeDesk, level: &LevelUse, open: bool, with_acts: bool) -> impl IntoView + use<> {
    let words = PrizeWords(lang());
    let cap = level.cap.map_or_else(|| words.no_cap().to_owned(), |cap| cap.to_string());
    let choice = desk.withheld.iter().find(|one| one.prize == level.prize && one.pool == level.pool);
    let state = choice.map(|choice| {
        let action = href(&format!("/thu-ky/{}/giai/de-trong/{}/bo", desk.edition.slug, choice.id));
        let form = open.then(|| {
            view! { <form method="post" action=action><Button kind=ButtonKind::Quiet>{words.give_back()}</Button></form> }
        });
        view! {
            <Tag tone=Tone::Attention icon="minus" text=words.empty_level()/>
            <span class="muted">{choice.reason.clone()}</span>
            {form}
        }
    });
    let seal = desk.prize(&level.prize).and_then(|prize| prize.seal);
    let (name, pool, given) = (prize_name(desk, &level.prize), pool_words(desk, &level.pool), level.given);
    view! {
        <Row>
            <RowHead><PrizeName name seal/></RowHead>
            <Cell label=words.pool()>{pool}</Cell>
            <Cell label=words.given() number=true>{given}</Cell>
            <Cell label=words.cap() number=true>{cap}</Cell>
            {with_acts.then(|| view! { <Cell label=words.act()>{state}</Cell> })}
        </Row>
    }
}
