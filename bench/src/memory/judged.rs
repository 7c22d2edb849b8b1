//! What blind judges read: the secretary attaches ten files at once, they are opened and drawn, and ten people fetch the pages.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{at_once, links};
use crate::browser::Browser;
use crate::portal::{Portal, edition};

/// The longest that ten files may take; one that turns in circles is stopped after a minute.
const PATIENCE: Duration = Duration::from_secs(900);
/// Pages that are fetched one after the other, each by ten people at once.
const MOST_PAGES: usize = 12;
/// The field of the form with which a copy is attached.
const COPY: &str = "ban-che-ten";

/// The files of a blind round, the secretary who looks after them, and a judge.
pub struct Judged {
    secretary: Browser,
    judge: Browser,
    desk: String,
    /// Addresses at the desk, one for each entry.
    files: Vec<String>,
    sheets: Vec<String>,
}

impl Judged {
    /// Signs both in and waits until the files of the demonstration can be read.
    pub fn open(portal: &Portal) -> Self {
        let mut judge = portal.sign_in("giam-khao-1@trinh-dien.example");
        judge.post("/cham/cam-ket", &[("dong-y".to_owned(), "co".to_owned())], "text/html");
        let sheets = links(&judge.get("/cham", false).text(), "href=\"");
        let mut secretary = portal.sign_in("thu-ky@trinh-dien.example");
        let intake = format!("/thu-ky/{}/tiep-nhan", edition::JUDGED);
        let desk = format!("/thu-ky/{}/tep-giam-khao", edition::JUDGED);
        let entries = links(&secretary.get(&intake, false).text(), "href=\"");
        let entries = entries.iter().filter(|link| is_numbered(link, &format!("{intake}/")));
        let files = entries.filter_map(|entry| {
            let page = secretary.get(entry, false).text();
            links(&page, "href=\"").into_iter().find(|link| is_numbered(link, &format!("{desk}/")))
        });
        let mut files: Vec<String> = files.collect();
        files.sort();
        files.dedup();
        assert!(files.len() >= super::AT_ONCE, "{} files of a blind round", files.len());
        let judged = Self {
            sheets: sheets.into_iter().filter(|link| is_numbered(link, "/cham/")).collect(),
            judge,
            desk,
            files,
            secretary,
        };
        judged.wait();
        judged
    }

    /// Ten files are attached at once; done when each was drawn or given up.
    pub fn attach(&self, name: &str, files: &[Vec<u8>]) -> Value {
        let started = Instant::now();
        let next = std::sync::atomic::AtomicUsize::new(0);
        let taken = at_once(&self.secretary, |secretary| {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            // A content that was seen before would not be opened again.
            let marked = [files[at % files.len()].as_slice(), format!("\n%{at}\n").as_bytes()].concat();
            secretary.send_file(&format!("{}/{COPY}", self.files[at]), &[], COPY, name, &marked)
        });
        let (readable, kept_back) = self.wait();
        json!({
            "attached": taken, "readable": readable, "kept_back": kept_back,
            "drawn_after_seconds": (started.elapsed().as_secs_f64() * 10.0).round() / 10.0,
        })
    }

    /// Ten people read every sheet of the judge, and pictures of pages that stand in them.
    pub fn read(&self) -> Value {
        let mut reader = self.judge.clone();
        let pages: Vec<String> = self
            .sheets
            .iter()
            .flat_map(|sheet| links(&reader.get(sheet, false).text(), "=\""))
            .filter(|link| link.contains("/trang/"))
            .take(MOST_PAGES)
            .collect();
        let sheets = at_once(&self.judge, |judge| {
            let answers = self.sheets.iter().map(|sheet| judge.get(sheet, true));
            answers.max_by_key(|answer| answer.status).expect("a sheet")
        });
        let pictures: Vec<Value> =
            pages.iter().map(|page| at_once(&self.judge, |judge| judge.get(page, true))).collect();
        json!({ "sheets": sheets, "pages": pages.len(), "pictures": pictures })
    }

    /// Waits until nothing is being prepared; returns how many can be read and how many wait for the secretary.
    fn wait(&self) -> (usize, usize) {
        let mut secretary = self.secretary.clone();
        let begun = Instant::now();
        loop {
            // The queue is looked at every two seconds.
            std::thread::sleep(Duration::from_secs(3));
            let page = secretary.get(&self.desk, false).text();
            if number_before(&page, " tệp đang chuẩn bị") == 0 {
                let kept_back =
                    links(&page, "href=\"").iter().filter(|link| is_numbered(link, &format!("{}/", self.desk))).count();
                return (number_before(&page, " tệp; "), kept_back);
            }
            assert!(begun.elapsed() < PATIENCE, "the files are still being prepared");
        }
    }
}

fn is_numbered(link: &str, start: &str) -> bool {
    let rest = link.strip_prefix(start);
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The number that stands before these words.
fn number_before(page: &str, words: &str) -> usize {
    let before = page.split(words).next().unwrap_or_default();
    assert!(before.len() < page.len(), "“{words}” stands in the list");
    let digits = before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().expect("a number")
}
