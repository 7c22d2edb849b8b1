//! Signed in again: one press sends the form that was kept.

use leptos::prelude::*;

use crate::catalogue;
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of sending a kept form.
    pub SendOnWords {
        title => "Đã đăng nhập lại", "Signed in again";
        explain => "Nội dung vừa nhập vẫn còn nguyên nhưng chưa được gửi. Nhấn nút dưới đây để gửi.",
            "What you typed is still here, but was not sent yet. Press the button to send it.";
        submit => "Gửi tiếp", "Send it";
    }
}

/// Holds the kept fields in a form to where they were meant for. Nothing is sent by itself.
#[component]
pub fn SendOnPage(#[prop(into)] action: String, kept: Vec<(String, String)>) -> impl IntoView {
    let words = SendOnWords(lang());
    let fields = kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <Title text=words.title()/>
        <div class="page-head"><h1>{words.title()}</h1><p class="page-head__lead">{words.explain()}</p></div>
        <form method="post" action=href(&action)>
            {fields.collect_view()}
            <button class="button" type="submit">{words.submit()}</button>
        </form>
    }
}
