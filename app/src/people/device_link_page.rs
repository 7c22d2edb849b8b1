//! The link in the letter that tells of guessing: it lets this browser past the wait, and signs nobody in.

use leptos::prelude::*;

use crate::catalogue;
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of letting a device in.
    pub DeviceLinkWords {
        title => "Đăng nhập trên thiết bị này", "Sign in on this device";
        explain(email: &str) => "Thiết bị này sẽ không phải đợi khi đăng nhập tài khoản {email}. Bước tiếp theo vẫn cần mật khẩu. Nếu đây không phải thiết bị của bạn, đóng trang này.",
            "This device will not have to wait when signing in to {email}. The next step still asks for the password. If the device is not yours, close this page.";
        submit => "Tiếp tục đăng nhập", "Go on to sign in";
    }
}

/// Asks before the link is used: mail programs open links by themselves.
#[component]
pub fn DeviceLinkPage(#[prop(into)] email: String, #[prop(into)] token: String) -> impl IntoView {
    let words = DeviceLinkWords(lang());
    view! {
        <Title text=words.title()/>
        <div class="page-head"><h1>{words.title()}</h1><p class="page-head__lead">{words.explain(&email)}</p></div>
        <form method="post" action=href(&format!("/dang-nhap/thiet-bi/{token}")) class="form stack">
            <button class="button" type="submit">{words.submit()}</button>
        </form>
    }
}
