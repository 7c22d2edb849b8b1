//! A one-time link that no longer works.

use leptos::prelude::*;

use crate::catalogue;
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words about a link that no longer works.
    pub LinkSpentWords {
        title => "Đường dẫn không còn dùng được", "This link no longer works";
        explain => "Đường dẫn đã được dùng, đã hết hạn hoặc đã có đường dẫn mới hơn. Nếu đã xác nhận rồi thì chỉ cần đăng nhập.",
            "It was used, has expired, or was replaced by a newer one. If you have confirmed already, just sign in.";
        sign_in => "Đăng nhập", "Sign in";
        new_link => "Nhận đường dẫn mới để đặt mật khẩu", "Get a new link to choose a password";
    }
}

/// Says what to do with a spent link. Sent with status 410.
#[component]
pub fn LinkSpentPage() -> impl IntoView {
    let words = LinkSpentWords(lang());
    view! {
        <Title text=words.title()/>
        <div class="page-head"><h1>{words.title()}</h1><p class="page-head__lead">{words.explain()}</p></div>
        <p><a class="button" href=href("/dang-nhap")>{words.sign_in()}</a></p>
        <p><a href=href("/quen-mat-khau")>{words.new_link()}</a></p>
    }
}
