//! The browser's part of saving while typing: a copy on this device at once, the server soon after.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, Storage};

use super::autosave_island::{AutosaveWords, Kept};
use crate::words::Lang;

/// How long after the last letter the page is sent, in milliseconds.
const QUIET: u32 = 3_000;
/// How long to wait before trying again, in seconds.
const RETRY: u32 = 20;

struct Watch {
    form: HtmlFormElement,
    lang: Lang,
    kept: RwSignal<Kept>,
    /// Counts changes: a save that was overtaken does not call the page saved.
    changes: Cell<u64>,
    acknowledged: Cell<u64>,
    is_sending: Cell<bool>,
    /// Sent by its own button: nothing more to guard.
    is_leaving: Cell<bool>,
    /// Somebody else's version is on the server: the timer stays away from it.
    is_stopped: Cell<bool>,
    mark: RefCell<String>,
}

/// Watches the form with this id.
pub fn watch(form: String, lang: Lang, kept: RwSignal<Kept>) {
    let found = document()
        .get_element_by_id(&form)
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let Some(form) = found else { return };
    let watch = Rc::new(Watch {
        mark: RefCell::new(input_value(&form, "ban")),
        form,
        lang,
        kept,
        changes: Cell::new(0),
        acknowledged: Cell::new(0),
        is_sending: Cell::new(false),
        is_leaving: Cell::new(false),
        is_stopped: Cell::new(false),
    });
    restore(&watch);
    on_input(&watch);
    on_leave(&watch);
}

fn on_input(watch: &Rc<Watch>) {
    for event in ["input", "change"] {
        let watching = watch.clone();
        let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            count_letters(&watching, &event);
            changed(&watching);
        });
        let _ = watch
            .form
            .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        // The form lives as long as the page.
        listener.forget();
    }
}

fn changed(watch: &Rc<Watch>) {
    watch.changes.set(watch.changes.get() + 1);
    keep_here(watch);
    let (watch, change) = (watch.clone(), watch.changes.get());
    leptos::task::spawn_local(async move {
        TimeoutFuture::new(QUIET).await;
        if watch.changes.get() == change {
            send(&watch).await;
        }
    });
}

/// Sends the page to where its buttons send it, until the server has it.
async fn send(watch: &Rc<Watch>) {
    if watch.is_sending.get() || watch.is_leaving.get() || watch.is_stopped.get() {
        return;
    }
    watch.is_sending.set(true);
    while watch.acknowledged.get() < watch.changes.get() && !watch.is_leaving.get() {
        let change = watch.changes.get();
        match send_once(watch).await {
            Some(kept) => {
                let is_final = matches!(kept, Kept::SignedOut | Kept::Stale);
                watch.kept.set(kept);
                if is_final {
                    watch.is_stopped.set(true);
                    break;
                }
                watch.acknowledged.set(change);
                if watch.changes.get() == change {
                    forget_here(watch);
                }
            }
            None => TimeoutFuture::new(RETRY * 1_000).await,
        }
    }
    watch.is_sending.set(false);
}

/// One try. Without a network the copy on this device has to do for now.
async fn send_once(watch: &Watch) -> Option<Kept> {
    let request = Request::post(&watch.form.action())
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "application/json")
        .redirect(web_sys::RequestRedirect::Manual)
        .body(body_of(watch))
        .ok()?;
    let Ok(response) = request.send().await else {
        watch.kept.set(Kept::Here { clock: clock() });
        return None;
    };
    match response.status() {
        200 => {}
        409 => return Some(Kept::Stale),
        401 | 0 => return Some(Kept::SignedOut),
        _ => {
            watch.kept.set(Kept::Failed { seconds: RETRY });
            return None;
        }
    }
    let text = response.text().await.ok()?;
    let answer: serde_json::Value = serde_json::from_str(&text).ok()?;
    let text_of = |name: &str| {
        answer
            .get(name)
            .and_then(|value| value.as_str())
            .unwrap_or_default()
            .to_owned()
    };
    set_mark(watch, text_of("ban"));
    let problems = answer
        .get("problems")
        .and_then(|list| list.as_array())
        .cloned()
        .unwrap_or_default();
    Some(Kept::OnServer {
        clock: text_of("saved"),
        problems: problems
            .iter()
            .filter_map(|text| text.as_str())
            .map(str::to_owned)
            .collect(),
    })
}

fn set_mark(watch: &Watch, mark: String) {
    if let Some(input) = named(&watch.form, "ban") {
        input.set_value(&mark);
    }
    *watch.mark.borrow_mut() = mark;
}

/// The fields of the form as a browser would send them, without a button.
fn body_of(watch: &Watch) -> String {
    let pairs = fields(&watch.form).into_iter().map(|(name, value)| {
        format!(
            "{}={}",
            js_sys::encode_uri_component(&name),
            js_sys::encode_uri_component(&value)
        )
    });
    pairs.collect::<Vec<_>>().join("&")
}

fn fields(form: &HtmlFormElement) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let Ok(found) = form.query_selector_all("input[name], textarea[name], select[name]") else {
        return pairs;
    };
    for at in 0..found.length() {
        let Some(node) = found.get(at) else { continue };
        if let Some(input) = node.dyn_ref::<HtmlInputElement>() {
            let is_choice = matches!(input.type_().as_str(), "checkbox" | "radio");
            if !is_choice || input.checked() {
                pairs.push((input.name(), input.value()));
            }
        } else if let Some(area) = node.dyn_ref::<HtmlTextAreaElement>() {
            pairs.push((area.name(), area.value()));
        } else if let Some(element) = node.dyn_ref::<HtmlElement>() {
            let text = |key: &str| {
                js_sys::Reflect::get(element, &key.into())
                    .ok()
                    .and_then(|value| value.as_string())
            };
            pairs.push((text("name").unwrap_or_default(), text("value").unwrap_or_default()));
        }
    }
    pairs
}

/// The browser asks before leaving only while something is neither sent nor kept by a button.
fn on_leave(watch: &Rc<Watch>) {
    let watching = watch.clone();
    let submitted = Closure::<dyn FnMut()>::new(move || {
        watching.is_leaving.set(true);
    });
    let _ = watch
        .form
        .add_event_listener_with_callback("submit", submitted.as_ref().unchecked_ref());
    submitted.forget();
    let watching = watch.clone();
    let leaving = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if !watching.is_leaving.get() && watching.acknowledged.get() < watching.changes.get() {
            event.prevent_default();
        }
    });
    let _ = window().add_event_listener_with_callback("beforeunload", leaving.as_ref().unchecked_ref());
    leaving.forget();
}

/// Text that never reached the server comes back after a reload, unless somebody saved the page since.
fn restore(watch: &Rc<Watch>) {
    let Some(text) = storage().and_then(|storage| storage.get_item(&key(watch)).ok().flatten()) else {
        return;
    };
    let Ok(copy) = serde_json::from_str::<serde_json::Value>(&text) else {
        return;
    };
    let at = copy
        .get("luc")
        .and_then(|clock| clock.as_str())
        .unwrap_or_default()
        .to_owned();
    let pairs = copy
        .get("o")
        .and_then(|pairs| pairs.as_array())
        .cloned()
        .unwrap_or_default();
    let mut is_different = false;
    for pair in pairs {
        let part = |at: usize| {
            pair.get(at)
                .and_then(|text| text.as_str())
                .unwrap_or_default()
                .to_owned()
        };
        let (name, value) = (part(0), part(1));
        if name != "ban" {
            is_different |= fill(&watch.form, &name, &value);
        }
    }
    if is_different {
        watch.kept.set(Kept::Restored { clock: at });
        // The mark of the copy goes with it: when somebody saved since, both versions are shown.
        if let Some(mark) = copy.get("ban").and_then(|mark| mark.as_str()) {
            set_mark(watch, mark.to_owned());
        }
        changed(watch);
    } else {
        forget_here(watch);
    }
}

/// True when the field changed.
fn fill(form: &HtmlFormElement, name: &str, value: &str) -> bool {
    let Ok(found) = form.query_selector_all(&format!("[name='{}']", name.replace(['\'', '\\'], ""))) else {
        return false;
    };
    let mut is_changed = false;
    for at in 0..found.length() {
        let Some(node) = found.get(at) else { continue };
        if let Some(input) = node.dyn_ref::<HtmlInputElement>() {
            if matches!(input.type_().as_str(), "checkbox" | "radio") {
                let on = input.value() == value;
                is_changed |= on && !input.checked();
                if on {
                    input.set_checked(true);
                }
            } else {
                is_changed |= input.value() != value;
                input.set_value(value);
            }
        } else if let Some(area) = node.dyn_ref::<HtmlTextAreaElement>() {
            is_changed |= area.value() != value;
            area.set_value(value);
        } else if let Some(element) = node.dyn_ref::<HtmlElement>() {
            let _ = js_sys::Reflect::set(element, &"value".into(), &value.into());
        }
    }
    is_changed
}

/// The count below a text area, while typing.
fn count_letters(watch: &Watch, event: &Event) {
    let area = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(area) = area else { return };
    let Some(line) = document().get_element_by_id(&format!("{}-dem", area.name())) else {
        return;
    };
    let Some(limit) = line
        .get_attribute("data-toi-da")
        .and_then(|limit| limit.parse::<i64>().ok())
    else {
        return;
    };
    let used = i64::try_from(area.value().chars().count()).unwrap_or(i64::MAX);
    let written = |number: i64| domain::text::format_int(number, watch.lang);
    line.set_text_content(Some(&AutosaveWords(watch.lang).count(&written(used), &written(limit))));
    line.set_class_name(if used > limit {
        "field__count field__count--over"
    } else {
        "field__count"
    });
}

fn keep_here(watch: &Watch) {
    let pairs: Vec<serde_json::Value> = fields(&watch.form)
        .into_iter()
        .map(|(name, value)| serde_json::json!([name, value]))
        .collect();
    let copy = serde_json::json!({ "luc": clock(), "ban": *watch.mark.borrow(), "o": pairs });
    if let Some(storage) = storage() {
        let _ = storage.set_item(&key(watch), &copy.to_string());
    }
}

fn forget_here(watch: &Watch) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(watch));
    }
}

fn key(watch: &Watch) -> String {
    format!("nhap:{}", watch.form.action())
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn named(form: &HtmlFormElement, name: &str) -> Option<HtmlInputElement> {
    form.query_selector(&format!("input[name='{name}']"))
        .ok()??
        .dyn_into()
        .ok()
}

fn input_value(form: &HtmlFormElement, name: &str) -> String {
    named(form, name).map(|input| input.value()).unwrap_or_default()
}

/// The time on this device, in Vietnam.
fn clock() -> String {
    let minutes = (js_sys::Date::now() / 60_000.0) as i64 + 7 * 60;
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}
