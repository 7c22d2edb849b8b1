//! `make bench`: measures a release build on an edition of full size and prints one JSON document.
//!
//! Client and server share the machine. Times are those of the client, in milliseconds, over loopback.

mod browser;
mod load;
mod portal;
mod weights;

use std::path::PathBuf;
use std::time::Instant;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::portal::Portal;

/// The size of the edition: the one the targets are stated for.
const ENTRIES: &str = "2000";
const JUDGES: &str = "60";
const SHEETS: &str = "3";
/// Requests of each page by one person, and by fifty at once.
const ALONE: usize = 200;
const CROWD: usize = 50;
const EACH_OF_CROWD: usize = 8;

fn main() {
    let binary = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/release/vinhdanh".to_owned()));
    let figures = json!({
        "machine": { "cores": std::thread::available_parallelism().map(usize::from).unwrap_or(0) },
        "pages": measure_pages(&binary),
        "signing": measure_signing(&binary),
        "assignment_seconds": measure_assignment(&binary),
    });
    println!("{}", serde_json::to_string_pretty(&figures).unwrap_or_default());
}

fn measure_pages(binary: &PathBuf) -> Value {
    let portal = Portal::with_demo(binary, &["--entries", ENTRIES, "--judges", JUDGES, "--sheets-per-entry", SHEETS]);
    let mut people = portal.people();
    let mut pages = serde_json::Map::new();
    for page in portal.pages() {
        eprintln!("{} {}", page.name, page.path);
        let browser = people.get(&page.role).cloned().unwrap_or_else(|| Browser::new(&portal.address));
        let alone = load::one_by_one(&browser, &page.path, ALONE);
        let crowd = load::all_at_once(&browser, &page.path, CROWD, EACH_OF_CROWD);
        let weight = weights::first_visit(&browser, &page.path);
        pages.insert(page.name.clone(), json!({ "alone_ms": alone, "crowd_of_50_ms": crowd, "weight_bytes": weight }));
    }
    people.clear();
    json!({
        "start_to_first_answer_ms": portal.start_ms,
        "resident_mb": portal.resident_mb(),
        "by_page": pages,
    })
}

fn measure_signing(binary: &PathBuf) -> Value {
    let portal = Portal::with_demo(binary, &["--entries", "600", "--judges", JUDGES, "--sheets-per-entry", "0"]);
    load::sign_everything(&portal)
}

fn measure_assignment(binary: &PathBuf) -> Value {
    let instance = load::large_instance(2_000, 60, 3);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("instance.json");
    std::fs::write(&file, instance.to_string()).expect("an instance");
    let started = Instant::now();
    let output = std::process::Command::new(binary).arg("assign").arg("--instance").arg(&file).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    json!(started.elapsed().as_secs_f64())
}
