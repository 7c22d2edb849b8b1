//! What is said beside the fields: where the text is, and how long it is.

use domain::copies::Status;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::form::Guarded;
use crate::copies::kept_words::{KeptWords, sentence};
use crate::words::Lang;

/// The language of the page.
pub fn page_lang() -> Lang {
    let root = document().document_element();
    Lang::of_code(&root.and_then(|root| root.get_attribute("lang")).unwrap_or_default())
}

/// From now on the page saves by itself.
pub fn by_itself(form: &Guarded) {
    let line = form.0.query_selector(".kept-line").ok().flatten();
    let text = line.as_ref().and_then(|line| line.get_attribute("data-tu"));
    if let Some(line) = line.and_then(|line| line.first_element_child()) {
        line.set_text_content(text.as_deref());
    }
}

/// Says where the text is. Not every letter typed is announced: what became of the text is.
pub fn say(form: &Guarded, status: &Status, lang: Lang) {
    let (text, class) = sentence(status, lang);
    let Some(line) = form.0.query_selector(".kept-line").ok().flatten() else {
        return;
    };
    if let Some(shown) = line.first_element_child() {
        shown.set_text_content(Some(&text));
        shown.set_class_name(class);
    }
    if let Some(said) = line.last_element_child().filter(|_| *status != Status::Unsent) {
        said.set_text_content(Some(&text));
    }
}

/// The count below a text area, while typing.
pub fn count_letters(event: &web_sys::Event, lang: Lang) {
    let area = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    let line = area.as_ref().and_then(|area| document().get_element_by_id(&format!("{}-dem", area.name())));
    let (Some(area), Some(line)) = (area, line) else { return };
    let limit = line.get_attribute("data-toi-da").and_then(|limit| limit.parse::<i64>().ok());
    let Some(limit) = limit else { return };
    let used = i64::try_from(area.value().chars().count()).unwrap_or(i64::MAX);
    let written = |number: i64| domain::text::format_int(number, lang);
    line.set_text_content(Some(&KeptWords(lang).count(&written(used), &written(limit))));
    line.set_class_name(if used > limit { "field__count field__count--over" } else { "field__count" });
}
