//! People who write as fast as they can, and remember what the portal acknowledged.

use crate::support::html::addresses;
use crate::support::{Browser, RunningPortal, workspace};

/// Somebody who writes until the portal dies.
pub trait Writer: Send {
    /// Who it is, for the failure of a test.
    fn name(&self) -> &'static str;
    /// Writes once; nothing when the portal is gone.
    fn write(&mut self) -> Option<()>;
    /// Everything acknowledged is there.
    fn check(&self, portal: &RunningPortal);
    /// How many writes were acknowledged.
    fn acknowledged(&self) -> usize;
}

/// A number that is written again and again, one higher each time.
#[derive(Default)]
struct Counter {
    sent: usize,
    acknowledged: usize,
}

impl Counter {
    fn next(&mut self) -> String {
        self.sent += 1;
        format!("lần {}", self.sent)
    }

    fn acknowledge(&mut self) {
        self.acknowledged = self.sent;
    }

    /// The last acknowledged text or one sent after it.
    fn check(&self, stored: &str, what: &str) {
        let number = stored
            .rsplit(' ')
            .next()
            .and_then(|number| number.parse().ok())
            .unwrap_or(0);
        let possible = self.acknowledged..=self.sent;
        assert!(
            possible.contains(&number),
            "{what}: “{stored}” is stored, {possible:?} was sent"
        );
    }
}

/// Types the description of an entry.
pub struct Entrants {
    browser: Browser,
    draft: String,
    text: Counter,
}

impl Entrants {
    pub fn new(browser: Browser, draft: &str) -> Self {
        Self {
            browser,
            draft: draft.to_owned(),
            text: Counter::default(),
        }
    }
}

impl Writer for Entrants {
    fn name(&self) -> &'static str {
        "the entrant"
    }

    fn write(&mut self) -> Option<()> {
        let text = self.text.next();
        let fields = [("q-intro", text.as_str()), ("viec", "luu")];
        let answer = self
            .browser
            .try_post(&format!("/ho-so/{}/mo-ta", self.draft), &fields)?;
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.text.acknowledge();
        Some(())
    }

    fn check(&self, portal: &RunningPortal) {
        let question = format!(
            "SELECT json_extract(answers, '$.intro') FROM entry WHERE id = {}",
            self.draft
        );
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
        Self {
            browser,
            files: format!("/ho-so/{draft}/tep"),
            bytes,
            count: 0,
            acknowledged: 0,
            there: None,
        }
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
        Self {
            browser,
            titled: vec![],
        }
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
        self.titled
            .push((entry.trim_start_matches("/ho-so/").to_owned(), title));
        Some(())
    }

    fn check(&self, portal: &RunningPortal) {
        let stored = portal.rows("SELECT CAST(id AS TEXT), title FROM entry WHERE title LIKE 'Hồ sơ %'");
        for (id, title) in &self.titled {
            assert!(
                stored.contains(&vec![id.clone(), title.clone()]),
                "entry {id} was acknowledged"
            );
        }
    }

    fn acknowledged(&self) -> usize {
        self.titled.len()
    }
}

/// Comments on one score sheet.
pub struct Scores {
    browser: Browser,
    sheet: String,
    comment: Counter,
}

impl Scores {
    pub fn new(mut browser: Browser) -> Self {
        let sheet = open_sheets(&mut browser).expect("a queue").remove(0);
        Self {
            browser,
            sheet,
            comment: Counter::default(),
        }
    }
}

impl Writer for Scores {
    fn name(&self) -> &'static str {
        "the scorer"
    }

    fn write(&mut self) -> Option<()> {
        let form = self.browser.try_get(&self.sheet)?.form(&self.sheet);
        let comment = self.comment.next();
        let answer = self
            .browser
            .try_send_form(&form, &[("nhan-xet", &comment), ("viec", "luu")])?;
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.comment.acknowledge();
        Some(())
    }

    fn check(&self, portal: &RunningPortal) {
        let id = self.sheet.trim_start_matches("/cham/");
        let rows = portal.rows(&format!("SELECT comment FROM score_sheet WHERE assignment_id = {id}"));
        let stored = rows.into_iter().flatten().next().unwrap_or_default();
        self.comment.check(&stored, "the comment");
    }

    fn acknowledged(&self) -> usize {
        self.comment.acknowledged
    }
}

/// Signs one sheet after the other.
pub struct Signatures {
    browser: Browser,
    signed: Vec<String>,
}

impl Signatures {
    pub fn new(browser: Browser) -> Self {
        Self {
            browser,
            signed: vec![],
        }
    }
}

impl Writer for Signatures {
    fn name(&self) -> &'static str {
        "the signer"
    }

    fn write(&mut self) -> Option<()> {
        let Some(sheet) = open_sheets(&mut self.browser)?.into_iter().next() else {
            return self.browser.try_get("/cham").map(|_| ());
        };
        let form = self.browser.try_get(&sheet)?.form(&sheet);
        let marks = form.fields.iter().filter(|(name, _)| name.starts_with("diem."));
        let mut values: Vec<(&str, &str)> = marks.map(|(name, _)| (name.as_str(), "1")).collect();
        values.extend([("nhan-xet", "Nên thử thêm."), ("viec", "ky")]);
        self.browser.try_send_form(&form, &values)?;
        let signing = format!("{sheet}/ky");
        let form = self.browser.try_get(&signing)?.form(&signing);
        let answer = self.browser.try_send_form(&form, &[])?;
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.signed.push(sheet.trim_start_matches("/cham/").to_owned());
        Some(())
    }

    fn check(&self, portal: &RunningPortal) {
        let stored = portal
            .rows("SELECT CAST(id AS TEXT) FROM assignment WHERE state = 'signed'")
            .concat();
        for id in &self.signed {
            assert!(stored.contains(id), "the signature on sheet {id} was acknowledged");
        }
    }

    fn acknowledged(&self) -> usize {
        self.signed.len()
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
        Self {
            browser,
            tried: 0,
            registered: vec![],
        }
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
        let fields = [
            ("name", "Người Mới"),
            ("email", &email),
            ("password", password),
            ("terms", "co"),
        ];
        let answer = self.browser.try_post("/dang-ky", &fields)?;
        assert_eq!(answer.status, 200, "{}", answer.body);
        self.registered.push(email);
        Some(())
    }

    fn check(&self, portal: &RunningPortal) {
        let stored = portal
            .rows("SELECT email FROM account WHERE email LIKE 'moi-%'")
            .concat();
        for email in &self.registered {
            assert!(stored.contains(email), "{email} was acknowledged");
        }
    }

    fn acknowledged(&self) -> usize {
        self.registered.len()
    }
}

/// The sheets of a judge that are not begun or not signed yet.
fn open_sheets(judge: &mut Browser) -> Option<Vec<String>> {
    let mut sheets = Vec::new();
    for state in ["dang", "chua"] {
        let queue = judge.try_get(&format!("/cham?loc={state}"))?;
        let is_sheet = |path: &String| {
            let id = path.strip_prefix("/cham/").unwrap_or_default();
            !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
        };
        let main = queue.body.split("<main").nth(1).unwrap_or_default();
        sheets.extend(addresses(main).into_iter().filter(is_sheet));
    }
    Some(sheets)
}
