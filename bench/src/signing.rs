//! Judges keep drafts and sign them.

use std::time::Instant;

use domain::numbers::Points;
use domain::programmes::rules::Criterion;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::figures::quantiles;
use crate::load::together;
use crate::pages::{People, waiting_sheets};

/// Every judge scores all that waits but the last: first the drafts, as the page keeps them by itself, then the signatures.
/// The last judge signs alone, the others all at once.
pub fn measure(people: &People, rubric: &[Criterion]) -> Value {
    let queue = |judge: &Browser| {
        let mut sheets = waiting_sheets(judge);
        sheets.pop();
        (judge.clone(), sheets)
    };
    let queues: Vec<(Browser, Vec<String>)> = people.judges.iter().map(queue).collect();
    let (drafts, draft_seconds) = at_once(&queues, |judge, sheet| keep(judge, sheet, rubric));
    let (others, last) = queues.split_at(people.judges.len() - 1);
    let (alone, _) = at_once(last, sign);
    let (signed, seconds) = at_once(others, sign);
    json!({
        "drafts_per_second": (drafts.len() as f64 / draft_seconds).round(),
        "draft": quantiles(drafts),
        "signed_per_second": (signed.len() as f64 / seconds).round(),
        "sign_alone": quantiles(alone),
        "sign_59_at_once": quantiles(signed),
        "seconds_of_signing": (seconds * 10.0).round() / 10.0,
    })
}

/// Each judge goes through their sheets, all judges at the same time; returns every time, and the seconds of it all.
fn at_once(queues: &[(Browser, Vec<String>)], act: impl Fn(&mut Browser, &str) -> f64 + Sync) -> (Vec<f64>, f64) {
    let act = &act;
    let started = Instant::now();
    let took = together(queues.iter().map(|(judge, sheets)| {
        let mut judge = judge.clone();
        move || sheets.iter().map(|sheet| act(&mut judge, sheet)).collect()
    }));
    (took, started.elapsed().as_secs_f64())
}

/// Keeps a draft with every mark.
fn keep(judge: &mut Browser, sheet: &str, rubric: &[Criterion]) -> f64 {
    let number: i64 = sheet.trim_start_matches("/cham/").parse().unwrap_or_default();
    let mark = |(place, criterion): (i64, &Criterion)| {
        let percent = 55 + (number * 31 + place * 17 + number / 7) % 45;
        let step = criterion.step.unwrap_or(Points::ONE).millionths().max(1);
        let points = Points::from_millionths(criterion.max.millionths() / step * percent / 100 * step);
        (format!("diem.{}", criterion.code), points.vietnamese())
    };
    let mut fields: Vec<(String, String)> = (0..).zip(rubric).map(mark).collect();
    fields.push(("nhan-xet".to_owned(), "Ý tưởng gần gũi, nên ghi rõ hơn cách thử và số liệu.".to_owned()));
    fields.push(("lan".to_owned(), "0".to_owned()));
    let answer = judge.post(sheet, &fields, "application/json");
    assert_eq!(answer.status, 200, "{sheet}: {}", answer.text());
    answer.milliseconds()
}

/// Signs what was kept first.
fn sign(judge: &mut Browser, sheet: &str) -> f64 {
    let answer = judge.post(&format!("{sheet}/ky"), &[("lan".to_owned(), "1".to_owned())], "text/html");
    assert_eq!(answer.status, 303, "{sheet}: {}", answer.text());
    answer.milliseconds()
}
