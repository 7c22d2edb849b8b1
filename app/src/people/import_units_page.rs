//! Importing a list of units: choose or paste, look at what it would do, then do it.

use leptos::prelude::*;

use super::units_page::UnitWords;
use crate::catalogue;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextArea;
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of importing units.
    pub ImportUnitsWords {
        title => "Nhập danh sách đơn vị", "Import a list of units";
        lead => "Tệp CSV có dòng đầu là tên cột: Mã, Tên, Loại; thêm nếu có: Cấp trên, Từ ngày, Đến ngày, Thay thế.",
            "A CSV file whose first line names the columns: Code, Name, Kind; and, if any: Parent, Valid from, Valid to, Successor.";
        file => "Tệp CSV", "CSV file";
        file_hint => "Lưu từ Excel dạng CSV UTF-8, tối đa 2 MB.", "Saved from Excel as CSV UTF-8, at most 2 MB.";
        paste => "Hoặc dán danh sách", "Or paste the list";
        check => "Kiểm tra danh sách", "Check the list";
        preview => "Xem trước", "Preview";
        summary(added: usize, changed: usize) => "{added} đơn vị mới, {changed} đơn vị được ghi đè. Chưa có gì thay đổi.", "{added} new units, {changed} written over. Nothing is changed yet.";
        added => "Đơn vị mới", "New units";
        changed => "Đơn vị được ghi đè", "Units written over";
        apply(count: usize) => "Nhập {count} đơn vị", "Import {count} units";
        back => "Không, quay lại", "No, go back";
        no_text => "Chọn tệp hoặc dán danh sách", "Choose a file or paste the list";
        not_text => "Tệp không phải là CSV UTF-8. Trong Excel chọn Lưu thành, dạng CSV UTF-8, rồi tải lại", "The file is not CSV UTF-8. In Excel choose Save as, CSV UTF-8, then upload it again";
        empty => "Danh sách không có dòng nào dưới dòng tên cột. Kiểm tra lại tệp", "The list has no rows below its head. Check the file";
        columns(missing: &str) => "Dòng đầu thiếu cột: {missing}. Thêm cột rồi thử lại", "The first line lacks the columns: {missing}. Add them and try again";
        broken(line: u64) => "Dòng {line} không đọc được. Kiểm tra dấu ngoặc kép và dấu phân cách", "Line {line} cannot be read. Check quotes and separators";
        row(line: u64, sentence: &str) => "Dòng {line}: {sentence}", "Line {line}: {sentence}";
    }
}

/// The form that takes a list. Everything pasted stays when it is refused.
#[component]
pub fn ImportUnitsPage(#[prop(into, optional)] text: String, #[prop(optional)] errors: Errors) -> impl IntoView {
    let words = ImportUnitsWords(lang());
    let error = errors.at("text");
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <ErrorSummary errors=errors/>
        <BackLink to="/quan-tri/don-vi" label=UnitWords(lang()).title()/>
        <PageHead title=words.title() lead=words.lead()/>
        <form method="post" action=href("/quan-tri/don-vi/nhap") enctype="multipart/form-data" class="form stack">
            <div class="upload"><div class="field">
                <label class="field__label" for="file">{words.file()}</label>
                <p class="field__hint" id="file-goi-y">{words.file_hint()}</p>
                <div class="upload__drop"><input class="upload__input" type="file" id="file" name="file" accept=".csv,text/csv,text/plain" aria-describedby="file-goi-y"/></div>
            </div></div>
            <TextArea name="text" label=words.paste() value=text rows=10 optional=true error=error/>
            <div class="button-row"><Button>{words.check()}</Button></div>
        </form>
    }
}

/// What a good list would do, with the button that does it.
#[component]
pub fn ImportUnitsPreviewPage(
    #[prop(into)] text: String,
    added: Vec<(String, String)>,
    changed: Vec<(String, String)>,
) -> impl IntoView {
    let words = ImportUnitsWords(lang());
    let count = added.len() + changed.len();
    let lead = words.summary(added.len(), changed.len());
    view! {
        <Title text=words.preview()/>
        <BackLink to="/quan-tri/don-vi/nhap" label=words.title()/>
        <PageHead title=words.preview() lead/>
        <form method="post" action=href("/quan-tri/don-vi/nhap/ghi")>
            <input type="hidden" name="text" value=text/>
            <div class="button-row">
                <Button icon="check">{words.apply(count)}</Button>
                <ButtonLink to="/quan-tri/don-vi/nhap" kind=ButtonKind::Outline>{words.back()}</ButtonLink>
            </div>
        </form>
        <Named id="moi" title=words.added() units=added/>
        <Named id="ghi-de" title=words.changed() units=changed/>
    }
}

#[component]
fn Named(id: &'static str, title: &'static str, units: Vec<(String, String)>) -> impl IntoView {
    (!units.is_empty()).then(|| {
        let lines = units.into_iter().map(|(code, name)| view! { <li>{code}" "{name}</li> });
        let lines = lines.collect_view();
        view! { <Section id title><ul>{lines}</ul></Section> }
    })
}
