//! Confirming an e-mail address by its link and the password.

use leptos::prelude::*;

use super::refusal::Refusal;
use crate::catalogue;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, TextField};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of confirming an address.
    pub ConfirmEmailWords {
        title => "Xác nhận thư điện tử", "Confirm your e-mail";
        explain(email: &str) => "Nhập mật khẩu đã chọn khi đăng ký để xác nhận {email} và đăng nhập.",
            "Enter the password you chose when registering to confirm {email} and sign in.";
        password => "Mật khẩu", "Password";
        wrong => "Mật khẩu không đúng. Nhập mật khẩu đã chọn khi đăng ký", "The password is wrong. Enter the one chosen when registering";
        submit => "Xác nhận và đăng nhập", "Confirm and sign in";
        forgotten => "Quên mật khẩu?", "Forgot the password?";
        new_password => "Đặt mật khẩu mới", "Choose a new one";
    }
}

/// Asks for the password once, so that an account somebody else opened on this address is never confirmed.
#[component]
pub fn ConfirmEmailPage(
    #[prop(into)] email: String,
    #[prop(into)] token: String,
    #[prop(into)] next: String,
    #[prop(optional)] refusal: Option<Refusal>,
) -> impl IntoView {
    let words = ConfirmEmailWords(lang());
    let errors: Errors = refusal
        .map(|refusal| match refusal {
            Refusal::Wrong => ("password", words.wrong().to_owned()),
            wait => ("password", wait.of_password()),
        })
        .into_iter()
        .collect();
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <ErrorSummary errors=errors.clone()/>
        <div class="page-head"><h1>{words.title()}</h1><p class="page-head__lead">{words.explain(&email)}</p></div>
        <form method="post" action=href(&format!("/xac-nhan/{token}")) class="form stack" novalidate>
            <input type="hidden" name="ve" value=next/>
            <input class="visually-hidden" type="email" name="email" value=email autocomplete="username" readonly tabindex="-1" aria-hidden="true"/>
            <TextField name="password" label=words.password() kind=Kind::Password autocomplete="current-password" error=errors.at("password")/>
            <button class="button" type="submit">{words.submit()}</button>
        </form>
        <p>{words.forgotten()}" "<a href=href("/quen-mat-khau")>{words.new_password()}</a></p>
    }
}
