//! The secretary's queue.

use domain::calendar::{format_deadline, format_moment};
use domain::entries::state::{EntryState, UnitState};
use domain::intake::bulk::BULK_LIMIT;
use domain::intake::queue::{Queue, QueueFilter, QueueRow};
use domain::text::format_int;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::choice::Checkbox;
use crate::components::empty::Empty;
use crate::components::field::TextField;
use crate::components::filters::{Chip, Filters};
use crate::components::page_head::{Breadcrumb, PageHead};
use crate::components::pagination::Pagination;
use crate::components::select::Select;
use crate::components::status::{Status, StatusTag};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tabs::{Tab, Tabs};
use crate::intake::judge_files_page::{JudgeFilesWords, judge_files_path};
use crate::intake::problem_words::line_names;
use crate::intake::queue_query::{key, queue_query, state_word, unit_state_word};
use crate::shell::{Title, WidePage, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the queue.
    pub QueueWords {
        title => "Tiếp nhận hồ sơ", "Intake";
        secretariat => "Ban thư ký", "Secretariat";
        all => "Tất cả", "All";
        states => "Trạng thái hồ sơ", "States of entries";
        text => "Tìm", "Search";
        text_hint => "Mã, tên, tác giả, đơn vị; không cần dấu", "Code, title, author, unit; accents not needed";
        field => "Lĩnh vực", "Field";
        any_field => "Mọi lĩnh vực", "Every field";
        unit => "Đơn vị", "Unit";
        any_unit => "Mọi đơn vị", "Every unit";
        unit_state => "Xác nhận", "Confirmation";
        any => "Tất cả", "Any";
        missing_only => "Chỉ hồ sơ còn thiếu", "Only with something missing";
        found(count: &str) => "{count} hồ sơ", "{count} entries";
        code => "Mã, tên", "Code, title";
        authors => "Tác giả", "Authors";
        state => "Trạng thái", "State";
        submitted => "Nộp lúc", "Sent at";
        missing => "Còn thiếu", "Missing";
        nothing_missing => "Đủ", "Nothing";
        deadline => "Hạn bổ sung", "Supplement due";
        select(code: &str) => "Chọn {code}", "Select {code}";
        selected => "Với hồ sơ đã chọn", "With those selected";
        select_hint(most: usize) => "Chọn ở đầu mỗi dòng, tối đa {most} hồ sơ. Trang sau cho xem trước khi làm.",
            "Select at the beginning of a row, {most} at most. The next page shows what will happen first.";
        accept => "Tiếp nhận hồ sơ đủ", "Accept the complete ones";
        remind => "Gửi thư nhắc", "Send reminders";
        export => "Xuất danh sách", "Export the list";
        export_rows(count: &str) => "{count} hồ sơ theo bộ lọc đang dùng", "{count} entries, as filtered";
        contact => "kèm dữ liệu liên hệ (ngày sinh, điện thoại, địa chỉ)", "with contact data (birth date, telephone, address)";
        contact_hint => "Chỉ chọn khi thật cần: việc xuất dữ liệu này được ghi vào nhật ký.", "Only when really needed: the ledger records it.";
        csv => "Tải CSV", "Download CSV";
        xlsx => "Tải XLSX", "Download XLSX";
        extensions => "Gia hạn nộp", "Extensions";
        empty => "Chưa có hồ sơ nào", "No entries yet";
        empty_why => "Hồ sơ hiện ở đây ngay khi người dự thi nộp. Hồ sơ nháp chỉ tác giả thấy.",
            "Entries appear here as soon as they are sent. Drafts are seen by their authors only.";
        none_found => "Không có hồ sơ nào khớp bộ lọc", "No entry fits the filters";
        none_found_why => "Thử bỏ bớt bộ lọc hoặc tìm bằng ít chữ hơn.", "Remove a filter, or search with fewer words.";
        clear => "Xóa bộ lọc", "Clear filters";
    }
}

/// The address of an edition's queue.
pub fn queue_path(slug: &str) -> String {
    format!("/thu-ky/{slug}/tiep-nhan")
}

/// Entries received: filters in the address, numbers on the tabs, acts on those selected.
#[component]
pub fn QueuePage(queue: Queue) -> impl IntoView {
    let words = QueueWords(lang());
    let edition = queue.edition.name(lang()).to_owned();
    let base = queue_path(&queue.edition.slug);
    let extensions = format!("/thu-ky/{}/gia-han", queue.edition.slug);
    let judge_files = judge_files_path(&queue.edition.slug);
    let actions = view! {
        <ButtonLink to=judge_files kind=ButtonKind::Outline icon="file">{JudgeFilesWords(lang()).title()}</ButtonLink>
        <ButtonLink to=extensions kind=ButtonKind::Outline icon="clock">{words.extensions()}</ButtonLink>
    };
    let list = if queue.rows.is_empty() { nothing(&queue, &base) } else { rows(&queue, &base) };
    view! {
        <Title text=format!("{}, {edition}", words.title())/>
        <WidePage/>
        <Breadcrumb places=vec![("/thu-ky".to_owned(), words.secretariat().to_owned())]/>
        <PageHead title=words.title() kicker=edition actions=actions.into_any()/>
        {tabs(&queue, &base)}
        {filters(&queue)}
        {list}
    }
}

fn tabs(queue: &Queue, base: &str) -> impl IntoView + use<> {
    let words = QueueWords(lang());
    let address = |state: Option<EntryState>| {
        let filter = QueueFilter { state, ..queue.filter.on_page(1) };
        format!("{base}{}", queue_query(&filter))
    };
    let all = Tab {
        path: address(None),
        label: words.all().to_owned(),
        count: Some(queue.counts.iter().map(|(_, count)| count).sum()),
    };
    let states = queue.counts.iter().map(|(state, count)| Tab {
        path: address(Some(*state)),
        label: state.look(lang()).2.to_owned(),
        count: Some(*count),
    });
    let current = queue
        .filter
        .state
        .and_then(|state| queue.counts.iter().position(|(known, _)| *known == state))
        .map_or(0, |place| place + 1);
    let tabs: Vec<Tab> = std::iter::once(all).chain(states).collect();
    view! { <Tabs label=words.states() tabs current/> }
}

fn filters(queue: &Queue) -> impl IntoView + use<> {
    let words = QueueWords(lang());
    let filter = &queue.filter;
    let fields = queue.fields.iter().map(|field| (field.code.clone(), field.name.clone())).collect();
    let units = queue.units.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let unit_states =
        UnitState::ALL.map(|state| (unit_state_word(state).to_owned(), state.look(lang()).2.to_owned())).to_vec();
    let state = filter.state.map(|state| view! { <input type="hidden" name=key::STATE value=state_word(state)/> });
    let sort = queue_query(&QueueFilter { sort: filter.sort, page: 1, ..QueueFilter::default() });
    let sort =
        sort.strip_prefix("?sap=").map(|word| view! { <input type="hidden" name=key::SORT value=word.to_owned()/> });
    let filter = filter.clone();
    view! {
        <Filters count=words.found(&number(queue.total)) chips=chips(queue)>
            {state}{sort}
            <TextField name=key::TEXT label=words.text() hint=words.text_hint().to_owned() value=filter.text/>
            <Select name=key::FIELD label=words.field() options=fields value=filter.field.unwrap_or_default()
                empty=words.any_field().to_owned()/>
            <Select name=key::UNIT label=words.unit() options=units
                value=filter.unit.map(|unit| unit.to_string()).unwrap_or_default() empty=words.any_unit().to_owned()/>
            <Select name=key::UNIT_STATE label=words.unit_state() options=unit_states
                value=filter.unit_state.map(unit_state_word).unwrap_or_default() empty=words.any().to_owned()/>
            <Checkbox name=key::MISSING label=words.missing_only() checked=filter.missing/>
        </Filters>
    }
}

fn chips(queue: &Queue) -> Vec<Chip> {
    let words = QueueWords(lang());
    let filter = &queue.filter;
    let chip = |key: &str, label: String| Chip { key: key.to_owned(), label };
    let field_name = |code: &String| {
        let field = queue.fields.iter().find(|field| field.code == *code);
        field.map_or_else(|| code.clone(), |field| field.name.clone())
    };
    let unit_name = |id| {
        let unit = queue.units.iter().find(|(known, _)| *known == id);
        unit.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let text = filter.text.trim();
    [
        (!text.is_empty()).then(|| chip(key::TEXT, format!("“{text}”"))),
        filter.field.as_ref().map(|code| chip(key::FIELD, field_name(code))),
        filter.unit.map(|id| chip(key::UNIT, unit_name(id))),
        filter.unit_state.map(|state| chip(key::UNIT_STATE, state.look(lang()).2.to_owned())),
        filter.missing.then(|| chip(key::MISSING, words.missing_only().to_owned())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn nothing(queue: &Queue, base: &str) -> AnyView {
    let words = QueueWords(lang());
    let base = base.to_owned();
    if queue.filter.is_narrowing() {
        view! {
            <Empty title=words.none_found() text=words.none_found_why()>
                <ButtonLink to=base kind=ButtonKind::Outline>{words.clear()}</ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Empty title=words.empty() text=words.empty_why()/> }.into_any()
    }
}

fn rows(queue: &Queue, base: &str) -> AnyView {
    let words = QueueWords(lang());
    let with_deadlines = queue.rows.iter().any(|row| row.supplement_due.is_some());
    let mut columns = vec![
        Column::text(words.code()).sorted("ma"),
        Column::text(words.authors()),
        Column::text(words.field()),
        Column::text(words.state()),
        Column::text(words.unit_state()),
        Column::text(words.missing()),
        Column::text(words.submitted()).sorted("nop"),
    ];
    if with_deadlines {
        columns.push(Column::text(words.deadline()).sorted("han"));
    }
    let lines = queue.rows.iter().map(|row| line(row, base, with_deadlines)).collect_view();
    let query = queue_query(&queue.filter);
    view! {
        <form method="post" action=href(&format!("{base}/chon")) class="stack">
            <input type="hidden" name="ve" value=query/>
            <Table caption=words.title() columns caption_hidden=true dense=true>{lines}</Table>
            <Pagination page=queue.filter.page total=queue.total/>
            <fieldset class="fieldset fieldset--group">
                <legend class="fieldset__legend">{words.selected()}</legend>
                <p class="fieldset__hint">{words.select_hint(BULK_LIMIT)}</p>
                <div class="button-row">
                    <Button kind=ButtonKind::Outline icon="mail" name="viec" value="nhac">{words.remind()}</Button>
                    <Button kind=ButtonKind::Outline icon="clipboard-check" name="viec" value="tiep-nhan">{words.accept()}</Button>
                </div>
            </fieldset>
        </form>
        {export(queue, base)}
    }
    .into_any()
}

fn line(row: &QueueRow, base: &str, with_deadlines: bool) -> impl IntoView + use<> {
    let words = QueueWords(lang());
    let now = page_context().now;
    let moment = |at| format_moment(at, now, lang());
    let id = format!("chon-{}", row.id);
    let missing = if row.missing.is_empty() {
        view! { <span class="muted">{words.nothing_missing()}</span> }.into_any()
    } else {
        line_names(&row.missing, lang()).into_any()
    };
    let deadline = with_deadlines.then(|| {
        let due = row.supplement_due.map(|due| format_deadline(due, lang()));
        view! { <Cell label=words.deadline()>{due}</Cell> }
    });
    let unit = row.unit.clone().map(|unit| view! { <span class="table__sub">{unit}</span> });
    let label = words.select(&row.code);
    let address = href(&format!("{base}/{}", row.id));
    let submitted = row.submitted_at.map(moment);
    let authors = row.authors.join(", ");
    let row = row.clone();
    view! {
        <Row>
            <RowHead sub=row.code.clone() with_box=true>
                <label class="table__select"><input class="choice__box" type="checkbox" name="chon" value=row.id.to_string() id=id aria-label=label/></label>
                " "
                <a href=address>{row.title}</a>
            </RowHead>
            <Cell label=words.authors()>{authors}{unit}</Cell>
            <Cell label=words.field()>{row.field}</Cell>
            <Cell label=words.state()><StatusTag of=row.state/></Cell>
            <Cell label=words.unit_state()><StatusTag of=row.unit_state/></Cell>
            <Cell label=words.missing()>{missing}</Cell>
            <Cell label=words.submitted()>{submitted}</Cell>
            {deadline}
        </Row>
    }
}

fn export(queue: &Queue, base: &str) -> impl IntoView + use<> {
    let words = QueueWords(lang());
    let query = queue_query(&queue.filter.on_page(1));
    view! {
        <form class="stack stack--tight no-print" method="post" action=href(&format!("{base}/xuat"))>
            <h2>{words.export()}</h2>
            <p class="muted">{words.export_rows(&number(queue.total))}</p>
            <input type="hidden" name="loc" value=query/>
            <Checkbox name="lien-he" label=words.contact() hint=words.contact_hint().to_owned()/>
            <div class="button-row">
                <Button kind=ButtonKind::Outline icon="download" name="dang" value="xlsx">{words.xlsx()}</Button>
                <Button kind=ButtonKind::Outline icon="download" name="dang" value="csv">{words.csv()}</Button>
            </div>
        </form>
    }
}

fn number(count: u64) -> String {
    format_int(i64::try_from(count).unwrap_or(i64::MAX), lang())
}
