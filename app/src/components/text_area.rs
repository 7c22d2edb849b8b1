//! The only text area of the portal: Leptos does not escape the children of `textarea` on the server and may put a
//! marker behind them, so the text goes in escaped and as it is.

use domain::text::format_int;
use leptos::prelude::*;

use crate::components::field::{FieldNotes, described_by, label_text};
use crate::words::lang;

crate::catalogue! {
    /// How long a text is.
    pub LengthWords {
        of(used: &str, limit: &str) => "{used} trên {limit} ký tự", "{used} of {limit} characters";
    }
}

/// A text of several lines. A limit is counted, never enforced while typing: the form refuses a longer text.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] value: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip)] error: Option<String>,
    #[prop(optional)] rows: Option<u32>,
    /// Says beside the label that the field may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The most letters allowed, shown with how many there are.
    #[prop(optional)]
    count: Option<usize>,
) -> impl IntoView {
    let mut described = described_by(&name, hint.is_some(), error.is_some());
    let counter = count.map(|limit| {
        let id = format!("{name}-dem");
        described = Some(described.take().map_or_else(|| id.clone(), |ids| format!("{ids} {id}")));
        let used = value.chars().count();
        let written = |number: usize| format_int(i64::try_from(number).unwrap_or(i64::MAX), lang());
        let text = LengthWords(lang()).of(&written(used), &written(limit));
        view! { <p class="field__count" class:field__count--over=used.gt(&limit) id=id data-toi-da=limit.to_string()>{text}</p> }
    });
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="field" class:field--error=invalid.is_some()>
            <label class="field__label" for=name.clone()>{label_text(label, optional)}</label>
            <FieldNotes name=name.clone() hint error/>
            <textarea class="input input--area" id=name.clone() name=name rows=rows.unwrap_or(6)
                aria-describedby=described aria-invalid=invalid inner_html=escape_text_area(&value)></textarea>
            {counter}
        </div>
    }
}

/// Text as it may stand between `<textarea>` tags; a first newline would be eaten by the parser, so it is doubled.
pub fn escape_text_area(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if escaped.starts_with('\n') { format!("\n{escaped}") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_cannot_leave_its_text_area() {
        let hostile = "</textarea><script>alert(1)</script>&";
        let html = Owner::new().with(|| view! { <TextArea name="a" label="b" value=hostile/> }.to_html());
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"), "{html}");
    }

    #[test]
    fn a_first_newline_survives_the_parser() {
        assert_eq!(escape_text_area("\nhai"), "\n\nhai");
    }

    #[test]
    fn the_count_says_when_a_text_is_too_long() {
        let html = |text: &'static str| {
            Owner::new().with(|| view! { <TextArea name="a" label="b" value=text count=3/> }.to_html())
        };
        assert!(html("Ấm!").contains("3 trên 3 ký tự"));
        assert!(!html("Ấm!").contains("field__count--over"));
        assert!(html("Ấm áp").contains("field__count--over"));
    }
}
