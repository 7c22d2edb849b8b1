//! A form that could not be handled: everything typed is in the page, and one press sends it again.

use leptos::prelude::*;

use crate::catalogue;
use crate::shell::{Title, href};
use crate::words::lang;

/// What stood in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// Too much at once: a little later it goes through.
    Busy,
    /// A fault of ours.
    Fault,
}

catalogue! {
    /// The words of a form that comes back.
    pub BusyWords {
        busy => "Hệ thống đang bận nên chưa ghi được", "The system is busy: nothing was saved yet";
        fault => "Hệ thống gặp lỗi nên chưa ghi được", "The system failed: nothing was saved yet";
        kept => "Nội dung vừa nhập vẫn còn nguyên trong trang này. Đợi khoảng mười giây rồi nhấn nút dưới đây.",
            "What you typed is still in this page. Wait about ten seconds, then press the button.";
        submit => "Gửi lại", "Send it again";
        trace(number: &str) => "Nếu vẫn không được, báo ban thư ký kèm mã tra soát {number}.",
            "If it still fails, tell the secretariat the trace code {number}.";
    }
}

/// Holds the fields of the form that could not be handled. Nothing is sent by itself.
#[component]
pub fn BusyPage(
    hindrance: Hindrance,
    #[prop(into)] action: String,
    kept: Vec<(String, String)>,
    #[prop(into)] number: String,
) -> impl IntoView {
    let words = BusyWords(lang());
    let title = match hindrance {
        Hindrance::Busy => words.busy(),
        Hindrance::Fault => words.fault(),
    };
    let fields = kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <Title text=title/>
        <div class="page-head"><h1>{title}</h1><p class="page-head__lead">{words.kept()}</p></div>
        <form method="post" action=href(&action) class="stack">
            {fields.collect_view()}
            <button class="button" type="submit">{words.submit()}</button>
        </form>
        {(!number.is_empty()).then(|| view! { <p class="hint">{words.trace(&number)}</p> })}
    }
}
