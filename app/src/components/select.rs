//! A choice from a list.

use leptos::prelude::*;

use crate::components::field::{FieldNotes, described_by, label_text};

/// A choice from a list. The first, empty choice says that nothing is preselected.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// Value and label of each choice.
    options: Vec<(String, String)>,
    #[prop(into, optional)] value: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip)] error: Option<String>,
    /// What the empty choice says; without it there is none.
    #[prop(optional_no_strip, into)]
    empty: Option<String>,
    /// Says beside the label that the field may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let described = described_by(&name, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    let choices = options.into_iter().map(|(option, text)| {
        let selected = option == value;
        view! { <option value=option selected=selected>{text}</option> }
    });
    view! {
        <div class="field" class:field--error=invalid.is_some()>
            <label class="field__label" for=name.clone()>{label_text(label, optional)}</label>
            <FieldNotes name=name.clone() hint error/>
            <span class="select__box">
                <select class="select" id=name.clone() name=name aria-describedby=described aria-invalid=invalid>
                    {empty.map(|text| view! { <option value="">{text}</option> })}
                    {choices.collect_view()}
                </select>
            </span>
        </div>
    }
}
