//! Asking for pages, signing sheets, and the numbers that come of it.

use std::sync::Mutex;
use std::time::Instant;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::portal::{Portal, first_link};

/// One person asks again and again.
pub fn one_by_one(browser: &Browser, path: &str, times: usize) -> Value {
    let mut browser = browser.clone();
    for _ in 0..5 {
        browser.get(path, false);
    }
    let took = (0..times).map(|_| timed(&mut browser, path)).collect();
    quantiles(took)
}

/// Many people ask at once, each on connections of their own.
pub fn all_at_once(browser: &Browser, path: &str, people: usize, each: usize) -> Value {
    let all = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..people {
            scope.spawn(|| {
                let mut browser = browser.clone();
                let took: Vec<f64> = (0..each).map(|_| timed(&mut browser, path)).collect();
                if let Ok(mut all) = all.lock() {
                    all.extend(took);
                }
            });
        }
    });
    quantiles(all.into_inner().unwrap_or_default())
}

fn timed(browser: &mut Browser, path: &str) -> f64 {
    let answer = browser.get(path, false);
    assert_eq!(answer.status, 200, "{path}");
    answer.took.as_secs_f64() * 1e3
}

/// The middle, the slow twentieth and the slow hundredth.
fn quantiles(mut took: Vec<f64>) -> Value {
    took.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = ((took.len() as f64 * share).ceil() as usize).clamp(1, took.len().max(1)) - 1;
        (took.get(place).copied().unwrap_or_default() * 100.0).round() / 100.0
    };
    json!({ "p50": at(0.50), "p95": at(0.95), "p99": at(0.99), "requests": took.len() })
}

/// Every judge signs everything in their queue, all at once.
pub fn sign_everything(portal: &Portal) -> Value {
    let judges: Vec<Browser> =
        (1..=60).map(|number| portal.sign_in(&format!("giam-khao-{number}@trinh-dien.example"))).collect();
    let signed = Mutex::new(Vec::new());
    let started = Instant::now();
    std::thread::scope(|scope| {
        for mut judge in judges {
            let signed = &signed;
            scope.spawn(move || {
                let took = sign_queue(&mut judge);
                if let Ok(mut signed) = signed.lock() {
                    signed.extend(took);
                }
            });
        }
    });
    let seconds = started.elapsed().as_secs_f64();
    let took = signed.into_inner().unwrap_or_default();
    json!({ "sheets": took.len(), "seconds": seconds, "per_second": took.len() as f64 / seconds, "sign_ms": quantiles(took) })
}

/// Signs until the queue has nothing left; returns the milliseconds of each signature.
fn sign_queue(judge: &mut Browser) -> Vec<f64> {
    let queue = judge.get("/cham", false).text();
    let mut took = Vec::new();
    let mut rest = queue.as_str();
    while let Some(sheet) = first_link(rest, "/cham/") {
        let place = rest.find(&format!("\"{sheet}\"")).map_or(rest.len(), |place| place + sheet.len() + 2);
        rest = &rest[place..];
        let page = judge.get(&sheet, false).text();
        let fields = filled(&page);
        let answer = judge.post(&format!("{sheet}/ky"), &fields);
        if answer.status == 303 {
            took.push(answer.took.as_secs_f64() * 1e3);
        }
    }
    took
}

/// The form of a sheet with every mark given.
fn filled(page: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for input in page.split("<input").skip(1) {
        let tag = input.split('>').next().unwrap_or_default();
        let attribute = |name: &str| tag.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        let Some(name) = attribute("name") else { continue };
        let value = if name.starts_with("diem") { "1" } else { attribute("value").unwrap_or_default() };
        if attribute("type") != Some("radio") {
            fields.push((name.to_owned(), value.to_owned()));
        }
    }
    fields
}

/// A large instance with spread preferences and a few conflicts, the same every time.
pub fn large_instance(entries: usize, judges: usize, k: usize) -> Value {
    let entry_codes: Vec<String> = (1..=entries).map(|number| format!("E{number:04}")).collect();
    let judge_codes: Vec<String> = (1..=judges).map(|number| format!("J{number:03}")).collect();
    let mut prefs = serde_json::Map::new();
    let mut conflicts = Vec::new();
    for (row, entry) in entry_codes.iter().enumerate() {
        let mut line = serde_json::Map::new();
        for (column, judge) in judge_codes.iter().enumerate() {
            let mixed = (row * 7_919 + column * 104_729 + row * column * 31) % 101;
            if mixed == 0 {
                conflicts.push(json!([entry, judge]));
            } else if mixed < 60 {
                line.insert(judge.clone(), json!(mixed as i64 - 10));
            }
        }
        prefs.insert(entry.clone(), Value::Object(line));
    }
    json!({
        "name": "bench", "k": k, "entries": entry_codes, "judges": judge_codes,
        "caps": {}, "balanced": true, "conflicts": conflicts, "must": [], "prefs": prefs,
    })
}
