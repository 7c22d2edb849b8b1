//! The session ended while a form was being filled: sign in, then the same form is sent.

use leptos::prelude::*;

use crate::catalogue;
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
        sign_in => "Đăng nhập và gửi tiếp", "Sign in and send";
    }
}

/// Keeps every posted field and sends it on after signing in.
#[component]
pub fn SignInAgainPage(#[prop(into)] action: String, kept: Vec<(String, String)>) -> impl IntoView {
    let words = SignInAgainWords(lang());
    let fields = kept
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=format!("giu.{name}") value=value/> });
    view! {
        <Title text=words.title()/>
        <h1>{words.title()}</h1>
        <p class="lead">{words.explain()}</p>
        <form method="post" action=href("/dang-nhap/tiep") class="form" novalidate>
            <input type="hidden" name="ve" value=action/>
            {fields.collect_view()}
            <TextField name="email" label=words.email() kind=Kind::Email autocomplete="username"/>
            <TextField name="password" label=words.password() kind=Kind::Password autocomplete="current-password"/>
            <button class="button" type="submit">{words.sign_in()}</button>
        </form>
    }
}
