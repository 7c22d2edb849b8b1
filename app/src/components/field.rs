//! Form fields: label above, one-sentence hint, error between hint and field.

use leptos::prelude::*;

use crate::components::errors::ErrorWords;
use crate::words::lang;

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

/// The ids that tie hint and error to a field.
fn described_by(name: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let hint = has_hint.then(|| format!("{name}-goi-y"));
    let error = has_error.then(|| format!("{name}-loi"));
    let ids: Vec<String> = [hint, error].into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// The hint and the error of a field, in this order.
#[component]
pub fn FieldNotes(#[prop(into)] name: String, hint: Option<String>, error: Option<String>) -> impl IntoView {
    let hint = hint.map(|text| view! { <p class="field__hint" id=format!("{name}-goi-y")>{text}</p> });
    let error = error.map(|text| {
        let label = ErrorWords(lang()).label();
        view! { <p class="field__error" id=format!("{name}-loi")><span class="visually-hidden">{label}": "</span>{text}</p> }
    });
    (hint, error)
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
    /// `short`, `medium` or empty for full width: the width hints at the length.
    #[prop(optional)]
    width: &'static str,
) -> impl IntoView {
    let described = described_by(&name, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    let class = if width.is_empty() {
        "field__input".to_owned()
    } else {
        format!("field__input field__input--{width}")
    };
    let autocomplete = (!autocomplete.is_empty()).then_some(autocomplete);
    view! {
        <div class="field" class:field--invalid=invalid.is_some()>
            <label class="field__label" for=name.clone()>{label}</label>
            <FieldNotes name=name.clone() hint error/>
            <input class=class id=name.clone() name=name type=kind.input_type() inputmode=kind.input_mode() value=value
                autocomplete=autocomplete aria-describedby=described aria-invalid=invalid/>
        </div>
    }
}

/// A text area. Leptos does not escape the children of `textarea` on the server, so this is the only one in the portal.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] value: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip)] error: Option<String>,
    #[prop(optional)] rows: Option<u32>,
) -> impl IntoView {
    let described = described_by(&name, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="field" class:field--invalid=invalid.is_some()>
            <label class="field__label" for=name.clone()>{label}</label>
            <FieldNotes name=name.clone() hint error/>
            <textarea class="field__input field__input--area" id=name.clone() name=name rows=rows.unwrap_or(6)
                aria-describedby=described aria-invalid=invalid>{escape_text_area(&value)}</textarea>
        </div>
    }
}

/// Text as it may stand between `<textarea>` tags; a first newline would be eaten by the parser, so it is doubled.
pub fn escape_text_area(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if escaped.starts_with('\n') {
        format!("\n{escaped}")
    } else {
        escaped
    }
}

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
) -> impl IntoView {
    let described = described_by(&name, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    let choices = options.into_iter().map(|(option, text)| {
        let selected = option == value;
        view! { <option value=option selected=selected>{text}</option> }
    });
    view! {
        <div class="field" class:field--invalid=invalid.is_some()>
            <label class="field__label" for=name.clone()>{label}</label>
            <FieldNotes name=name.clone() hint error/>
            <select class="field__input field__input--select" id=name.clone() name=name aria-describedby=described aria-invalid=invalid>
                {empty.map(|text| view! { <option value="">{text}</option> })}
                {choices.collect_view()}
            </select>
        </div>
    }
}

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
) -> impl IntoView {
    let id = if id.is_empty() { name.clone() } else { id };
    let described = described_by(&id, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="field field--choice" class:field--invalid=invalid.is_some()>
            <FieldNotes name=id.clone() hint error/>
            <label class="choice" for=id.clone()>
                <input class="choice__input" type="checkbox" id=id.clone() name=name value=value checked=checked
                    aria-describedby=described aria-invalid=invalid/>
                <span class="choice__label">{label}</span>
            </label>
        </div>
    }
}

/// One choice among a few, all visible.
#[component]
pub fn Radios(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    /// Value and label of each choice.
    options: Vec<(String, String)>,
    #[prop(into, optional)] value: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip)] error: Option<String>,
) -> impl IntoView {
    let described = described_by(&name, hint.is_some(), error.is_some());
    let invalid = error.is_some();
    let group = name.clone();
    let choices = options.into_iter().enumerate().map(move |(place, (option, text))| {
        let id = if place == 0 { group.clone() } else { format!("{group}-{place}") };
        let checked = option == value;
        view! {
            <label class="choice" for=id.clone()>
                <input class="choice__input" type="radio" id=id.clone() name=group.clone() value=option checked=checked/>
                <span class="choice__label">{text}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field fieldset" class:field--invalid=invalid aria-describedby=described>
            <legend class="field__label">{legend}</legend>
            <FieldNotes name=name.clone() hint error/>
            {choices.collect_view()}
        </fieldset>
    }
}

/// A date in three fields, named `{name}-ngay`, `{name}-thang`, `{name}-nam`.
#[component]
pub fn DateField(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    /// Day, month and year as typed.
    value: [String; 3],
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip)] error: Option<String>,
    #[prop(optional)] birth_date: bool,
) -> impl IntoView {
    let words = DateWords(lang());
    let described = described_by(&name, hint.is_some(), error.is_some());
    let invalid = error.is_some();
    let [day, month, year] = value;
    let parts = [
        ("ngay", words.day(), day, "bday-day"),
        ("thang", words.month(), month, "bday-month"),
        ("nam", words.year(), year, "bday-year"),
    ];
    let inputs = parts.map(|(part, label, value, complete)| {
        let id = format!("{name}-{part}");
        let wide = if part == "nam" {
            "field__input date-field__year"
        } else {
            "field__input date-field__part"
        };
        view! {
            <div class="date-field__item">
                <label class="date-field__label" for=id.clone()>{label}</label>
                <input class=wide id=id.clone() name=id.clone() type="text" inputmode="numeric" value=value
                    autocomplete=birth_date.then_some(complete) aria-invalid=invalid.then_some("true")/>
            </div>
        }
    });
    view! {
        <fieldset class="field date-field" class:field--invalid=invalid aria-describedby=described id=name.clone()>
            <legend class="field__label">{legend}</legend>
            <FieldNotes name=name.clone() hint error/>
            <div class="date-field__parts">{inputs.collect_view()}</div>
        </fieldset>
    }
}

crate::catalogue! {
    /// The parts of a date.
    pub DateWords {
        day => "Ngày", "Day";
        month => "Tháng", "Month";
        year => "Năm", "Year";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_cannot_leave_its_text_area() {
        let hostile = "</textarea><script>alert(1)</script>&";
        let html = Owner::new().with(|| view! { <TextArea name="a" label="b" value=hostile/> }.to_html());
        assert!(!html.contains("<script>"), "{html}");
        assert!(
            html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"),
            "{html}"
        );
    }

    #[test]
    fn a_first_newline_survives_the_parser() {
        assert_eq!(escape_text_area("\nhai"), "\n\nhai");
    }
}
