//! Where what was typed is now, and the bar that keeps the acts of a long form in reach.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::shell::StickyPage;

/// Where the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// On the server.
    #[default]
    Safe,
    /// On this device, waiting for the network.
    Waiting,
    /// Nowhere yet.
    Failed,
}

/// One sentence with a time and a place: “Đã lưu lên hệ thống lúc 14:32”.
#[component]
pub fn SaveLine(#[prop(into)] text: String, #[prop(optional)] saved: Saved) -> impl IntoView {
    let (class, icon) = match saved {
        Saved::Safe => ("save-line", "check"),
        Saved::Waiting => ("save-line save-line--waiting", "wifi-off"),
        Saved::Failed => ("save-line save-line--failed", "alert-triangle"),
    };
    view! { <p class=class role="status" aria-live="polite"><Icon name=icon/>{text}</p> }
}

/// The last thing in a long form: state on one side, buttons (the children) on the other.
#[component]
pub fn StickyBar(state: AnyView, children: Children) -> impl IntoView {
    view! {
        <StickyPage/>
        <div class="sticky-bar">
            <div class="sticky-bar__inner">
                <div class="sticky-bar__state">{state}</div>
                <div class="sticky-bar__actions">{children()}</div>
            </div>
        </div>
    }
}
