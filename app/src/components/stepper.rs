//! A number that an island may step up and down; alone it is a plain field.

use leptos::prelude::*;

use crate::components::field::{FieldNotes, described_by};

/// A number field. It takes `24,5` as well as `24.5`: no `type=number`, which would refuse one of them.
#[component]
pub fn StepperField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] value: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip)] error: Option<String>,
    /// What stands behind it, such as `%`.
    #[prop(into, optional)]
    affix: String,
) -> impl IntoView {
    let described = described_by(&name, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    let affix = (!affix.is_empty()).then(|| view! { <span>{affix}</span> });
    view! {
        <div class="field" class:field--error=invalid.is_some()>
            <label class="field__label" for=name.clone()>{label}</label>
            <FieldNotes name=name.clone() hint error/>
            <div class="field__affix">
                <div class="stepper">
                    <input class="stepper__input" type="text" id=name.clone() name=name value=value inputmode="numeric"
                        autocomplete="off" aria-describedby=described aria-invalid=invalid/>
                </div>
                " "
                {affix}
            </div>
        </div>
    }
}
