//! People who register, write, add files and start entries as fast as they can.

use super::writers::{Counter, Writer};
use crate::support::html::addresses;
use crate::support::{Browser, RunningPortal, workspace};

/// Types the description of an entry.
pub struct Entrants {
    browser: Browser,
    draft: String,
    text: Counter,
}

impl Entrants {
    pub fn new(browser: Browser, draft: &str) -> Self {
        Self { browser, draft: draft.to_owned(), text: Counter::default() }
    }
}

impl Writer for Entrants {
    fn name(&self) -> &'static str {
        "the entrant"
    }

    fn write(&mut self) -> Option<()> {
        let text = self.text.next();
        let fields = [("q-intro", text.as_str()), ("viec", "luu")];
        let answer = self.browser.try_post(&format!("/ho-so/{}/mo-ta", self.draft), &fields)?;
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.text.acknowledge();
        Some(())
    }

    fn check(&self, portal: &RunningPortal) {
        let question = format!("SELECT json_extract(answers, '$.intro') FROM entry WHERE id = {}", self.draft);
        self.text.check(&portal.value(&question), "the description");
    }

    fn acknowledged(&self) -> usize {
        self.text.acknowledged
    }
}

/// Adds a file and takes it out again.
pub struct Uploads {
    browser: Browser,
    files: String,
    bytes: Vec<u8>,
    count: usize,
    acknowledged: usize,
    /// The file that was acknowledged and not taken out again; none while an answer is missing.
    there: Option<String>,
}

impl Uploads {
    pub fn new(browser: Browser, draft: &str) -> Self {
        let bytes = std::fs::read(workspace().join("fixtures/demo/thuyet-minh.pdf")).expect("a PDF");
        Self { browser, files: format!("/ho-so/{draft}/tep"), bytes, count: 0, acknowledged: 0, there: None }
    }
}

impl Writer for Uploads {
    fn name(&self) -> &'static str {
        "the uploader"
    }

    fn write(&mut self) -> Option<()> {
        let page = self.browser.try_get(&self.files)?;
        let removals = addresses(&page.body).into_iter();
        self.there = None;
        for removal in removals.filter(|address| address.starts_with(&self.files) && address.ends_with("/xoa")) {
            assert_eq!(self.browser.try_post(&removal, &[])?.status, 303);
        }
        self.count += 1;
        let mut bytes = self.bytes.clone();
        bytes.extend_from_slice(format!("\n% {}\n", self.count).as_bytes());
        let name = format!("ban-{}.pdf", self.count);
        let answer = self.browser.try_upload(&self.files, "description", &name, &bytes)?;
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.acknowledged += 1;
        self.there = Some(name);
        Some(())
    }

    fn check(&self, portal: &RunningPortal) {
        if let Some(name) = &self.there {
            let question = format!("SELECT 'x' FROM attachment WHERE file_name = '{name}' AND removed_at IS NULL");
            assert_eq!(portal.rows(&question).len(), 1, "{name} was acknowledged");
        }
    }

    fn acknowledged(&self) -> usize {
        self.acknowledged
    }
}

/// Starts entries, each with a title.
pub struct Starts {
    browser: Browser,
    titled: Vec<(String, String)>,
}

impl Starts {
    pub fn new(browser: Browser) -> Self {
        Self { browser, titled: vec![] }
    }
}

impl Writer for Starts {
    fn name(&self) -> &'static str {
        "the starter"
    }

    fn write(&mut self) -> Option<()> {
        let started = self.browser.try_post("/ho-so/moi", &[("ky", "sang-tao-tre-3")])?;
        let entry = started.header("location").to_owned();
        assert!(entry.starts_with("/ho-so/"), "{}", started.body);
        let title = format!("Hồ sơ {}", self.titled.len());
        let fields = [("ten", title.as_str()), ("viec", "luu")];
        let saved = self.browser.try_post(&format!("{entry}/thong-tin"), &fields)?;
        assert_eq!(saved.status, 303, "{}", saved.body);
        self.titled.push((entry.trim_start_matches("/ho-so/").to_owned(), title));
        Some(())
    }

    fn check(&self, portal: &RunningPortal) {
        let stored = portal.rows("SELECT CAST(id AS TEXT), title FROM entry WHERE title LIKE 'Hồ sơ %'");
        for (id, title) in &self.titled {
            assert!(stored.contains(&vec![id.clone(), title.clone()]), "entry {id} was acknowledged");
        }
    }

    fn acknowledged(&self) -> usize {
        self.titled.len()
    }
}

/// Registers one person after the other.
pub struct Registrations {
    browser: Browser,
    tried: usize,
    registered: Vec<String>,
}

impl Registrations {
    pub fn new(browser: Browser) -> Self {
        Self { browser, tried: 0, registered: vec![] }
    }
}

impl Writer for Registrations {
    fn name(&self) -> &'static str {
        "the registrar"
    }

    fn write(&mut self) -> Option<()> {
        self.tried += 1;
        let email = format!("moi-{}@vi-du.example", self.tried);
        let password = "mật khẩu dài để thử";
        let fields = [("name", "Người Mới"), ("email", &email), ("password", password), ("terms", "co")];
        let answer = self.browser.try_post("/dang-ky", &fields)?;
        assert_eq!(answer.status, 200, "{}", answer.body);
        self.registered.push(email);
        Some(())
    }

    fn check(&self, portal: &RunningPortal) {
        let stored = portal.rows("SELECT email FROM account WHERE email LIKE 'moi-%'").concat();
        for email in &self.registered {
            assert!(stored.contains(email), "{email} was acknowledged");
        }
    }

    fn acknowledged(&self) -> usize {
        self.registered.len()
    }
}
