//! The pages the targets are stated for, and who reads them.

use std::time::Instant;

use serde_json::Value;

use crate::browser::Browser;
use crate::figures::quantiles;
use crate::portal::{Portal, edition};
use crate::visitor;

/// Everybody whose pages are measured, signed in.
pub struct People {
    pub judges: Vec<Browser>,
    pub secretary: Browser,
}

impl People {
    /// Signs everybody in, and says how long a sign-in takes.
    pub fn sign_in(portal: &Portal) -> (Self, Value) {
        let mut took = Vec::new();
        let mut sign_in = |name: String| {
            let started = Instant::now();
            let browser = portal.sign_in(&format!("{name}@trinh-dien.example"));
            took.push(started.elapsed().as_secs_f64() * 1e3);
            browser
        };
        let judges = (1..=60).map(|number| sign_in(format!("giam-khao-{number}"))).collect();
        let secretary = portal.sign_in("thu-ky@trinh-dien.example");
        (Self { judges, secretary }, quantiles(took))
    }
}

/// A page to measure, its reader, and where the bare server answers with what it shows.
pub struct Page {
    pub name: &'static str,
    pub browser: Browser,
    pub path: String,
    pub bare_path: String,
}

/// The pages of the targets.
pub fn of(portal: &Portal, people: &People) -> Vec<Page> {
    let (judge, secretary, visitor) = (&people.judges[58], &people.secretary, &visitor(portal));
    let first = |links: Vec<String>| links.into_iter().next().unwrap_or_default();
    let sheet = first(waiting_sheets(judge));
    let winners = format!("/ket-qua/{}", edition::PUBLISHED);
    let winner = first(links(&visitor.clone().get(&winners, false).text(), "/cong-trinh/"));
    let desk = format!("/thu-ky/{}", edition::JUDGED);
    let matrix = secretary.clone().get(&format!("{desk}/phan-cong"), false).location;
    let panel = matrix.rsplit('=').next().unwrap_or_default().to_owned();
    let number = |link: &str| link.rsplit('/').next().unwrap_or_default().to_owned();
    let page = |name, browser: &Browser, path: &str, bare_path: &str| Page {
        name,
        browser: browser.clone(),
        path: path.to_owned(),
        bare_path: bare_path.to_owned(),
    };
    vec![
        page("home", visitor, "/", "/home"),
        page("winners", visitor, &winners, "/winners"),
        page("entry", visitor, &winner, &format!("/entry/{}", number(&winner))),
        page("judge queue", judge, "/cham", "/queue"),
        page("score sheet", judge, &sheet, &format!("/sheet/{}", number(&sheet))),
        page("secretary list", secretary, &format!("{desk}/tiep-nhan"), "/intake"),
        page("ranking", secretary, &format!("{desk}/xep-hang?vong=preliminary"), "/ranking"),
        page("matrix", secretary, &matrix, &format!("/matrix/{panel}")),
    ]
}

/// The links of a page to what lies one part below a path, each once.
pub fn links(html: &str, below: &str) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    for part in html.split("href=\"").skip(1) {
        let link = part.split('"').next().unwrap_or_default();
        let deeper = link.strip_prefix(below).unwrap_or_default();
        if !deeper.is_empty() && !deeper.contains(['/', '?', '#']) && !links.iter().any(|known| known == link) {
            links.push(link.to_owned());
        }
    }
    links
}

/// The sheets a judge has not begun.
pub fn waiting_sheets(judge: &Browser) -> Vec<String> {
    let mut sheets = links(&judge.clone().get("/cham?loc=chua", false).text(), "/cham/");
    sheets.retain(|link| link.ends_with(|last: char| last.is_ascii_digit()));
    sheets
}
