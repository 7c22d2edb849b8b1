//! What a first visit transfers: the page and every file it names, compressed.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::browser::Browser;

/// Bytes by kind. Scripts name the WASM they load, the stylesheet its fonts: all are counted, though a browser loads those it needs.
pub fn first_visit(browser: &Browser, path: &str) -> Value {
    let mut browser = browser.clone();
    let page = browser.get(path, true);
    let html = browser.get(path, false).text();
    let mut files: BTreeSet<String> =
        html.split('"').filter(|part| part.starts_with("/pkg/")).map(without_fragment).collect();
    let styles: Vec<String> = files.iter().filter(|file| file.ends_with(".css")).cloned().collect();
    for style in styles {
        let text = browser.get(&style, false).text();
        files.extend(text.split(['"', '(', ')']).filter(|part| part.ends_with(".woff2")).map(without_fragment));
    }
    let mut sums = [("html", page.body.len()), ("css", 0), ("fonts", 0), ("script_and_wasm", 0), ("images", 0)];
    for file in files {
        let size = browser.get(&file, true).body.len();
        let kind = match file.rsplit('.').next() {
            Some("css") => 1,
            Some("woff2") => 2,
            Some("js" | "wasm") => 3,
            _ => 4,
        };
        sums[kind].1 += size;
    }
    let total: usize = sums.iter().map(|(_, size)| size).sum();
    let mut weight = serde_json::Map::new();
    for (kind, size) in sums {
        weight.insert(kind.to_owned(), json!(size));
    }
    weight.insert("total".to_owned(), json!(total));
    Value::Object(weight)
}

fn without_fragment(file: &str) -> String {
    file.split('#').next().unwrap_or(file).to_owned()
}
