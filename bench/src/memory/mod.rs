//! `bench memory`: everything heavy that anybody can ask for, ten at a time, on a fresh portal: how much memory the server and its
//! children hold at most, and how long others wait for an ordinary page meanwhile.

mod documents;
mod inputs;
mod judged;
mod watch;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::browser::{Answer, Browser};
use crate::portal::Portal;
use inputs::Inputs;
use judged::Judged;
use watch::Watch;

/// How many do the same thing at once.
const AT_ONCE: usize = 10;
/// What the portal may hold, with its children, and how long others may wait.
const MOST_MIB: f64 = 512.0;
const LONGEST_MS: f64 = 1_000.0;

const SIZE: [&str; 6] = ["--entries", "20", "--judges", "6", "--sheets-per-entry", "1"];

/// Plays every heavy thing and prints one JSON document; fails above the limits.
pub fn measure(binary: &Path) -> ExitCode {
    let inputs = Inputs::make();
    let portal = Portal::with_demo(binary, &SIZE);
    let people = People::sign_in(&portal);
    let judged = Judged::open(&portal);
    let watch = Watch::start(portal.process.id(), &portal.process.address);
    let at_rest = watch.take();
    let mut scenes = Map::new();
    for (name, scene) in scenes_of(&inputs, &people, &judged, &portal) {
        let started = Instant::now();
        let statuses = scene();
        let seen = watch.take();
        eprintln!(
            "{name}: {} MiB, others {} ms, {:.1} s",
            seen.peak_mib,
            seen.slowest_ms,
            started.elapsed().as_secs_f64()
        );
        scenes.insert(
            name.to_owned(),
            json!({
                "peak_mib": seen.peak_mib, "others_slowest_ms": seen.slowest_ms, "others_asked": seen.asked,
                "seconds": (started.elapsed().as_secs_f64() * 10.0).round() / 10.0, "answers": statuses,
            }),
        );
    }
    let of = |what: &str| {
        let values = scenes.values().filter_map(|scene| scene[what].as_f64());
        values.fold(0.0, f64::max)
    };
    let (peak, slowest) = (of("peak_mib"), of("others_slowest_ms"));
    let fine = peak <= MOST_MIB && slowest <= LONGEST_MS;
    let figures = json!({
        "at_once": AT_ONCE, "at_rest_mib": at_rest.peak_mib, "peak_mib": peak, "others_slowest_ms": slowest,
        "allowed": { "mib": MOST_MIB, "ms": LONGEST_MS }, "within": fine, "scenes": scenes,
        "memory": "proportional set size of the server and all its children, sampled every 20 ms",
    });
    println!("{}", serde_json::to_string_pretty(&figures).unwrap_or_default());
    if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// An entrant at the files of a draft.
struct People {
    entrant: Browser,
    files: String,
    /// A section of the draft.
    section: String,
}

impl People {
    fn sign_in(portal: &Portal) -> Self {
        let mut entrant = portal.sign_in("thi-sinh-2@trinh-dien.example");
        let own = first_link(&entrant.get("/ho-so", false).text(), "/ho-so/");
        let files = format!("{own}/tep");
        for removal in
            links(&entrant.get(&files, false).text(), "action=\"").into_iter().filter(|link| link.ends_with("/xoa"))
        {
            entrant.post(&removal, &[], "text/html");
        }
        Self { entrant, files, section: format!("{own}/gioi-thieu") }
    }
}

/// Every address of the portal that stands after this sign.
fn links(page: &str, before: &str) -> Vec<String> {
    let parts = page.split(before).skip(1);
    let links = parts.filter_map(|part| part.split(['"', '?', '#']).next());
    links.filter(|link| link.starts_with('/')).map(str::to_owned).collect()
}

fn first_link(page: &str, prefix: &str) -> String {
    let found = links(page, "href=\"").into_iter().find(|link| {
        let number = link.strip_prefix(prefix).and_then(|rest| rest.split('/').next());
        number.is_some_and(|number| number.parse::<u64>().is_ok())
    });
    let link = found.expect("an entry");
    let number = link.trim_start_matches(prefix).split('/').next().unwrap_or_default().to_owned();
    format!("{prefix}{number}")
}

type Scene<'a> = Box<dyn FnOnce() -> Value + 'a>;

fn scenes_of<'a>(
    inputs: &'a Inputs,
    people: &'a People,
    judged: &'a Judged,
    portal: &'a Portal,
) -> Vec<(&'static str, Scene<'a>)> {
    let upload = |item: &'static str, name: &'static str, bytes: &'a [u8]| -> Scene<'a> {
        Box::new(move || at_once(&people.entrant, |entrant| entrant.upload(&people.files, item, name, bytes)))
    };
    let address = portal.process.address.as_str();
    let post = move |path: &'a str, body: &'a str| -> Scene<'a> {
        Box::new(move || at_once(&Browser::new(address), |visitor| visitor.post_raw(path, body)))
    };
    let get = move |browser: &'a Browser, path: String| -> Scene<'a> {
        Box::new(move || at_once(browser, |browser| browser.get(&path, true)))
    };
    let visitor = &people.entrant;
    let mut scenes: Vec<(&str, Scene<'a>)> = vec![
        ("pictures of 300 megapixels", upload("product_photos", "anh.png", &inputs.endless_png)),
        ("photos of 40 megapixels", upload("product_photos", "anh.jpg", &inputs.large_photo)),
        ("transparent pictures of 40 megapixels", upload("product_photos", "anh.png", &inputs.large_png)),
        ("PDF of a kilobyte that unfolds", upload("description", "a.pdf", &inputs.endless_pdf)),
        ("PDF that unfolds before its pages", upload("description", "b.pdf", &inputs.endless_objects)),
        ("DOCX that unfolds", upload("description", "a.docx", &inputs.endless_docx)),
        ("690,000 fields", post("/dang-nhap", &inputs.fields)),
        ("forms of two megabytes", post("/dang-nhap/tiep", &inputs.long_form)),
        ("such forms after the session ended", post(&people.section, &inputs.long_form)),
        ("searches of 2,500 words", get(visitor, format!("/ket-qua?q={}", inputs.words))),
        ("searches of 1,500 letters", get(visitor, format!("/ket-qua?q={}", "a+".repeat(1_500)))),
        ("page numbers without end", get(visitor, "/ket-qua?trang=18446744073709551615".to_owned())),
        ("sign-ins", Box::new(move || sign_ins(address))),
        ("300 half-open requests", Box::new(move || half_open(address))),
    ];
    let blind: [(&str, &str, &'a [Vec<u8>]); 3] = [
        ("PDFs that unfold, for blind judges", "a.pdf", &inputs.judged_pdfs),
        ("scans of 48 and 35 megapixels, for blind judges", "b.pdf", &inputs.scans),
        ("documents that unfold, for blind judges", "c.docx", &inputs.judged_docxs),
    ];
    let reads =
        ["pages of blind judges", "the same pages after the PDFs", "and after the scans", "and after the documents"];
    scenes.push((reads[0], Box::new(|| judged.read())));
    for ((name, file, content), read) in blind.into_iter().zip(&reads[1..]) {
        scenes.push((name, Box::new(move || judged.attach(file, content))));
        scenes.push((read, Box::new(|| judged.read())));
    }
    scenes
}

/// Ten people do the same; how often each answer came.
fn at_once(browser: &Browser, act: impl Fn(&mut Browser) -> Answer + Sync) -> Value {
    let statuses = std::sync::Mutex::new(std::collections::BTreeMap::<u16, usize>::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            let (mut browser, act, statuses) = (browser.clone(), &act, &statuses);
            scope.spawn(move || {
                let status = act(&mut browser).status;
                if let Ok(mut statuses) = statuses.lock() {
                    *statuses.entry(status).or_default() += 1;
                }
            });
        }
    });
    json!(statuses.into_inner().unwrap_or_default())
}

fn sign_ins(address: &str) -> Value {
    let fields = [("email", "ai-do@vi-du.example"), ("password", "mùa thu câu cá")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    at_once(&Browser::new(address), |visitor| visitor.post("/dang-nhap", &fields, "text/html"))
}

/// Three hundred connections that say half of what they want; how many were closed.
fn half_open(address: &str) -> Value {
    let mut streams: Vec<TcpStream> = (0..300)
        .filter_map(|number| {
            let mut stream = TcpStream::connect(address.trim_start_matches("http://")).ok()?;
            let half: &[u8] = if number % 2 == 0 { b"" } else { b"GET / HTTP/1.1\r\nhost: x\r\n" };
            stream.write_all(half).ok()?;
            stream.set_read_timeout(Some(Duration::from_secs(60))).ok()?;
            Some(stream)
        })
        .collect();
    let opened = streams.len();
    let mut all = Vec::new();
    let closed = streams.iter_mut().filter_map(|stream| stream.read_to_end(&mut all).ok()).count();
    json!({ "opened": opened, "closed": closed })
}
