//! The page before an act that cannot be undone: what will happen, the act by its name, and the way back.

use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind};
use crate::shell::href;
use crate::words::lang;

catalogue! {
    /// The words of a confirmation.
    pub ConfirmWords {
        back => "Không, quay lại", "No, go back";
    }
}

/// A form with one act. Children say what will happen and may hold fields (a reason, a typed confirmation).
#[component]
pub fn Confirm(
    /// Where the act is sent, without language.
    #[prop(into)]
    action: String,
    /// The act with its count: “Khóa điểm 16 phiếu”.
    #[prop(into)]
    act: String,
    /// Where “no” leads, without language.
    #[prop(into)]
    back: String,
    /// False when the act can be undone.
    #[prop(default = true)]
    danger: bool,
    #[prop(optional)] icon: &'static str,
    children: Children,
) -> impl IntoView {
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Filled };
    view! {
        <form class="form" method="post" action=href(&action) novalidate>
            {children()}
            <div class="button-row">
                <Button kind icon>{act}</Button>
                <a class="button button--outline" href=href(&back)>{ConfirmWords(lang()).back()}</a>
            </div>
        </form>
    }
}
