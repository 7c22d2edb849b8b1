//! Special prizes: those given, and the form for one more.

use domain::results::PrizeKind;
use domain::results::listing::PrizeDesk;
use leptos::prelude::*;

use super::Typed;
use super::prizes_page::{PrizeWords, prize_name};
use crate::components::button::{Button, ButtonKind};
use crate::components::errors::Errors;
use crate::components::field::TextField;
use crate::components::page_head::Section;
use crate::components::select::Select;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::text_area::TextArea;
use crate::shell::href;
use crate::words::lang;

/// Special prizes, where the rules have any.
#[component]
pub(super) fn SpecialPrizes(desk: PrizeDesk, open: bool, errors: Errors, typed: Typed) -> impl IntoView {
    let words = PrizeWords(lang());
    let options: Vec<(String, String)> = desk
        .rules
        .prizes
        .iter()
        .filter(|prize| prize.kind == PrizeKind::Tag)
        .map(|prize| (prize.code.clone(), prize.name.clone()))
        .collect();
    if options.is_empty() || (!open && desk.tags.is_empty()) {
        return ().into_any();
    }
    let slug = desk.edition.slug.clone();
    let given: Vec<_> = desk
        .tags
        .iter()
        .map(|tag| {
            let title = desk.entries.get(&tag.entry).map(|entry| entry.title.clone());
            let action = href(&format!("/thu-ky/{slug}/giai/dac-biet/{}/bo", tag.id));
            let take = open.then(|| {
                view! { <form method="post" action=action><Button kind=ButtonKind::Quiet>{words.take()}</Button></form> }
            });
            let (code, reason, name) = (tag.entry.clone(), tag.reason.clone(), prize_name(&desk, &tag.prize));
            view! {
                <Row>
                    <RowHead sub=code>{title}</RowHead>
                    <Cell label=words.prize()>{name}</Cell>
                    <Cell label=words.reason()>{reason}</Cell>
                    <Cell label=words.act()>{take}</Cell>
                </Row>
            }
        })
        .collect();
    let columns = vec![
        Column::text(words.work()),
        Column::text(words.prize()),
        Column::text(words.reason()),
        Column::text(words.act()),
    ];
    let table = (!given.is_empty())
        .then(|| view! { <Table caption=words.special() columns caption_hidden=true>{given}</Table> });
    let mine = typed.text("khung") == "dac-biet";
    let kept = |name: &str| if mine { typed.text(name) } else { String::new() };
    let form = open.then(|| {
        view! {
            <form class="form" method="post" action=href(&format!("/thu-ky/{slug}/giai/dac-biet")) novalidate>
                <input type="hidden" name="khung" value="dac-biet"/>
                <TextField name="ma" label=words.code() value=kept("ma") width="w20" error=errors.at("ma")/>
                <Select name="giai-dac-biet" label=words.prize() options value=kept("giai-dac-biet")/>
                <TextArea name="ly_do-dac-biet" label=words.reason() value=kept("ly_do-dac-biet") rows=3
                    error=errors.at("ly_do-dac-biet")/>
                <Button kind=ButtonKind::Outline>{words.give()}</Button>
            </form>
        }
    });
    view! {
        <Section id="dac-biet" title=words.special()>
            <p>{words.special_lead()}</p>
            {table}
            {form}
        </Section>
    }
    .into_any()
}
