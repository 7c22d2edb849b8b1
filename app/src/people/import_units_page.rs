//! Importing a list of units: choose or paste, look at what it would do, then do it.

use leptos::prelude::*;

use super::units_page::UnitWords;
use crate::catalogue;
use crate::components::button::Button;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextArea;
use crate::components::page_head::{BackLink, PageHead};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of importing units.
    pub ImportUnitsWords {
        title => "Nhập danh sách đơn vị", "Import a list of units";
        lead => "Tệp CSV có dòng đầu là tên cột: Mã; thêm nếu có: Tên, Loại, Cấp trên, Từ ngày, Đến ngày, Thay thế. Cột không có trong tệp thì giữ nguyên. Đơn vị mới cần cả Tên và Loại.",
            "A CSV file whose first line names the columns: Code; and, if any: Name, Kind, Parent, Valid from, Valid to, Successor. What has no column stays as it is. New units need Name and Kind.";
        file => "Tệp CSV", "CSV file";
        file_hint => "Lưu từ Excel dạng CSV UTF-8, tối đa 2 MB.", "Saved from Excel as CSV UTF-8, at most 2 MB.";
        paste => "Hoặc dán danh sách", "Or paste the list";
        check => "Kiểm tra danh sách", "Check the list";
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
