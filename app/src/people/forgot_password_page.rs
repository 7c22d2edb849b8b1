//! Asking for a link to choose a new password.

use domain::text::EmailProblem;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::contact_words::email_sentence;
use super::refusal::letter_wait;
use crate::catalogue;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, TextField};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of a forgotten password.
    pub ForgotPasswordWords {
        title => "Quên mật khẩu", "Forgot the password";
        lead => "Nhập thư điện tử của tài khoản. Hệ thống sẽ gửi một đường dẫn để đặt mật khẩu mới.",
            "Enter the e-mail of your account. We will send a link to choose a new password.";
        email => "Thư điện tử", "E-mail";
        submit => "Gửi đường dẫn", "Send the link";
    }
}

/// The form that asks for the link.
#[component]
pub fn ForgotPasswordPage(
    #[prop(into, optional)] email: String,
    #[prop(optional)] problem: Option<EmailProblem>,
    /// Enough letters were sent until this moment.
    #[prop(optional)]
    wait: Option<OffsetDateTime>,
) -> impl IntoView {
    let words = ForgotPasswordWords(lang());
    let problem = problem.map(|problem| email_sentence(problem, lang()));
    let errors: Errors = problem.or(wait.map(letter_wait)).map(|sentence| ("email", sentence)).into_iter().collect();
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <ErrorSummary errors=errors.clone()/>
        <div class="page-head"><h1>{words.title()}</h1><p class="page-head__lead">{words.lead()}</p></div>
        <form method="post" action=href("/quen-mat-khau") class="form stack" novalidate>
            <TextField name="email" label=words.email() value=email kind=Kind::Email autocomplete="username" error=errors.at("email")/>
            <button class="button" type="submit">{words.submit()}</button>
        </form>
    }
}
