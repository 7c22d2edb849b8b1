//! Choosing a password by a one-time link.

use domain::people::passwords::{PasswordProblem, SHORTEST};
use leptos::prelude::*;

use super::contact_words::password_sentence;
use super::register_page::RegisterWords;
use crate::catalogue;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, TextField};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of choosing a password.
    pub SetPasswordWords {
        title => "Đặt mật khẩu mới", "Choose a new password";
        explain(email: &str) => "Mật khẩu mới cho tài khoản {email}. Mọi thiết bị đang đăng nhập sẽ bị đăng xuất.",
            "The new password of {email}. Every signed-in device will be signed out.";
        password => "Mật khẩu mới", "New password";
        submit => "Lưu mật khẩu mới", "Save the new password";
    }
}

/// The form for the new password.
#[component]
pub fn SetPasswordPage(
    #[prop(into)] email: String,
    #[prop(into)] token: String,
    #[prop(optional)] problem: Option<PasswordProblem>,
) -> impl IntoView {
    let words = SetPasswordWords(lang());
    let errors: Errors = problem.map(|problem| ("password", password_sentence(problem, lang()))).into_iter().collect();
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <ErrorSummary errors=errors.clone()/>
        <div class="page-head"><h1>{words.title()}</h1><p class="page-head__lead">{words.explain(&email)}</p></div>
        <form method="post" action=href(&format!("/dat-mat-khau/{token}")) class="form stack" novalidate>
            <input class="visually-hidden" type="email" name="email" value=email autocomplete="username" readonly tabindex="-1" aria-hidden="true"/>
            <TextField name="password" label=words.password() kind=Kind::Password autocomplete="new-password"
                hint=RegisterWords(lang()).password_hint(SHORTEST) error=errors.at("password")/>
            <button class="button" type="submit">{words.submit()}</button>
        </form>
    }
}
