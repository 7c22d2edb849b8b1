//! Proof that something was received.

use leptos::prelude::*;

/// The code, large; children are a `SummaryList` of what was received; `next` says what happens now.
#[component]
pub fn Receipt(
    #[prop(into)] title: String,
    #[prop(into)] code: String,
    #[prop(into, optional)] next: String,
    children: Children,
) -> impl IntoView {
    let next = (!next.is_empty()).then(|| view! { <p class="receipt__next">{next}</p> });
    view! {
        <div class="receipt">
            <h2 class="receipt__title">{title}</h2>
            <p class="receipt__code">{code}</p>
            {children()}
            {next}
        </div>
    }
}

/// The first letters of a checksum, in even letters.
#[component]
pub fn Checksum(#[prop(into)] text: String) -> impl IntoView {
    view! { <span class="receipt__hash">{text}</span> }
}
