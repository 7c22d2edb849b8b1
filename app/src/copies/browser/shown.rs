//! The copy on offer, in the words of the form.

use domain::copies::{Copy, Fields};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};

use super::dom::{around, button, made};
use super::form::{Field, Guarded};
use super::watch::decide;
use crate::copies::kept_words::{KeptWords, clock};
use crate::words::Lang;

/// Shows a copy in the panel above the form, or hides the panel.
pub fn show(form: &Guarded, lang: Lang, copy: Option<Copy>) {
    let Some(place) = document().get_element_by_id("ban-tren-may") else {
        return;
    };
    place.set_text_content(None);
    let panel = copy.and_then(|copy| panel(form, KeptWords(lang), &copy));
    if let Some(panel) = panel {
        let _ = place.append_child(&panel);
    }
}

fn panel(form: &Guarded, words: KeptWords, copy: &Copy) -> Option<Element> {
    let fits = copy.shape == form.shape();
    let side = |place: &str, text: &str| {
        let text = if text.is_empty() { words.nothing() } else { text };
        let parts = [
            made("span", "copy-offer__where", place),
            made("span", "copy-offer__text", text),
        ];
        around("p", "", &parts)
    };
    let rows = rows(form, &copy.fields).into_iter().map(|(label, theirs, ours)| {
        let parts = [
            made("p", "copy-offer__field", &label),
            side(words.on_server(), &theirs),
            side(words.on_device(), &ours),
        ];
        around("div", "copy-offer__row", &parts)
    });
    let rows: Vec<_> = rows.collect();
    let take = fits
        .then(|| button("button button--outline", words.use_it(), || decide(true)))
        .flatten();
    let parts = [
        made("h2", "banner__title", &words.offer(&clock(copy.at))),
        made(
            "p",
            "banner__text",
            if fits { words.offer_do() } else { words.offer_unfit() },
        ),
        around("div", "copy-offer__rows", &rows),
        around(
            "div",
            "banner__actions",
            &[take, button("button button--quiet", words.drop_it(), || decide(false))],
        ),
    ];
    around("div", "banner banner--attention", &parts)
}

/// The fields that differ from what the server shows, under their labels.
fn rows(form: &Guarded, fields: &Fields) -> Vec<(String, String, String)> {
    let shown = form.fields(true);
    let known = form.typed();
    let differing = fields.iter().filter_map(|(name, text)| {
        let theirs = shown
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, text)| text.clone())
            .unwrap_or_default();
        if theirs == *text {
            return None;
        }
        let field = known.iter().find(|field| field.name() == *name);
        let label = field.map_or_else(|| name.clone(), |field| label(form, field));
        Some((label, words(field, &theirs), words(field, text)))
    });
    differing.collect()
}

/// The choice as its option says it.
fn words(field: Option<&Field>, text: &str) -> String {
    let Some(Field::Select(select)) = field else {
        return text.to_owned();
    };
    option_of(select, text).unwrap_or_else(|| text.to_owned())
}

fn option_of(select: &HtmlSelectElement, value: &str) -> Option<String> {
    let options = select.options();
    let all = (0..options.length()).filter_map(|at| options.item(at)?.dyn_into::<web_sys::HtmlOptionElement>().ok());
    let mut fitting = all.filter(|option| option.value() == value);
    fitting.next().map(|option| option.text())
}

fn label(form: &Guarded, field: &Field) -> String {
    let text = |element: Element| element.text_content().unwrap_or_default().trim().to_owned();
    let element = field.element();
    let own = form
        .0
        .query_selector(&format!("label[for='{}']", element.id()))
        .ok()
        .flatten();
    let mut parts = vec![];
    let mut around = element.closest("fieldset").ok().flatten();
    while let Some(group) = around {
        parts.extend(group.query_selector("legend").ok().flatten().map(text));
        around = group
            .parent_element()
            .and_then(|parent| parent.closest("fieldset").ok().flatten());
    }
    parts.reverse();
    parts.extend(own.map(text));
    parts.join(", ")
}
