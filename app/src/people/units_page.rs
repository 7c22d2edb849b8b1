//! The list of units, for administrators.

use domain::calendar::format_date;
use domain::people::units::{Unit, UnitKind};
use domain::text::Lang;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::empty::Empty;
use crate::components::field::{Select, TextField};
use crate::components::filters::Filters;
use crate::components::page_head::PageHead;
use crate::components::pagination::Pagination;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::shell::{Title, href};
use crate::words::{figure, lang};

catalogue! {
    /// The words of units.
    pub UnitWords {
        title => "Đơn vị", "Units";
        lead => "Xã, phường, đặc khu; trường học, cơ quan, doanh nghiệp.", "Communes, wards and special zones; schools, agencies, enterprises.";
        add => "Thêm đơn vị", "Add a unit";
        import => "Nhập danh sách", "Import a list";
        search => "Mã hoặc tên", "Code or name";
        kind => "Loại", "Kind";
        every_kind => "Mọi loại", "Every kind";
        count(count: &str) => "{count} đơn vị", "{count} units";
        none => "Chưa có đơn vị nào", "No units";
        none_found => "Không tìm thấy đơn vị nào", "No unit found";
        none_found_text => "Gõ một phần của mã hoặc tên, hoặc chọn mọi loại.", "Type a part of the code or name, or choose every kind.";
        none_text => "Thêm từng đơn vị, hoặc nhập cả danh sách từ tệp CSV.", "Add them one by one, or import a CSV list.";
        name => "Tên", "Name";
        parent => "Cấp trên", "Above it";
        validity => "Hiệu lực", "Validity";
        from(day: &str) => "từ {day}", "from {day}";
        to(day: &str) => "đến {day}", "until {day}";
        followed_by(name: &str) => "thay bằng {name}", "followed by {name}";
        ward => "Phường", "Ward";
        commune => "Xã", "Commune";
        special_zone => "Đặc khu", "Special zone";
        school => "Trường học", "School";
        agency => "Cơ quan", "Agency";
        enterprise => "Doanh nghiệp", "Enterprise";
    }
}

/// What a kind is called.
pub fn kind_name(kind: UnitKind, lang: Lang) -> &'static str {
    let words = UnitWords(lang);
    match kind {
        UnitKind::Ward => words.ward(),
        UnitKind::Commune => words.commune(),
        UnitKind::SpecialZone => words.special_zone(),
        UnitKind::School => words.school(),
        UnitKind::Agency => words.agency(),
        UnitKind::Enterprise => words.enterprise(),
    }
}

/// Kinds as choices.
pub fn kind_options(lang: Lang) -> Vec<(String, String)> {
    UnitKind::ALL.map(|kind| (kind.code().to_owned(), kind_name(kind, lang).to_owned())).to_vec()
}

/// The list with its filter.
#[component]
pub fn UnitsPage(
    units: Vec<Unit>,
    total: u64,
    page: u64,
    #[prop(into)] text: String,
    kind: Option<UnitKind>,
) -> impl IntoView {
    let lang = lang();
    let words = UnitWords(lang);
    let actions = view! {
        <ButtonLink to="/quan-tri/don-vi/them" icon="plus">{words.add()}</ButtonLink>
        <ButtonLink to="/quan-tri/don-vi/nhap" icon="upload" kind=ButtonKind::Outline>{words.import()}</ButtonLink>
    };
    let chosen = kind.map(UnitKind::code).unwrap_or_default();
    let (none, none_text) = if kind.is_none() && text.is_empty() {
        (words.none(), words.none_text())
    } else {
        (words.none_found(), words.none_found_text())
    };
    view! {
        <Title text=words.title()/>
        <Banner/>
        <PageHead title=words.title() lead=words.lead() actions=actions.into_any()/>
        <Filters count=words.count(&figure(total))>
            <TextField name="q" label=words.search() value=text/>
            <Select name="loai" label=words.kind() options=kind_options(lang) value=chosen empty=words.every_kind().to_owned()/>
        </Filters>
        {if units.is_empty() {
            view! { <Empty title=none text=none_text/> }.into_any()
        } else {
            view! { <UnitTable units/> }.into_any()
        }}
        <Pagination page total/>
    }
}

#[component]
fn UnitTable(units: Vec<Unit>) -> impl IntoView {
    let lang = lang();
    let words = UnitWords(lang);
    let columns = [words.name(), words.kind(), words.parent(), words.validity()].map(Column::text);
    let rows = units.into_iter().map(move |unit| {
        let address = href(&format!("/quan-tri/don-vi/{}", unit.id));
        let validity = validity(&unit, lang);
        let parent = unit.parent.map(|(_, name)| name).unwrap_or_default();
        view! {
            <Row>
                <RowHead sub=unit.code><a href=address>{unit.name}</a></RowHead>
                <Cell label=words.kind()>{kind_name(unit.kind, lang)}</Cell>
                <Cell label=words.parent()>{parent}</Cell>
                <Cell label=words.validity()>{validity}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! { <Table caption=words.title() columns=columns.to_vec() caption_hidden=true>{rows}</Table> }
}

/// “từ 1/7/2025, đến …, thay bằng …”
fn validity(unit: &Unit, lang: Lang) -> String {
    let words = UnitWords(lang);
    let parts = [
        unit.valid_from.map(|day| words.from(&format_date(day, lang))),
        unit.valid_to.map(|day| words.to(&format_date(day, lang))),
        unit.successor.as_ref().map(|(_, name)| words.followed_by(name)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
