//! The one-time code of staff at signing in.

use leptos::prelude::*;

use super::refusal::Refusal;
use super::sign_in_again_page::KeptFields;
use crate::catalogue;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, TextField};
use crate::shell::{Title, href, page_context};

catalogue! {
    /// The words of the one-time code.
    pub SecondFactorWords {
        title => "Nhập mã xác thực", "Enter the code";
        lead => "Mở ứng dụng xác thực trên điện thoại và nhập mã 6 số đang hiện.", "Open the authenticator on your phone and enter its 6 digits.";
        code => "Mã 6 số", "6-digit code";
        wrong => "Mã không đúng, đã cũ hoặc đã dùng. Đợi mã mới hiện ra rồi nhập lại", "The code is wrong, too old or was used. Wait for the next one and enter it";
        submit => "Tiếp tục", "Continue";
        lost(phone: &str) => "Mất điện thoại? Quản trị viên của hệ thống có thể đặt lại: {phone}.", "Lost the phone? An administrator can reset it: {phone}.";
    }
}

/// Asks for the code; `action` is where it goes, `kept` the fields of a form that waits.
#[component]
pub fn SecondFactorPage(
    action: &'static str,
    #[prop(into)] next: String,
    #[prop(optional)] kept: Vec<(String, String)>,
    #[prop(optional)] refusal: Option<Refusal>,
) -> impl IntoView {
    let page = page_context();
    let words = SecondFactorWords(page.lang);
    let errors: Errors = refusal.map(|refusal| ("code", refusal.of_code())).into_iter().collect();
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <ErrorSummary errors=errors.clone()/>
        <div class="page-head"><h1>{words.title()}</h1><p class="page-head__lead">{words.lead()}</p></div>
        <form method="post" action=href(action) class="form stack" novalidate>
            <input type="hidden" name="ve" value=next/>
            <KeptFields kept/>
            <TextField name="code" label=words.code() kind=Kind::Code autocomplete="one-time-code" width="short" error=errors.at("code")/>
            <button class="button" type="submit">{words.submit()}</button>
        </form>
        <p class="hint">{words.lost(&page.organiser.phone)}</p>
    }
}
