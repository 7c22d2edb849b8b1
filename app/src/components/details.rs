//! Text that opens on demand. Never for what everybody needs.

use leptos::prelude::*;

/// One summary with its text.
#[component]
pub fn Details(
    #[prop(into)] summary: String,
    #[prop(optional)] open: bool,
    /// Without lines around it, inside other parts.
    #[prop(optional)]
    bare: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="details" class:details--bare=bare open=open>
            <summary class="details__summary">{summary}</summary>
            <div class="details__body">{children()}</div>
        </details>
    }
}
