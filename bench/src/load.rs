//! Asking for pages, compressed, as browsers do.

use std::sync::Mutex;

use serde_json::Value;

use crate::browser::Browser;
use crate::figures::quantiles;

/// One person asks again and again.
pub fn one_by_one(browser: &Browser, path: &str, times: usize) -> Value {
    let mut browser = browser.clone();
    for _ in 0..5 {
        browser.get(path, true);
    }
    quantiles((0..times).map(|_| timed(&mut browser, path)).collect())
}

/// Many people ask at once, each on a connection of their own, each as soon as the answer before has come.
pub fn all_at_once(browser: &Browser, path: &str, people: usize, each: usize) -> Value {
    let took = together((0..people).map(|_| {
        let mut browser = browser.clone();
        move || (0..each).map(|_| timed(&mut browser, path)).collect()
    }));
    quantiles(took)
}

/// Does the work of many people at the same time and gathers what each measured.
pub fn together<Work: FnOnce() -> Vec<f64> + Send>(works: impl Iterator<Item = Work>) -> Vec<f64> {
    let all = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for work in works {
            let all = &all;
            scope.spawn(move || {
                let took = work();
                if let Ok(mut all) = all.lock() {
                    all.extend(took);
                }
            });
        }
    });
    all.into_inner().unwrap_or_default()
}

fn timed(browser: &mut Browser, path: &str) -> f64 {
    let answer = browser.get(path, true);
    assert_eq!(answer.status, 200, "{path}");
    answer.milliseconds()
}
