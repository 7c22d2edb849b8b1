//! The browser's part of the upload island.

use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{File, HtmlInputElement};

use super::upload_island::{Step, UploadWords};
use crate::copies::browser::device::{get as stored, half_uploads, keys_of, remove as forget, set as store};
use crate::copies::browser::dom::Json;
use crate::words::Lang;

/// The largest piece; the server takes no more.
const PIECE: f64 = 8.0 * 1024.0 * 1024.0;
/// The first pieces are small, so that progress shows soon on a slow line.
const SMALL_PIECE: f64 = 512.0 * 1024.0;
/// How long to wait after a drop, in milliseconds.
const WAIT: u32 = 5_000;

/// What the island was told.
#[derive(Clone)]
pub struct Job {
    pub field: String,
    pub action: String,
    /// Whose files these are.
    pub account: String,
    pub max_bytes: u64,
    pub lang: Lang,
    pub step: RwSignal<Step>,
    pub paused: RwSignal<bool>,
}

/// Why a piece did not get through.
enum Trouble {
    /// The line: try again.
    Line,
    /// The portal said why.
    Refused(String),
    /// This upload is not there any more: begin anew.
    Gone,
}

/// Listens to the file field, and hides the button that would send the file a second time. A file chosen before the
/// program arrived is sent at once.
pub fn take_over(job: Job) {
    let Some(input) = input_of(&job.field) else { return };
    if let Some(name) = stored(&half_key(&job)) {
        job.step.set(Step::Said(UploadWords(job.lang).half(&name)));
    }
    hide_button(&input);
    let field = input.clone();
    let send_chosen = move || {
        if let Some(file) = field.files().and_then(|files| files.get(0)) {
            let job = job.clone();
            leptos::task::spawn_local(async move { send(job, file).await });
        }
    };
    send_chosen();
    let listener = Closure::<dyn FnMut()>::new(send_chosen);
    let _ = input.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
    // The field lives as long as the page.
    listener.forget();
}

fn hide_button(input: &HtmlInputElement) {
    let form = input.closest("form").ok().flatten();
    let button = form.and_then(|form| form.query_selector("button[type=submit]").ok().flatten());
    if let Some(button) = button {
        let _ = button.set_attribute("hidden", "");
    }
}

async fn send(job: Job, file: File) {
    let words = UploadWords(job.lang);
    let total = file.size();
    if job.max_bytes > 0 && total > job.max_bytes as f64 {
        let size = |bytes: f64| domain::text::format_file_size(bytes as u64, job.lang);
        job.step.set(Step::Said(words.too_large(&size(total), &size(job.max_bytes as f64))));
        return;
    }
    store(&half_key(&job), &file.name());
    let outcome = send_all(&job, &file, total).await;
    match outcome {
        Ok(()) => {
            forget(&half_key(&job));
            forget(&upload_key(&job, &file));
            let _ = window().location().reload();
        }
        Err(sentence) => {
            forget(&half_key(&job));
            forget(&upload_key(&job, &file));
            let sentence = if sentence.is_empty() { words.failed().to_owned() } else { sentence };
            job.step.set(Step::Said(sentence));
        }
    }
}

/// Sends until everything is there; a lost line only makes it wait.
async fn send_all(job: &Job, file: &File, total: f64) -> Result<(), String> {
    let started = js_sys::Date::now();
    let mut first = None;
    loop {
        let round = send_from_where_it_stopped(job, file, total, started, &mut first).await;
        match round {
            Ok(()) => return Ok(()),
            Err(Trouble::Refused(sentence)) => return Err(sentence),
            Err(Trouble::Gone) => forget(&upload_key(job, file)),
            Err(Trouble::Line) => {
                let (sent, total) = (first.unwrap_or(0.0), total);
                job.step.set(Step::Lost { sent, total });
                TimeoutFuture::new(WAIT).await;
            }
        }
    }
}

async fn send_from_where_it_stopped(
    job: &Job,
    file: &File,
    total: f64,
    started: f64,
    first: &mut Option<f64>,
) -> Result<(), Trouble> {
    let id = match stored(&upload_key(job, file)) {
        Some(id) => id,
        None => begin(job, file, total).await?,
    };
    let address = format!("{}/tai/{id}", job.action);
    let mut sent = offset_of(&address).await?;
    let begin_at = *first.get_or_insert(sent);
    while sent < total {
        while job.paused.get_untracked() {
            job.step.set(Step::Paused { sent, total });
            TimeoutFuture::new(300).await;
        }
        let done = sent - begin_at;
        let left = (done > 0.0).then(|| (js_sys::Date::now() - started) / done * (total - sent));
        job.step.set(Step::Sending { sent, total, left });
        let piece = if done < 4.0 * SMALL_PIECE { SMALL_PIECE } else { PIECE };
        sent = send_piece(&address, file, sent, (sent + piece).min(total)).await?;
    }
    job.step.set(Step::Checking);
    finish(&address).await
}

async fn begin(job: &Job, file: &File, total: f64) -> Result<String, Trouble> {
    let form = input_of(&job.field).and_then(|input| input.form());
    let hidden = |name: &str| {
        let form = form.as_ref()?;
        let found = form.query_selector(&format!("input[name='{name}']")).ok()??;
        Some(found.dyn_into::<HtmlInputElement>().ok()?.value())
    };
    let pairs = [
        ("muc", hidden("muc").unwrap_or_default()),
        ("tac-gia", hidden("tac-gia").unwrap_or_default()),
        ("ten", file.name()),
        ("co", whole(total)),
    ];
    let body = pairs.map(|(name, value)| format!("{name}={}", encoded(&value))).join("&");
    let request = Request::post(&format!("{}/tai", job.action))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "application/json")
        .body(body)
        .map_err(|_| Trouble::Line)?;
    // Where nothing can begin, there is nothing to begin anew.
    let answer = answer_of(request.send().await).await.map_err(|trouble| match trouble {
        Trouble::Gone => Trouble::Refused(String::new()),
        other => other,
    })?;
    let id = answer.text("id").ok_or(Trouble::Line)?;
    store(&upload_key(job, file), &id);
    Ok(id)
}

async fn offset_of(address: &str) -> Result<f64, Trouble> {
    let answer = answer_of(Request::get(address).header("accept", "application/json").send().await).await?;
    if answer.is_true("finished") {
        return Err(Trouble::Gone);
    }
    answer.number("received").ok_or(Trouble::Line)
}

async fn send_piece(address: &str, file: &File, from: f64, to: f64) -> Result<f64, Trouble> {
    let piece = file.slice_with_f64_and_f64(from, to).map_err(|_| Trouble::Line)?;
    let request = Request::patch(address)
        .header("upload-offset", &whole(from))
        .header("content-type", "application/octet-stream")
        .body(wasm_bindgen::JsValue::from(piece))
        .map_err(|_| Trouble::Line)?;
    let answer = answer_of(request.send().await).await?;
    answer.number("received").ok_or(Trouble::Line)
}

async fn finish(address: &str) -> Result<(), Trouble> {
    let request = Request::post(address).header("accept", "application/json");
    answer_of(request.send().await).await.map(|_| ())
}

/// What the portal answered. A piece at the wrong place (409) is an answer too: it says where to go on.
async fn answer_of(response: Result<gloo_net::http::Response, gloo_net::Error>) -> Result<Json, Trouble> {
    let response = response.map_err(|_| Trouble::Line)?;
    let status = response.status();
    if status == 404 {
        return Err(Trouble::Gone);
    }
    if !response.ok() && !matches!(status, 409 | 422 | 507) {
        return Err(if status >= 500 { Trouble::Line } else { Trouble::Refused(String::new()) });
    }
    let text = response.text().await.map_err(|_| Trouble::Line)?;
    let answer = Json::parse(&text).ok_or_else(|| Trouble::Refused(String::new()))?;
    match answer.text("problem") {
        Some(problem) => Err(Trouble::Refused(problem)),
        None => Ok(answer),
    }
}

/// Bytes as the server reads them.
fn whole(bytes: f64) -> String {
    (bytes as u64).to_string()
}

fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

fn input_of(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

fn half_key(job: &Job) -> String {
    format!("{}{}:{}", half_uploads(&job.account), job.action, job.field)
}

/// The same file of the same place goes on with the same upload.
fn upload_key(job: &Job, file: &File) -> String {
    let (name, size, changed) = (file.name(), whole(file.size()), whole(file.last_modified()));
    format!("{}tep:{}:{}:{name}:{size}:{changed}", keys_of(&job.account), job.action, job.field)
}
