//! The pages for when there is nothing to show: what happened, then what to do.

use domain::people::exclusions::Exclusion;
use leptos::prelude::*;

use crate::catalogue;
use crate::people::exclusion_words::{ExclusionWords, exclusion_at_acting};
use crate::shell::{Title, href};
use crate::words::lang;

/// What went wrong, as far as a visitor needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    NotFound,
    ForeignForm,
    BadRequest,
    TooLarge,
    TooMany,
    Busy,
    Internal,
    /// Another duty of the person excludes what they asked for.
    Excluded(Exclusion),
}

catalogue! {
    /// The words of error pages.
    pub TroubleWords {
        not_found => "Không tìm thấy trang này", "This page was not found";
        not_found_do => "Địa chỉ có thể sai, hoặc trang không dành cho tài khoản đang dùng. Kiểm tra lại địa chỉ, hoặc đăng nhập bằng tài khoản khác.",
            "The address may be wrong, or the page is not for the account in use. Check the address, or sign in with another account.";
        foreign_form => "Yêu cầu không đến từ trang của hệ thống", "The request did not come from this site";
        foreign_form_do => "Chưa có gì thay đổi. Mở lại trang trong hệ thống rồi gửi lại từ đó.",
            "Nothing was changed. Open the page here again and send it from there.";
        bad_request => "Hệ thống không hiểu yêu cầu này", "The request was not understood";
        bad_request_do => "Chưa có gì thay đổi. Quay lại trang trước rồi thử lại.", "Nothing was changed. Go back and try again.";
        too_large => "Nội dung gửi lên quá lớn", "Too much was sent at once";
        too_large_do => "Chưa có gì thay đổi. Quay lại trang trước, rút bớt nội dung hoặc tải tệp ở mục tệp đính kèm.",
            "Nothing was changed. Go back and shorten the text, or upload it as a file.";
        too_many => "Đã thử quá nhiều lần", "Too many tries";
        too_many_do => "Đợi một phút rồi thử lại.", "Wait a minute, then try again.";
        busy => "Hệ thống đang bận", "The system is busy";
        busy_do => "Đợi một lát rồi tải lại trang.", "Wait a moment, then reload the page.";
        internal => "Hệ thống gặp lỗi khi xử lý yêu cầu", "The system failed to handle the request";
        internal_do => "Lỗi đã được ghi lại. Tải lại trang; nếu vẫn lỗi, báo ban thư ký kèm mã tra soát.",
            "The failure was recorded. Reload the page; if it happens again, tell the secretariat the trace code.";
        trace(number: &str) => "Mã tra soát {number}", "Trace code {number}";
        home => "Về trang chủ", "Go to the home page";
    }
}

fn sentences(trouble: Trouble, words: TroubleWords) -> (&'static str, &'static str) {
    match trouble {
        Trouble::NotFound => (words.not_found(), words.not_found_do()),
        Trouble::ForeignForm => (words.foreign_form(), words.foreign_form_do()),
        Trouble::BadRequest => (words.bad_request(), words.bad_request_do()),
        Trouble::TooLarge => (words.too_large(), words.too_large_do()),
        Trouble::TooMany => (words.too_many(), words.too_many_do()),
        Trouble::Busy => (words.busy(), words.busy_do()),
        Trouble::Internal => (words.internal(), words.internal_do()),
        Trouble::Excluded(exclusion) => (ExclusionWords(lang()).heading(), exclusion_at_acting(exclusion, lang())),
    }
}

/// One page for every error.
#[component]
pub fn ErrorPage(trouble: Trouble, #[prop(into)] number: String) -> impl IntoView {
    let words = TroubleWords(lang());
    let (happened, todo) = sentences(trouble, words);
    view! {
        <Title text=happened/>
        <div class="page-head">
            <h1>{happened}</h1>
            <p class="page-head__lead">{todo}</p>
        </div>
        <p><a href=href("/")>{words.home()}</a></p>
        {(!number.is_empty()).then(|| view! { <p class="hint">{words.trace(&number)}</p> })}
    }
}
