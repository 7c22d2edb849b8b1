//! An icon from the sprite. It always stands beside a word, so it is hidden from screen readers.

use leptos::prelude::*;

use crate::shell::page_context;

/// One symbol of `public/icons.svg`, by its name there.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    let target = format!("{}#i-{name}", page_context().assets.icons);
    view! { <svg class="icon" aria-hidden="true" focusable="false" width="20" height="20"><use href=target></use></svg> }
}
