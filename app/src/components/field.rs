//! Form fields: label above, one-sentence hint, error between hint and field.

use leptos::prelude::*;

use crate::components::errors::ErrorWords;
use crate::components::icon::Icon;
use crate::words::lang;

pub use crate::components::choice::{Checkbox, Radios};
pub use crate::components::date_field::{DateField, DateWords};
pub use crate::components::select::Select;
pub use crate::components::text_area::{TextArea, escape_text_area};

/// What a person may expect of a one-line field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Text,
    Email,
    Password,
    Phone,
    Number,
    Decimal,
    Code,
}

impl Kind {
    fn input_type(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Password => "password",
            Self::Phone => "tel",
            Self::Text | Self::Number | Self::Decimal | Self::Code => "text",
        }
    }

    fn input_mode(self) -> Option<&'static str> {
        matches!(self, Self::Number | Self::Code).then_some("numeric")
    }
}

crate::catalogue! {
    /// The words beside a label.
    pub FieldWords {
        optional => "(không bắt buộc)", "(optional)";
    }
}

/// The ids that tie hint and error to a field.
pub(crate) fn described_by(name: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let hint = has_hint.then(|| format!("{name}-goi-y"));
    let error = has_error.then(|| format!("{name}-loi"));
    let ids: Vec<String> = [hint, error].into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// The text of a label, marked when the field may stay empty.
pub(crate) fn label_text(label: String, optional: bool) -> impl IntoView {
    let mark = optional.then(|| view! { " "<span class="field__optional">{FieldWords(lang()).optional()}</span> });
    (label, mark)
}

/// The hint and the error of a field, in this order.
#[component]
pub fn FieldNotes(
    #[prop(into)] name: String,
    hint: Option<String>,
    error: Option<String>,
    /// True inside a `fieldset`.
    #[prop(optional)]
    group: bool,
) -> impl IntoView {
    let class = if group { "fieldset__hint" } else { "field__hint" };
    let hint = hint.map(|text| view! { <p class=class id=format!("{name}-goi-y")>{text}</p> });
    let error = error.map(|text| {
        let label = ErrorWords(lang()).label();
        view! {
            <p class="field__error" id=format!("{name}-loi")>
                <Icon name="alert-triangle"/>
                <span><span class="visually-hidden">{label}": "</span>{text}</span>
            </p>
        }
    });
    (hint, error)
}

/// The class of an input of some width: `w2`, `w4`, `w10`, `w20` letters, or full width.
fn input_class(width: &str, code: bool) -> String {
    let size = match width {
        "short" => "w4",
        "medium" => "w20",
        other => other,
    };
    let mut class = "input".to_owned();
    if !size.is_empty() {
        class.push_str(" input--");
        class.push_str(size);
    }
    if code {
        class.push_str(" input--code");
    }
    class
}

/// A one-line field. Its `name` is also its `id`.
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] value: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip)] error: Option<String>,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] autocomplete: &'static str,
    /// `w2`, `w4` (also `short`), `w10`, `w20` (also `medium`) or empty for full width: the width hints at the length.
    #[prop(optional)]
    width: &'static str,
    /// Says beside the label that the field may stay empty.
    #[prop(optional)]
    optional: bool,
    /// What stands behind the field, such as `%`.
    #[prop(into, optional)]
    affix: String,
) -> impl IntoView {
    let described = described_by(&name, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    let class = input_class(width, kind == Kind::Code);
    let autocomplete = (!autocomplete.is_empty()).then_some(autocomplete);
    let input = view! {
        <input class=class id=name.clone() name=name.clone() type=kind.input_type() inputmode=kind.input_mode() value=value
            autocomplete=autocomplete aria-describedby=described aria-invalid=invalid/>
    };
    let input = if affix.is_empty() {
        input.into_any()
    } else {
        view! { <div class="field__affix">{input}" "<span>{affix}</span></div> }.into_any()
    };
    view! {
        <div class="field" class:field--error=invalid.is_some()>
            <label class="field__label" for=name.clone()>{label_text(label, optional)}</label>
            <FieldNotes name hint error/>
            {input}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_is_a_number_of_letters() {
        let table = [
            ("", false, "input"),
            ("w10", false, "input input--w10"),
            ("short", false, "input input--w4"),
            ("medium", true, "input input--w20 input--code"),
        ];
        for (width, code, expected) in table {
            assert_eq!(input_class(width, code), expected);
        }
    }
}
