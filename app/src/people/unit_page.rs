//! Adding a unit or changing one.

use domain::people::units::{LONGEST_UNIT_NAME, UnitDraft, UnitProblem};
use domain::text::Lang;
use leptos::prelude::*;

use super::units_page::{UnitWords, kind_options};
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::Button;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Select, TextField};
use crate::components::page_head::{BackLink, PageHead};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of one unit.
    pub UnitPageWords {
        new => "Thêm đơn vị", "Add a unit";
        code => "Mã", "Code";
        code_hint => "Với xã, phường, đặc khu: mã của cơ quan thống kê.", "For communes: the code of the statistics office.";
        choose_kind => "Chọn loại", "Choose a kind";
        parent => "Mã đơn vị cấp trên", "Code of the unit above";
        from => "Có hiệu lực từ ngày", "Valid from";
        to => "Hết hiệu lực ngày", "Valid until";
        date_hint => "Ví dụ 1/7/2025.", "Such as 1/7/2025.";
        successor => "Mã đơn vị thay thế", "Code of its successor";
        successor_hint => "Hồ sơ cũ vẫn giữ tên đơn vị cũ.", "Old entries keep the old name.";
        save => "Lưu đơn vị", "Save the unit";
        code_missing => "Nhập mã đơn vị", "Enter the code";
        code_bad => "Mã chỉ gồm chữ không dấu, số, dấu chấm và gạch nối, tối đa 40 ký tự. Sửa lại mã", "A code has plain letters, digits, dots and hyphens, at most 40. Correct it";
        code_taken => "Mã này đã thuộc một đơn vị khác. Nhập mã khác", "Another unit has this code. Enter another";
        code_twice(line: u64) => "Mã này đã có ở dòng {line}. Bỏ một trong hai dòng", "This code stands in line {line} already. Remove one of them";
        name_missing => "Nhập tên đơn vị", "Enter the name";
        name_long(most: usize) => "Tên dài quá {most} chữ cái. Rút ngắn lại", "The name is longer than {most} characters. Shorten it";
        kind_unknown(given: &str) => "Không có loại đơn vị “{given}”. Dùng phường, xã, đặc khu, trường, cơ quan hoặc doanh nghiệp",
            "There is no kind “{given}”. Use ward, commune, special zone, school, agency or enterprise";
        date_bad(given: &str) => "“{given}” không phải là ngày. Nhập ngày/tháng/năm, ví dụ 1/7/2025", "“{given}” is no date. Enter day/month/year, such as 1/7/2025";
        ends_before => "Ngày hết hiệu lực đứng trước ngày bắt đầu. Sửa một trong hai ngày", "It ends before it begins. Correct one of the dates";
        parent_unknown(code: &str) => "Không có đơn vị cấp trên nào mang mã “{code}”. Kiểm tra lại mã", "No unit above has the code “{code}”. Check it";
        successor_unknown(code: &str) => "Không có đơn vị nào mang mã “{code}”. Kiểm tra lại mã", "No unit has the code “{code}”. Check it";
        itself => "Một đơn vị không thể là cấp trên hoặc đơn vị thay thế của chính nó. Sửa lại mã", "A unit is not its own parent or successor. Correct the code";
        successors_in_circle(way: &str) => "Các đơn vị thay thế lẫn nhau thành vòng: {way}. Sửa mã đơn vị thay thế", "Units succeed each other in a circle: {way}. Correct the successor";
        parents_in_circle(way: &str) => "Các đơn vị là cấp trên của nhau thành vòng: {way}. Sửa mã cấp trên", "Units stand above each other in a circle: {way}. Correct the unit above";
    }
}

/// A problem as the field it stands at and its sentence.
pub fn unit_sentence(problem: &UnitProblem, lang: Lang) -> (&'static str, String) {
    let words = UnitPageWords(lang);
    match problem {
        UnitProblem::CodeMissing => ("code", words.code_missing().to_owned()),
        UnitProblem::CodeBad => ("code", words.code_bad().to_owned()),
        UnitProblem::CodeTaken => ("code", words.code_taken().to_owned()),
        UnitProblem::CodeTwice(line) => ("code", words.code_twice(*line)),
        UnitProblem::NameMissing => ("name", words.name_missing().to_owned()),
        UnitProblem::NameTooLong => ("name", words.name_long(LONGEST_UNIT_NAME)),
        UnitProblem::KindUnknown(given) => ("kind", words.kind_unknown(given)),
        UnitProblem::FromBad(given) => ("valid_from", words.date_bad(given)),
        UnitProblem::ToBad(given) => ("valid_to", words.date_bad(given)),
        UnitProblem::EndsBeforeBegins => ("valid_to", words.ends_before().to_owned()),
        UnitProblem::ParentUnknown(code) => ("parent", words.parent_unknown(code)),
        UnitProblem::SuccessorUnknown(code) => ("successor", words.successor_unknown(code)),
        UnitProblem::Itself => ("parent", words.itself().to_owned()),
        UnitProblem::SuccessorsInCircle(codes) => ("successor", words.successors_in_circle(&way(codes))),
        UnitProblem::ParentsInCircle(codes) => ("parent", words.parents_in_circle(&way(codes))),
    }
}

/// The way round, back to where it starts.
fn way(codes: &[String]) -> String {
    let back = codes.first().into_iter();
    codes.iter().chain(back).map(String::as_str).collect::<Vec<_>>().join(" → ")
}

/// The form of one unit; without a number it adds one.
#[component]
pub fn UnitPage(
    #[prop(optional_no_strip)] id: Option<i64>,
    draft: UnitDraft,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let lang = lang();
    let words = UnitPageWords(lang);
    let list = UnitWords(lang);
    let heading = if id.is_some() { draft.name.clone() } else { words.new().to_owned() };
    let action = id.map_or("/quan-tri/don-vi/them".to_owned(), |id| format!("/quan-tri/don-vi/{id}"));
    let title = title_with_errors(&heading, &errors);
    let at = errors.clone();
    let hint = || words.date_hint().to_owned();
    view! {
        <Title text=title/>
        {errors.is_empty().then(|| view! { <Banner/> })}
        <ErrorSummary errors/>
        <BackLink to="/quan-tri/don-vi" label=list.title()/>
        <PageHead title=heading/>
        <form method="post" action=href(&action) class="form stack" novalidate>
            <TextField name="code" label=words.code() value=draft.code width="w10" hint=words.code_hint().to_owned() error=at.at("code")/>
            <TextField name="name" label=list.name() value=draft.name error=at.at("name")/>
            <Select name="kind" label=list.kind() options=kind_options(lang) value=draft.kind empty=words.choose_kind().to_owned() error=at.at("kind")/>
            <TextField name="parent" label=words.parent() value=draft.parent width="w10" optional=true error=at.at("parent")/>
            <TextField name="valid_from" label=words.from() value=draft.valid_from width="w10" optional=true hint=hint() error=at.at("valid_from")/>
            <TextField name="valid_to" label=words.to() value=draft.valid_to width="w10" optional=true hint=hint() error=at.at("valid_to")/>
            <TextField name="successor" label=words.successor() value=draft.successor width="w10" optional=true
                hint=words.successor_hint().to_owned() error=at.at("successor")/>
            <div class="button-row"><Button>{words.save()}</Button></div>
        </form>
    }
}
