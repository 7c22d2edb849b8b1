//! The copy on offer, in the words of the form.

use domain::copies::{Copy, Fields, missing_rows};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlSelectElement};

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
    let shape = form.shape();
    let fits = copy.shape == shape;
    let grows = missing_rows(&copy.shape, &shape).is_some() && adding(form).is_some();
    let side = |place: &str, text: &str| {
        let text = if text.is_empty() { words.nothing() } else { text };
        let parts = [made("span", "copy-offer__where", place), made("span", "copy-offer__text", text)];
        around("p", "", &parts)
    };
    let rows = rows(form, &copy.fields).into_iter().map(|(label, theirs, ours)| {
        let parts =
            [made("p", "copy-offer__field", &label), side(words.on_server(), &theirs), side(words.on_device(), &ours)];
        around("div", "copy-offer__row", &parts)
    });
    let rows: Vec<_> = rows.collect();
    let (explained, take) = if fits {
        (words.offer_do(), button("button button--outline", words.use_it(), || decide(true)))
    } else if grows {
        (words.offer_rows(), button("button button--outline", words.add_row(), add_row))
    } else {
        (words.offer_unfit(), None)
    };
    let parts = [
        made("h2", "banner__title", &words.offer(&clock(copy.at))),
        made("p", "banner__text", explained),
        around("div", "copy-offer__rows", &rows),
        around("div", "banner__actions", &[take, button("button button--quiet", words.drop_it(), || decide(false))]),
    ];
    around("div", "banner banner--attention", &parts)
}

/// The button that adds a row of people.
fn adding(form: &Guarded) -> Option<HtmlElement> {
    let found = form.0.query_selector("button[name=viec][value=them]").ok().flatten();
    found.and_then(|button| button.dyn_into().ok())
}

fn add_row() {
    let form = document().query_selector("form[data-giu]").ok().flatten();
    let form = form.and_then(|form| form.dyn_into().ok()).map(Guarded);
    if let Some(button) = form.as_ref().and_then(adding) {
        button.click();
    }
}

/// The fields that differ from what the server shows, under their labels.
fn rows(form: &Guarded, fields: &Fields) -> Vec<(String, String, String)> {
    let shown = form.fields(true);
    let known = form.typed();
    let differing = fields.iter().filter_map(|(name, text)| {
        let theirs = shown.iter().find(|(other, _)| other == name).map(|(_, text)| text.clone()).unwrap_or_default();
        if theirs == *text {
            return None;
        }
        let field = known.iter().find(|field| field.name() == *name);
        let label = field.map_or_else(|| label_of_row(form, &known, name), |field| label(form, field));
        Some((label, words(field, &theirs), words(field, text)))
    });
    differing.collect()
}

/// A row that the page has not: its first one says how the fields are called.
fn label_of_row(form: &Guarded, known: &[Field], name: &str) -> String {
    let first = name.split_once('-').and_then(|(list, rest)| {
        let (number, part) = rest.split_once('-')?;
        let field = known.iter().find(|field| {
            let same = field.name();
            same.strip_prefix(list).and_then(|same| same.strip_prefix("-1-")) == Some(part)
        })?;
        let label = label(form, field);
        let numbered = label.split_once('1').map(|(before, after)| [before, number, after].concat());
        Some(numbered.unwrap_or(label))
    });
    first.unwrap_or_else(|| name.to_owned())
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
    let own = form.0.query_selector(&format!("label[for='{}']", element.id())).ok().flatten();
    let mut parts = vec![];
    let mut around = element.closest("fieldset").ok().flatten();
    while let Some(group) = around {
        parts.extend(group.query_selector("legend").ok().flatten().map(text));
        around = group.parent_element().and_then(|parent| parent.closest("fieldset").ok().flatten());
    }
    parts.reverse();
    parts.extend(own.map(text));
    parts.join(", ")
}
