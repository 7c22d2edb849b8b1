//! The session ended while a form was being filled: sign in, then the same form is sent.

use leptos::prelude::*;

use super::refusal::Refusal;
use crate::catalogue;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, TextField};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of signing in again.
    pub SignInAgainWords {
        title => "Phiên làm việc đã kết thúc", "Your session has ended";
        explain => "Nội dung vừa nhập vẫn còn nguyên. Đăng nhập lại để gửi tiếp.",
            "What you typed is still here. Sign in again to send it.";
        email => "Thư điện tử", "E-mail";
        password => "Mật khẩu", "Password";
        sign_in => "Đăng nhập lại", "Sign in again";
    }
}

/// The kept fields of a form, hidden, each under `giu.`.
#[component]
pub fn KeptFields(kept: Vec<(String, String)>) -> impl IntoView {
    kept.into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=format!("giu.{name}") value=value/> })
        .collect_view()
}

/// Keeps every posted field and offers to send it on after signing in.
#[component]
pub fn SignInAgainPage(
    #[prop(into)] action: String,
    kept: Vec<(String, String)>,
    #[prop(into, optional)] email: String,
    #[prop(optional)] refusal: Option<Refusal>,
) -> impl IntoView {
    let words = SignInAgainWords(lang());
    let errors: Errors = refusal.map(|refusal| ("email", refusal.of_password())).into_iter().collect();
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <ErrorSummary errors=errors.clone()/>
        <div class="page-head"><h1>{words.title()}</h1><p class="page-head__lead">{words.explain()}</p></div>
        <form method="post" action=href("/dang-nhap/tiep") class="form stack" novalidate>
            <input type="hidden" name="ve" value=action/>
            <KeptFields kept/>
            <TextField name="email" label=words.email() value=email kind=Kind::Email autocomplete="username" error=errors.at("email")/>
            <TextField name="password" label=words.password() kind=Kind::Password autocomplete="current-password"/>
            <button class="button" type="submit">{words.sign_in()}</button>
        </form>
    }
}
