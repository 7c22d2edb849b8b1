//! Follows every address a page names, in both languages, and sends every form, until nothing new is found.

use std::collections::{BTreeSet, VecDeque};

use super::browser::{Answer, Browser};
use super::html::{Form, addresses, forms};

/// More answers than this mean that the crawler runs in circles.
const MOST: usize = 4_000;
/// The look of the portal, the same for everybody.
const ASSETS: [&str; 4] = ["/pkg/", "/fonts/", "/icons/", "/favicon"];
/// Sending these would end the session.
const ENDS: [&str; 2] = ["/dang-xuat", "/tai-khoan/dang-xuat-moi-noi"];

/// An answer and the request it belongs to.
#[derive(Clone, Debug)]
pub struct Page {
    /// `GET /cham/3`, `POST /cham/3 viec=ky`.
    pub request: String,
    pub path: String,
    pub answer: Answer,
}

/// Everything that was found.
#[derive(Default)]
pub struct Crawl {
    pub pages: Vec<Page>,
    known: BTreeSet<String>,
    waiting: VecDeque<String>,
    sent: BTreeSet<(String, String)>,
}

impl Crawl {
    /// Reads everything that can be reached from these addresses, then sends every form with what stands in it.
    pub fn of(browser: &mut Browser, starts: &[&str]) -> Self {
        let mut crawl = Self::default();
        for start in starts {
            crawl.wants(start);
        }
        crawl.read(browser);
        let mut done = 0;
        while done < crawl.pages.len() {
            for form in forms(&crawl.pages[done].answer.body.clone()) {
                crawl.send(browser, &form);
                crawl.read(browser);
            }
            done += 1;
        }
        crawl
    }

    /// Reads up to so many pages that can be reached from these addresses and returns the forms in them, one for each
    /// address, without sending any.
    pub fn forms_of(browser: &mut Browser, starts: &[&str], most: usize) -> Vec<Form> {
        let mut crawl = Self::default();
        crawl.waiting = starts.iter().map(|start| (*start).to_owned()).collect();
        crawl.known = starts.iter().map(|start| (*start).to_owned()).collect();
        let mut found: Vec<Form> = Vec::new();
        for _ in 0..most {
            let Some(path) = crawl.waiting.pop_front() else { break };
            let answer = browser.get(&path);
            for form in forms(&answer.body) {
                if form.posts && found.iter().all(|known| known.action != form.action) {
                    found.push(form);
                }
            }
            for next in addresses(&answer.body) {
                let wanted = !next.starts_with("/en") && !ASSETS.iter().any(|asset| next.starts_with(asset));
                if wanted && crawl.known.insert(next.clone()) {
                    crawl.waiting.push_back(next);
                }
            }
        }
        found
    }

    /// How many pages were read whose address begins like this.
    pub fn count(&self, start: &str) -> usize {
        let read = self.pages.iter().filter(|page| page.answer.status == 200);
        read.filter(|page| page.path.starts_with(start)).count()
    }

    /// Requests that failed on our side.
    pub fn failures(&self) -> Vec<&str> {
        let failed = self.pages.iter().filter(|page| page.answer.status >= 500);
        failed.map(|page| page.request.as_str()).collect()
    }

    fn wants(&mut self, address: &str) {
        let twin = match address.strip_prefix("/en") {
            Some("") => "/".to_owned(),
            Some(rest) if rest.starts_with(['/', '?']) => rest.to_owned(),
            _ => format!("/en{address}"),
        };
        for address in [address.to_owned(), twin] {
            let is_asset = ASSETS.iter().any(|asset| address.starts_with(asset));
            if !is_asset && self.known.insert(address.clone()) {
                self.waiting.push_back(address);
            }
        }
    }

    fn read(&mut self, browser: &mut Browser) {
        while let Some(path) = self.waiting.pop_front() {
            let answer = browser.get(&path);
            self.keep(format!("GET {path}"), path, answer);
        }
    }

    fn send(&mut self, browser: &mut Browser, form: &Form) {
        if ENDS.iter().any(|end| form.action.ends_with(end)) || !form.action.starts_with('/') {
            return;
        }
        for fields in form.presses() {
            let shape = fields.iter().filter(|(name, _)| name == "viec" || !form.posts);
            let shape: String = shape.map(|(name, value)| format!(" {name}={value}")).collect();
            if !self.sent.insert((form.action.clone(), shape.clone())) {
                continue;
            }
            let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            if form.posts {
                let answer = browser.post(&form.action, &pairs);
                self.keep(format!("POST {}{shape}", form.action), form.action.clone(), answer);
            } else {
                let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
                self.wants(&format!("{}?{query}", form.action));
            }
        }
    }

    fn keep(&mut self, request: String, path: String, answer: Answer) {
        assert!(self.pages.len() < MOST, "the crawl does not end: {request}");
        for address in addresses(&answer.body) {
            self.wants(&address);
        }
        let next = answer.header("location").to_owned();
        if next.starts_with('/') {
            self.wants(&next);
        }
        self.pages.push(Page { request, path, answer });
    }
}
