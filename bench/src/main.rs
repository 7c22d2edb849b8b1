//! `make bench` and `make memory`: measures a release build on an edition of full size and prints one JSON document.
//!
//! Client and server share the machine. Times are those of the client, in milliseconds, over loopback.

mod assignment;
mod bare;
mod browser;
mod figures;
mod load;
mod memory;
mod pages;
mod portal;
mod signing;
mod weights;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Map, Value, json};

use crate::browser::Browser;
use crate::pages::{Page, People};
use crate::portal::{Portal, Process};

/// The size of the edition being judged: a third of its sheets is signed by the demonstration, the judges of the bench sign
/// the rest. The published edition has entries enough to give every prize.
const SIZE: [&str; 8] =
    ["--entries", "2000", "--published-entries", "300", "--judges", "60", "--sheets-per-entry", "1"];
/// Requests of each page by one person, and by fifty at once.
const ALONE: usize = 200;
const CROWD: usize = 50;
const EACH_OF_CROWD: usize = 20;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["memory", binary] => return memory::measure(Path::new(binary)),
        ["bare", database, listen] => bare::serve(database, listen),
        [] => measure(&PathBuf::from("target/release/vinhdanh")),
        [binary] => measure(&PathBuf::from(binary)),
        _ => eprintln!("usage: bench [memory] [the release build of vinhdanh]"),
    }
    ExitCode::SUCCESS
}

fn measure(binary: &Path) {
    let mut portal = Portal::with_demo(binary, &SIZE);
    let (people, signing_in) = People::sign_in(&portal);
    let signing = signing::measure(&people, &bare::rubric(&portal.database()));
    let pages = pages::of(&portal, &people);
    let by_page = measure_pages(&portal.process, &pages);
    let resident = portal.process.resident_mb();
    let weights = weigh(&pages);
    portal.restart();
    let figures = json!({
        "machine": { "cores": std::thread::available_parallelism().map_or(0, usize::from) },
        "times": "milliseconds at the client, over loopback, on the machine of the server",
        "pages": beside_bare(by_page, &portal, &pages),
        "sign_in": signing_in,
        "signing": signing,
        "start_to_first_answer": (portal.process.start_ms * 10.0).round() / 10.0,
        "resident_mb_after_load": resident,
        "first_visit_brotli_bytes": weights,
        "assignment_2000x60x3_seconds": assignment::measure(binary),
    });
    println!("{}", serde_json::to_string_pretty(&figures).unwrap_or_default());
}

fn measure_pages(process: &Process, pages: &[Page]) -> Map<String, Value> {
    let mut by_page = Map::new();
    for page in pages {
        let alone = load::one_by_one(&page.browser, &page.path, ALONE);
        let crowd = load::all_at_once(&page.browser, &page.path, CROWD, EACH_OF_CROWD);
        eprintln!("{}: {alone} alone, {crowd} with {CROWD} at once, {} MB", page.name, process.resident_mb());
        let bytes = |compressed| page.browser.clone().get(&page.path, compressed).body.len();
        by_page.insert(
            page.name.to_owned(),
            json!({ "alone": alone, "crowd_of_50": crowd, "html_bytes": bytes(false), "html_brotli_bytes": bytes(true) }),
        );
    }
    by_page
}

/// Times a server that runs the same statements and prints JSON, and sets the pages in relation to it.
fn beside_bare(mut by_page: Map<String, Value>, portal: &Portal, pages: &[Page]) -> Map<String, Value> {
    let bare = bare::start(&portal.database());
    for page in pages {
        let browser = page.browser.at(&bare.address);
        let alone = load::one_by_one(&browser, &page.bare_path, ALONE);
        if let Some(figures) = by_page.get_mut(page.name) {
            let ratio = figures["alone"]["p50"].as_f64().unwrap_or_default() / alone["p50"].as_f64().unwrap_or(1.0);
            figures["bare_json"] = alone;
            figures["times_bare"] = json!((ratio * 100.0).round() / 100.0);
        }
    }
    by_page
}

fn weigh(pages: &[Page]) -> Map<String, Value> {
    let heavy = pages.iter().filter(|page| matches!(page.name, "home" | "winners" | "score sheet"));
    heavy.map(|page| (page.name.to_owned(), weights::first_visit(&page.browser, &page.path))).collect()
}

/// A visitor of the portal.
fn visitor(portal: &Portal) -> Browser {
    Browser::new(&portal.process.address)
}
