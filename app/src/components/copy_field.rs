//! Something to copy: a code, an address. It is text that one tap selects.

use leptos::prelude::*;

/// A field that cannot be changed, with its text ready to copy.
#[component]
pub fn CopyField(#[prop(into)] id: String, #[prop(into)] label: String, #[prop(into)] value: String) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            <input class="input input--copy" id=id type="text" value=value readonly/>
        </div>
    }
}
