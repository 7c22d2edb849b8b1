//! Signing out: what is unsent is sent first, what cannot be sent is named and asked about, then the device is cleared.

use domain::copies::Answer;
use gloo_net::http::Request;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{DomParser, HtmlDialogElement, HtmlFormElement, SupportedType};

use super::device::{self, Kept};
use super::dom::{around, button, made};
use super::form::Guarded;
use super::line::page_lang;
use super::{requests, watch};
use crate::copies::kept_words::KeptWords;
use crate::words::Lang;

/// Leaves through the form of a sign-out button.
pub fn leave(form: HtmlFormElement) {
    wasm_bindgen_futures::spawn_local(send_and_go(form));
}

async fn send_and_go(form: HtmlFormElement) {
    let account = form.get_attribute("data-ra").unwrap_or_default();
    let lang = page_lang();
    let mut unsent = Vec::new();
    for (key, kept) in device::copies(&account, None) {
        if is_sent(&key, &kept).await {
            device::remove(&key);
        } else if !unsent.contains(&kept.name) {
            unsent.push(kept.name);
        }
    }
    unsent.extend(others(&account, lang));
    if unsent.is_empty() {
        go(&form);
    } else {
        ask(form, &unsent, lang);
    }
}

/// Uploads that stopped half-way, and what somebody else left here.
fn others(account: &str, lang: Lang) -> Vec<String> {
    let words = KeptWords(lang);
    let files = device::keys(&device::half_uploads(account)).into_iter();
    let mut named: Vec<String> = files.filter_map(|key| Some(words.leave_file(&device::get(&key)?))).collect();
    let own = device::keys_of(account);
    if device::keys(device::KEYS).iter().any(|key| !key.starts_with(&own) && key != device::SIGNED_OUT) {
        named.push(words.leave_other().to_owned());
    }
    named
}

fn go(form: &HtmlFormElement) {
    device::clear();
    // Other tabs hear of it and keep nothing more.
    device::set(device::SIGNED_OUT, "1");
    device::remove(device::SIGNED_OUT);
    watch::forget();
    let _ = form.submit();
}

/// Sends a copy through its own form, as the server shows it now: over the same version, for the same rows, or not at all.
async fn is_sent(key: &str, kept: &Kept) -> bool {
    let Some(form) = fetch_form(kept).await else {
        return false;
    };
    let copy = &kept.copy;
    let covers = |save: &domain::copies::SaveId| save.page == copy.id.page && save.counter >= copy.id.counter;
    if form.saves("luu").iter().any(covers) {
        return true;
    }
    if !key.contains(&form.fact("khoa")) || form.shape() != copy.shape {
        return false;
    }
    form.fill(&copy.fields);
    form.number(&copy.id, &copy.base);
    let Some(body) = form.body() else { return false };
    let answered = requests::post(&kept.address, String::from(body.to_string()), None).await;
    matches!(answered.answer, Answer::Saved { .. })
}

async fn fetch_form(kept: &Kept) -> Option<Guarded> {
    let response = Request::get(&kept.address).send().await.ok()?;
    let text = response.text().await.ok().filter(|_| response.ok())?;
    let page = DomParser::new().ok()?.parse_from_string(&text, SupportedType::TextHtml).ok()?;
    let form = page.query_selector("form[data-giu]").ok()??;
    form.dyn_into().ok().map(Guarded)
}

/// Names what would be lost, and asks.
fn ask(form: HtmlFormElement, unsent: &[String], lang: Lang) {
    let words = KeptWords(lang);
    let title = made("h2", "dialog__title", words.leave_title());
    if let Some(title) = &title {
        title.set_id("con-chua-gui");
    }
    let items: Vec<_> = unsent.iter().map(|name| made("li", "", name)).collect();
    let stay = button("button", words.leave_stay(), || {
        if let Some(dialog) = document().query_selector("dialog[open]").ok().flatten() {
            dialog.remove();
        }
    });
    let leave = button("button button--danger-outline", words.leave_go(), move || go(&form));
    let parts = [
        title,
        made("p", "", words.leave_text()),
        around("ul", "", &items),
        around("div", "button-row", &[stay, leave]),
    ];
    let dialog = around("dialog", "dialog", &parts);
    let (Some(dialog), Some(body)) = (dialog, document().body()) else {
        return;
    };
    let _ = dialog.set_attribute("aria-labelledby", "con-chua-gui");
    let _ = body.append_child(&dialog);
    let _ = dialog.unchecked_into::<HtmlDialogElement>().show_modal();
}
