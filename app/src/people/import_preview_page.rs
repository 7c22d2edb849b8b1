//! What a list of units would do: old → new of each value, and what is asked about, before anything is written.

use domain::calendar::format_date_in_document;
use domain::people::unit_import::{Change, Doubt, ImportPlan, PlannedUnit, UnitField, UnitValue};
use domain::text::Lang;
use leptos::prelude::*;

use super::import_units_page::ImportUnitsWords;
use super::units_page::kind_name;
use crate::catalogue;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::choice::Checkbox;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::shell::{Title, href};
use crate::words::lang;

/// The fields of the confirmation.
pub mod field {
    pub const TEXT: &str = "text";
    pub const MARK: &str = "dau";
    pub const LINE: &str = "dong";
}

catalogue! {
    /// The words of the preview.
    pub ImportPreviewWords {
        title => "Xem trước", "Preview";
        summary(added: usize, changed: usize, unchanged: usize) => "{added} đơn vị mới, {changed} đơn vị có thay đổi, {unchanged} đơn vị giữ nguyên. Chưa có gì được ghi.",
            "{added} new units, {changed} changed, {unchanged} as they are. Nothing is written yet.";
        asked => "Cần xem lại", "To look at";
        asked_lead => "Đánh dấu những dòng đúng như ý. Dòng không đánh dấu được để lại, không ghi.",
            "Tick the rows that are meant so. Rows without a tick are left out.";
        take(line: u64) => "Vẫn nhập dòng {line}", "Take line {line} all the same";
        row(line: u64, code: &str, name: &str) => "Dòng {line}: {code} {name}", "Line {line}: {code} {name}";
        same_name(name: &str, code: &str) => "Đã có đơn vị “{name}” mang mã {code}. Nếu là một đơn vị, dùng mã đó; nếu là hai, người nộp sẽ phải chọn trong danh sách.",
            "There is a unit “{name}” with the code {code}. If it is the same unit, use that code; if they are two, entrants have to choose from the list.";
        same_name_ended(name: &str, code: &str) => "Đơn vị “{name}” (mã {code}) đã kết thúc hoặc đã sáp nhập. Nhập dòng này là lập lại đơn vị đó.",
            "The unit “{name}” (code {code}) has ended or was merged. Taking this row sets it up again.";
        damaged(text: &str) => "Tên “{text}” có vẻ bị lỗi phông chữ (TCVN3, VNI). Mở tệp gốc, chuyển mã sang Unicode rồi tải lại.",
            "The name “{text}” looks damaged by an old font (TCVN3, VNI). Convert the file to Unicode and upload it again.";
        erases(field: &str) => "Ô “{field}” để trống: giá trị đang có sẽ bị xóa.", "The cell “{field}” is empty: the value there now would be deleted.";
        revives => "Đơn vị này đã kết thúc hoặc đã sáp nhập, và sẽ hoạt động trở lại.", "This unit has ended or was merged, and would be in force again.";
        date_read(typed: &str, day: &str) => "“{typed}” được hiểu là {day}. Nếu không đúng, sửa tệp theo dạng ngày/tháng/năm.",
            "“{typed}” is read as {day}. If that is wrong, correct the file to day/month/year.";
        changed => "Giá trị bị ghi đè", "Values written over";
        added => "Đơn vị mới", "New units";
        unit => "Đơn vị", "Unit";
        value => "Mục", "Field";
        old => "Đang có", "Now";
        new => "Sẽ thành", "Then";
        nothing => "(trống)", "(empty)";
        details => "Thông tin", "Details";
        name => "Tên", "Name";
        kind => "Loại", "Kind";
        parent => "Cấp trên", "Unit above";
        valid_from => "Từ ngày", "Valid from";
        valid_to => "Đến ngày", "Valid to";
        successor => "Thay thế", "Successor";
        apply(count: usize) => "Nhập {count} đơn vị", "Import {count} units";
        apply_ticked(sure: usize) => "Nhập {sure} đơn vị và các dòng đã đánh dấu", "Import {sure} units and the rows ticked";
        apply_only_ticked => "Nhập các dòng đã đánh dấu", "Import the rows ticked";
        back => "Không, quay lại", "No, go back";
        nothing_to_do => "Danh sách này không thay đổi gì.", "This list changes nothing.";
        changed_since => "Danh sách đơn vị vừa được thay đổi ở nơi khác. Xem lại những thay đổi dưới đây rồi nhập",
            "The register was changed elsewhere meanwhile. Look at the changes below again, then import";
    }
}

/// What a good list would do, with the button that does it. `mark` comes back with the confirmation.
#[component]
pub fn ImportPreviewPage(
    #[prop(into)] text: String,
    plan: ImportPlan,
    #[prop(into)] mark: String,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = ImportPreviewWords(lang());
    let (added, changed) = (plan.added().count(), plan.changed().count());
    let lead = words.summary(added, changed, plan.unchanged);
    let doubtful = plan.doubtful().count();
    let act = match (added + changed, doubtful) {
        (0, _) => None,
        (count, 0) => Some(words.apply(count)),
        (count, doubtful) if count == doubtful => Some(words.apply_only_ticked().to_owned()),
        (count, doubtful) => Some(words.apply_ticked(count - doubtful)),
    };
    let act = act.map(|act| view! { <Button icon="check">{act}</Button> });
    let asked = (doubtful > 0).then(|| {
        let rows = plan.doubtful().map(asked_row).collect_view();
        view! {
            <Section id="xem-lai" title=words.asked()>
                <p>{words.asked_lead()}</p>
                <div class="stack">{rows}</div>
            </Section>
        }
    });
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <BackLink to="/quan-tri/don-vi/nhap" label=ImportUnitsWords(lang()).title()/>
        <ErrorSummary errors/>
        <PageHead title=words.title() lead/>
        <form method="post" action=href("/quan-tri/don-vi/nhap/ghi") class="stack" id="nhap" tabindex="-1">
            <input type="hidden" name=field::TEXT value=text/>
            <input type="hidden" name=field::MARK value=mark/>
            {asked}
            {act.is_none().then(|| view! { <p>{words.nothing_to_do()}</p> })}
            <div class="button-row">
                {act}
                <ButtonLink to="/quan-tri/don-vi/nhap" kind=ButtonKind::Outline>{words.back()}</ButtonLink>
            </div>
        </form>
        {(changed > 0).then(|| changed_table(&plan))}
        {(added > 0).then(|| added_table(&plan))}
    }
}

fn asked_row(planned: &PlannedUnit) -> impl IntoView + use<> {
    let words = ImportPreviewWords(lang());
    let line = planned.line;
    let title = words.row(line, &planned.unit.code, &planned.unit.name);
    let doubts = planned.doubts.iter().map(|doubt| view! { <li>{doubt_sentence(doubt, lang())}</li> }).collect_view();
    view! {
        <div class="stack">
            <h3>{title}</h3>
            <ul>{doubts}</ul>
            <Checkbox name=field::LINE id=format!("dong-{line}") value=line.to_string() label=words.take(line)/>
        </div>
    }
}

fn doubt_sentence(doubt: &Doubt, lang: Lang) -> String {
    let words = ImportPreviewWords(lang);
    match doubt {
        Doubt::SameName { code, name, ended: false } => words.same_name(name, code),
        Doubt::SameName { code, name, .. } => words.same_name_ended(name, code),
        Doubt::Damaged(text) => words.damaged(text),
        Doubt::Erases(field) => words.erases(field_name(*field, lang)),
        Doubt::Revives => words.revives().to_owned(),
        Doubt::DateRead { typed, read } => words.date_read(typed, &format_date_in_document(*read, lang)),
    }
}

fn field_name(field: UnitField, lang: Lang) -> &'static str {
    let words = ImportPreviewWords(lang);
    match field {
        UnitField::Name => words.name(),
        UnitField::Kind => words.kind(),
        UnitField::Parent => words.parent(),
        UnitField::ValidFrom => words.valid_from(),
        UnitField::ValidTo => words.valid_to(),
        UnitField::Successor => words.successor(),
    }
}

/// Dates are written in words, so that nobody takes the day for the month.
fn value_text(value: &UnitValue, lang: Lang) -> String {
    match value {
        UnitValue::Nothing => ImportPreviewWords(lang).nothing().to_owned(),
        UnitValue::Text(text) => text.clone(),
        UnitValue::Kind(kind) => kind_name(*kind, lang).to_owned(),
        UnitValue::Date(date) => format_date_in_document(*date, lang),
    }
}

fn changed_table(plan: &ImportPlan) -> impl IntoView + use<> {
    let words = ImportPreviewWords(lang());
    let columns = [words.unit(), words.value(), words.old(), words.new()];
    let columns = columns.map(Column::text).to_vec();
    let rows = plan.changed().flat_map(|planned| {
        let named = format!("{} {}", planned.unit.code, planned.unit.name);
        planned.changes.iter().map(move |change| changed_row(named.clone(), change))
    });
    let rows = rows.collect_view();
    view! { <Table caption=words.changed() columns>{rows}</Table> }
}

fn changed_row(named: String, change: &Change) -> impl IntoView + use<> {
    let words = ImportPreviewWords(lang());
    let (old, new) = (value_text(&change.old, lang()), value_text(&change.new, lang()));
    let field = field_name(change.field, lang());
    view! {
        <Row>
            <RowHead>{named}</RowHead>
            <Cell label=words.value()>{field}</Cell>
            <Cell label=words.old()>{old}</Cell>
            <Cell label=words.new()>{new}</Cell>
        </Row>
    }
}

fn added_table(plan: &ImportPlan) -> impl IntoView + use<> {
    let words = ImportPreviewWords(lang());
    let columns = [words.unit(), words.kind(), words.details()].map(Column::text).to_vec();
    let rows = plan.added().map(added_row).collect_view();
    view! { <Table caption=words.added() columns>{rows}</Table> }
}

fn added_row(planned: &PlannedUnit) -> impl IntoView + use<> {
    let words = ImportPreviewWords(lang());
    let unit = &planned.unit;
    let date = |field, date: Option<time::Date>| date.map(|date| (field, format_date_in_document(date, lang())));
    let details = [
        unit.parent.clone().map(|code| (UnitField::Parent, code)),
        date(UnitField::ValidFrom, unit.valid_from),
        date(UnitField::ValidTo, unit.valid_to),
        unit.successor.clone().map(|code| (UnitField::Successor, code)),
    ];
    let details: Vec<String> =
        details.into_iter().flatten().map(|(field, text)| format!("{}: {text}", field_name(field, lang()))).collect();
    let (code, name, kind) = (unit.code.clone(), unit.name.clone(), kind_name(unit.kind, lang()));
    let details = details.join("; ");
    view! {
        <Row>
            <RowHead sub=code>{name}</RowHead>
            <Cell label=words.kind()>{kind}</Cell>
            <Cell label=words.details()>{details}</Cell>
        </Row>
    }
}
