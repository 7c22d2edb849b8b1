//! Signing in.

use leptos::prelude::*;

use super::refusal::Refusal;
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, TextField};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of signing in.
    pub SignInWords {
        title => "Đăng nhập", "Sign in";
        email => "Thư điện tử", "E-mail";
        password => "Mật khẩu", "Password";
        wrong => "Thư điện tử hoặc mật khẩu không đúng. Kiểm tra lại, hoặc đặt mật khẩu mới",
            "The e-mail or the password is wrong. Check them, or choose a new password";
        submit => "Đăng nhập", "Sign in";
        forgotten => "Quên mật khẩu", "Forgot the password";
        no_account => "Chưa có tài khoản?", "No account yet?";
        register => "Đăng ký", "Register";
    }
}

/// A page of signing in that comes back to `next` afterwards.
pub(super) fn with_next(path: &str, next: &str) -> String {
    if next.is_empty() {
        return href(path);
    }
    let safe = next.replace('%', "%25").replace('&', "%26").replace('#', "%23").replace('+', "%2B");
    format!("{}?ve={safe}", href(path))
}

/// The form to sign in; `next` is the local path wanted afterwards.
#[component]
pub fn SignInPage(
    #[prop(into, optional)] email: String,
    #[prop(into)] next: String,
    #[prop(optional)] refusal: Option<Refusal>,
) -> impl IntoView {
    let words = SignInWords(lang());
    let errors: Errors = refusal.map(|refusal| ("email", refusal.of_password())).into_iter().collect();
    let register = with_next("/dang-ky", &next);
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        {errors.is_empty().then(|| view! { <Banner/> })}
        <ErrorSummary errors=errors.clone()/>
        <h1>{words.title()}</h1>
        <form method="post" action=href("/dang-nhap") class="form stack" novalidate>
            <input type="hidden" name="ve" value=next/>
            <TextField name="email" label=words.email() value=email kind=Kind::Email autocomplete="username" error=errors.at("email")/>
            <TextField name="password" label=words.password() kind=Kind::Password autocomplete="current-password"/>
            <button class="button" type="submit">{words.submit()}</button>
        </form>
        <p><a href=href("/quen-mat-khau")>{words.forgotten()}</a></p>
        <p>{words.no_account()}" "<a href=register>{words.register()}</a></p>
    }
}
