//! An icon from the sprite. It always stands beside a word, so it is hidden from screen readers.

use leptos::prelude::*;

use crate::shell::PageContext;

/// One symbol of `public/icons.svg`, by its name there.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    let sprite = use_context::<PageContext>().map(|page| page.assets.icons.clone()).unwrap_or_default();
    let target = format!("{sprite}#i-{name}");
    view! { <svg class="icon" aria-hidden="true" focusable="false"><use href=target></use></svg> }
}
