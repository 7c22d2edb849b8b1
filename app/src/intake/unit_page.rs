//! The unit officer's list.

use domain::calendar::format_moment;
use domain::entries::state::UnitState;
use domain::intake::bulk::BULK_LIMIT;
use domain::intake::unit_desk::{UnitDesk, UnitFilter, UnitRow};
use domain::text::format_int;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::empty::Empty;
use crate::components::field::TextField;
use crate::components::filters::{Chip, Filters};
use crate::components::page_head::PageHead;
use crate::components::pagination::Pagination;
use crate::components::select::Select;
use crate::components::status::{Status, StatusTag};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tabs::{Tab, Tabs};
use crate::intake::queue_query::{key, unit_query, unit_state_word};
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the unit's list.
    pub UnitWords {
        title => "Hồ sơ của đơn vị", "Entries of the unit";
        lead => "Hồ sơ mà tác giả gửi để đơn vị xác nhận. Hồ sơ nháp chỉ tác giả thấy.", "Entries sent for the unit's confirmation. Drafts are seen by their authors only.";
        all => "Tất cả", "All";
        states => "Tình trạng xác nhận", "State of confirmation";
        text => "Tìm", "Search";
        text_hint => "Mã, tên, tác giả; không cần dấu", "Code, title, author; accents not needed";
        edition => "Kỳ", "Edition";
        any_edition => "Mọi kỳ", "Every edition";
        found(count: &str) => "{count} hồ sơ", "{count} entries";
        name => "Mã, tên", "Code, title";
        authors => "Tác giả", "Authors";
        unit_state => "Xác nhận", "Confirmation";
        state => "Trạng thái", "State";
        since => "Từ lúc", "Since";
        select(code: &str) => "Chọn {code}", "Select {code}";
        selected => "Với hồ sơ đã chọn", "With those selected";
        select_hint(most: usize) => "Chọn ở đầu mỗi dòng, tối đa {most} hồ sơ. Trang sau cho xem trước khi làm.",
            "Select at the beginning of a row, {most} at most. The next page shows what will happen first.";
        confirm => "Xác nhận", "Confirm";
        give_back => "Trả lại để sửa", "Return for correction";
        empty => "Chưa có hồ sơ nào", "No entries yet";
        empty_why => "Khi tác giả chọn đơn vị này và nộp hồ sơ, hồ sơ hiện ở đây và đơn vị nhận thư.",
            "When authors choose this unit and send their entry, it appears here and the unit gets a letter.";
        none_found => "Không có hồ sơ nào khớp bộ lọc", "No entry fits the filters";
        clear => "Xóa bộ lọc", "Clear filters";
    }
}

/// Entries of the officer's units, in every edition.
#[component]
pub fn UnitPage(desk: UnitDesk) -> impl IntoView {
    let words = UnitWords(lang());
    let units: Vec<String> = desk.units.iter().map(|(_, name)| name.clone()).collect();
    let list = if desk.rows.is_empty() { nothing(&desk) } else { rows(&desk) };
    view! {
        <Title text=words.title()/>
        <PageHead title=words.title() kicker=units.join("; ") lead=words.lead()/>
        {tabs(&desk)}
        {filters(&desk)}
        {list}
    }
}

fn tabs(desk: &UnitDesk) -> impl IntoView + use<> {
    let words = UnitWords(lang());
    let address = |unit_state| {
        let filter = UnitFilter { unit_state, page: 1, ..desk.filter.clone() };
        format!("/don-vi{}", unit_query(&filter))
    };
    let all = Tab {
        path: address(None),
        label: words.all().to_owned(),
        count: Some(desk.counts.iter().map(|(_, count)| count).sum()),
    };
    let shown: Vec<(UnitState, u64)> =
        desk.counts.iter().copied().filter(|(state, count)| *state != UnitState::NotAsked || *count > 0).collect();
    let current = desk
        .filter
        .unit_state
        .and_then(|state| shown.iter().position(|(known, _)| *known == state))
        .map_or(0, |place| place + 1);
    let states = shown.iter().map(|(state, count)| Tab {
        path: address(Some(*state)),
        label: state.look(lang()).2.to_owned(),
        count: Some(*count),
    });
    let tabs: Vec<Tab> = std::iter::once(all).chain(states).collect();
    view! { <Tabs label=words.states() tabs current/> }
}

fn filters(desk: &UnitDesk) -> impl IntoView + use<> {
    let words = UnitWords(lang());
    let filter = &desk.filter;
    let editions: Vec<(String, String)> =
        desk.editions.iter().map(|edition| (edition.id.to_string(), edition.name(lang()).to_owned())).collect();
    let chip = |key: &str, label: String| Chip { key: key.to_owned(), label };
    let text = filter.text.trim();
    let edition = filter.edition.and_then(|id| editions.iter().find(|(known, _)| *known == id.to_string()));
    let chips: Vec<Chip> = [
        (!text.is_empty()).then(|| chip(key::TEXT, format!("“{text}”"))),
        edition.map(|(_, name)| chip(key::EDITION, name.clone())),
    ]
    .into_iter()
    .flatten()
    .collect();
    let state = filter
        .unit_state
        .map(|state| view! { <input type="hidden" name=key::UNIT_STATE value=unit_state_word(state)/> });
    let filter = filter.clone();
    view! {
        <Filters count=words.found(&format_int(i64::try_from(desk.total).unwrap_or(i64::MAX), lang())) chips>
            {state}
            <TextField name=key::TEXT label=words.text() hint=words.text_hint().to_owned() value=filter.text/>
            <Select name=key::EDITION label=words.edition() options=editions empty=words.any_edition().to_owned()
                value=filter.edition.map(|id| id.to_string()).unwrap_or_default()/>
        </Filters>
    }
}

fn nothing(desk: &UnitDesk) -> AnyView {
    let words = UnitWords(lang());
    if desk.filter.is_narrowing() {
        view! {
            <Empty title=words.none_found()>
                <ButtonLink to="/don-vi" kind=ButtonKind::Outline>{words.clear()}</ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Empty title=words.empty() text=words.empty_why()/> }.into_any()
    }
}

fn rows(desk: &UnitDesk) -> AnyView {
    let words = UnitWords(lang());
    let columns = vec![
        Column::text(words.name()),
        Column::text(words.authors()),
        Column::text(words.edition()),
        Column::text(words.unit_state()),
        Column::text(words.state()),
        Column::text(words.since()),
    ];
    let lines = desk.rows.iter().map(line).collect_view();
    view! {
        <form method="post" action=href("/don-vi/chon") class="stack">
            <input type="hidden" name="ve" value=unit_query(&desk.filter)/>
            <Table caption=words.title() columns caption_hidden=true>{lines}</Table>
            <Pagination page=desk.filter.page total=desk.total/>
            <fieldset class="fieldset fieldset--group">
                <legend class="fieldset__legend">{words.selected()}</legend>
                <p class="fieldset__hint">{words.select_hint(BULK_LIMIT)}</p>
                <div class="button-row">
                    <Button kind=ButtonKind::Outline icon="circle-check" name="viec" value="xac-nhan">{words.confirm()}</Button>
                    <Button kind=ButtonKind::Outline icon="arrow-left" name="viec" value="tra-lai">{words.give_back()}</Button>
                </div>
            </fieldset>
        </form>
    }
    .into_any()
}

fn line(row: &UnitRow) -> impl IntoView + use<> {
    let words = UnitWords(lang());
    let since = format_moment(row.since, page_context().now, lang());
    let label = words.select(&row.code);
    let address = href(&format!("/don-vi/ho-so/{}", row.id));
    let authors = row.authors.join(", ");
    let row = row.clone();
    view! {
        <Row>
            <RowHead sub=row.code.clone() with_box=true>
                <label class="table__select"><input class="choice__box" type="checkbox" name="chon" value=row.id.to_string() id=format!("chon-{}", row.id)
                    aria-label=label/></label>
                " "
                <a href=address>{row.title}</a>
            </RowHead>
            <Cell label=words.authors()>{authors}</Cell>
            <Cell label=words.edition()>{row.edition}</Cell>
            <Cell label=words.unit_state()><StatusTag of=row.unit_state/></Cell>
            <Cell label=words.state()><StatusTag of=row.state/></Cell>
            <Cell label=words.since()>{since}</Cell>
        </Row>
    }
}
