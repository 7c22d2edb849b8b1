//! A list with nothing in it: why, and the one act that fills it.

use leptos::prelude::*;

/// What stands instead of an empty list. Children are the act, if this person may do it.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(into, optional)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let text = (!text.is_empty()).then(|| view! { <p class="empty__text">{text}</p> });
    view! {
        <div class="empty">
            <h2 class="empty__title">{title}</h2>
            {text}
            {children.map(|children| children())}
        </div>
    }
}
