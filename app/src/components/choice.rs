//! Boxes to tick and choices among a few.

use leptos::prelude::*;

use crate::components::field::{FieldNotes, described_by};

/// A box to tick. Never ticked unless the person did.
#[component]
pub fn Checkbox(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional)] checked: bool,
    #[prop(into, default = "co".to_owned())] value: String,
    #[prop(into, optional)] id: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip)] error: Option<String>,
    /// Shown, but not for this person to tick now.
    #[prop(optional)]
    disabled: bool,
) -> impl IntoView {
    let id = if id.is_empty() { name.clone() } else { id };
    let described = described_by(&id, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    let hint = hint.map(|text| view! { <p class="choice__hint" id=format!("{id}-goi-y")>{text}</p> });
    view! {
        <div class="field" class:field--error=invalid.is_some()>
            <FieldNotes name=id.clone() hint=None error/>
            <div class="choice">
                <input class="choice__box" type="checkbox" id=id.clone() name=name value=value checked=checked
                    disabled=disabled aria-describedby=described aria-invalid=invalid/>
                <label class="choice__label" for=id>{label}</label>
                {hint}
            </div>
        </div>
    }
}

/// One choice among a few, all visible, none chosen unless the person did.
#[component]
pub fn Radios(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    /// Value and label of each choice.
    options: Vec<(String, String)>,
    #[prop(into, optional)] value: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip)] error: Option<String>,
    /// A sentence below each choice, in their order; may be shorter than the choices.
    #[prop(optional)]
    hints: Vec<String>,
    /// Beside each other: for two or three short words.
    #[prop(optional)]
    row: bool,
    /// Large and equal: for one weighty decision, such as a ballot.
    #[prop(optional)]
    block: bool,
) -> impl IntoView {
    let described = described_by(&name, hint.is_some(), error.is_some());
    let invalid = error.is_some();
    let group = name.clone();
    let mut hints = hints.into_iter();
    let choices = options.into_iter().enumerate().map(move |(place, (option, text))| {
        let id = if place == 0 { group.clone() } else { format!("{group}-{place}") };
        let hint_id = format!("{id}-y");
        let hint = hints.next().filter(|text| !text.is_empty());
        let described = hint.is_some().then(|| hint_id.clone());
        let hint = hint.map(|text| view! { <p class="choice__hint" id=hint_id>{text}</p> });
        let checked = option == value;
        view! {
            <div class="choice" class:choice--block=block>
                <input class="choice__box" type="radio" id=id.clone() name=group.clone() value=option checked=checked
                    aria-describedby=described/>
                <label class="choice__label" for=id>{text}</label>
                {hint}
            </div>
        }
    });
    let body = if row { "fieldset__body fieldset__body--row" } else { "fieldset__body" };
    view! {
        <fieldset class="fieldset" class:fieldset--error=invalid aria-describedby=described>
            <legend class="fieldset__legend" class:fieldset__legend--large=block>{legend}</legend>
            <FieldNotes name=name.clone() hint error group=true/>
            <div class=body>{choices.collect_view()}</div>
        </fieldset>
    }
}
