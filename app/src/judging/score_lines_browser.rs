//! Saving while the judge works: to the form's own address, and on this device while there is no network.

use domain::judging::score_sheet::running;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use super::score_lines::Sheet;
use super::score_lines_island::{LineWords, running_words};

const PAUSE_MS: u32 = 1_500;
const RETRY_MS: u32 = 10_000;

/// What the server answers to a saved draft.
#[derive(serde::Deserialize)]
struct Answer {
    revision: i32,
    time: String,
}

/// What is kept on this device.
#[derive(serde::Serialize, serde::Deserialize)]
struct Copy {
    revision: String,
    marks: Vec<String>,
    comment: String,
}

fn element<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

fn comment() -> String {
    element::<HtmlTextAreaElement>("nhan-xet")
        .map(|field| field.value())
        .unwrap_or_default()
}

fn revision() -> String {
    element::<HtmlInputElement>("lan")
        .map(|field| field.value())
        .unwrap_or_default()
}

/// Wakes the lines up: takes over what was typed already, then saves after each pause.
pub fn start(sheet: Sheet, action: String, keep: String) {
    Effect::new(move |_| {
        if sheet.alive.get_untracked() {
            return;
        }
        sheet.lines.update(|lines| {
            for line in lines.iter_mut() {
                if let Some(field) = element::<HtmlInputElement>(&format!("diem.{}", line.criterion.code)) {
                    line.typed = field.value();
                }
            }
        });
        sheet.alive.set(true);
        if !action.is_empty() {
            restore(sheet, &keep);
            watch(sheet, action.clone(), keep.clone());
        }
    });
}

fn watch(sheet: Sheet, action: String, keep: String) {
    let edits = RwSignal::new(0u32);
    if let Some(field) = document().get_element_by_id("nhan-xet") {
        let noticed = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(move || edits.update(|count| *count += 1));
        let _ = field.add_event_listener_with_callback("input", noticed.as_ref().unchecked_ref());
        noticed.forget();
    }
    Effect::new(move |before: Option<()>| {
        let so_far = sheet.lines.with(|lines| running(lines));
        edits.track();
        let (sum, rest) = running_words(so_far, sheet.lang);
        if let Some(total) = document().get_element_by_id("tong-diem") {
            total.set_text_content(Some(&format!("{sum}, {rest}")));
        }
        if before.is_some() {
            let turn = edits.get_untracked().wrapping_add(1);
            let _ = turn;
            schedule(sheet, action.clone(), keep.clone());
        }
    });
}

/// One waiting save at a time: a later edit moves it on.
fn schedule(sheet: Sheet, action: String, keep: String) {
    let ticket = TICKET.with(|ticket| {
        ticket.set(ticket.get() + 1);
        ticket.get()
    });
    keep_copy(sheet, &keep);
    spawn_local(async move {
        TimeoutFuture::new(PAUSE_MS).await;
        while TICKET.with(|current| current.get() == ticket) {
            if send(sheet, &action, &keep).await {
                return;
            }
            TimeoutFuture::new(RETRY_MS).await;
        }
    });
}

thread_local! {
    static TICKET: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Sends the form as the browser would; true when there is nothing left to try.
async fn send(sheet: Sheet, action: &str, keep: &str) -> bool {
    let words = LineWords(sheet.lang);
    let mut pairs = vec![("viec".to_owned(), "luu".to_owned()), ("lan".to_owned(), revision())];
    sheet.lines.with_untracked(|lines| {
        pairs.extend(
            lines
                .iter()
                .map(|line| (format!("diem.{}", line.criterion.code), line.typed.clone())),
        );
    });
    pairs.push(("nhan-xet".to_owned(), comment()));
    let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
    let body = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect::<Vec<_>>()
        .join("&");
    let request = gloo_net::http::Request::post(action)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "application/json")
        .body(body);
    let Ok(request) = request else { return true };
    match request.send().await {
        Ok(response) if response.ok() => {
            if let Ok(answer) = response.json::<Answer>().await {
                if let Some(field) = element::<HtmlInputElement>("lan") {
                    field.set_value(&answer.revision.to_string());
                }
                forget_copy(keep);
                say(&words.saved(&answer.time), "save-line");
            }
            true
        }
        Ok(response) if response.status() == 409 => {
            say(words.stale(), "save-line save-line--failed");
            true
        }
        Ok(response) if response.status() < 500 => {
            say(words.refused(), "save-line save-line--failed");
            true
        }
        _ => {
            say(&words.kept(&clock()), "save-line save-line--waiting");
            false
        }
    }
}

fn clock() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}

fn say(text: &str, class: &str) {
    if let Some(line) = document().get_element_by_id("trang-thai-luu") {
        line.set_text_content(Some(text));
        line.set_class_name(class);
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn keep_copy(sheet: Sheet, keep: &str) {
    let copy = Copy {
        revision: revision(),
        marks: sheet
            .lines
            .with_untracked(|lines| lines.iter().map(|line| line.typed.clone()).collect()),
        comment: comment(),
    };
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&copy)) {
        let _ = storage.set_item(keep, &text);
    }
}

fn forget_copy(keep: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(keep);
    }
}

/// Takes back what this device kept, if the server has nothing newer.
fn restore(sheet: Sheet, keep: &str) {
    let kept = storage().and_then(|storage| storage.get_item(keep).ok().flatten());
    let Some(copy) = kept.and_then(|text| serde_json::from_str::<Copy>(&text).ok()) else {
        return;
    };
    let fits = sheet.lines.with_untracked(|lines| lines.len() == copy.marks.len());
    if copy.revision != revision() || !fits {
        forget_copy(keep);
        return;
    }
    sheet.lines.update(|lines| {
        for (line, text) in lines.iter_mut().zip(copy.marks) {
            line.typed = text;
        }
    });
    if let Some(field) = element::<HtmlTextAreaElement>("nhan-xet") {
        field.set_value(&copy.comment);
    }
    say(LineWords(sheet.lang).restored(), "save-line");
}
