//! Judges who comment and sign as fast as they can.

use super::writers::{Counter, Writer};
use crate::support::html::addresses;
use crate::support::{Browser, RunningPortal};

/// Comments on one score sheet.
pub struct Scores {
    browser: Browser,
    sheet: String,
    comment: Counter,
}

impl Scores {
    pub fn new(mut browser: Browser) -> Self {
        let sheet = open_sheets(&mut browser).expect("a queue").remove(0);
        Self { browser, sheet, comment: Counter::default() }
    }
}

impl Writer for Scores {
    fn name(&self) -> &'static str {
        "the scorer"
    }

    fn write(&mut self) -> Option<()> {
        let form = self.browser.try_get(&self.sheet)?.form(&self.sheet);
        let comment = self.comment.next();
        let answer = self.browser.try_send_form(&form, &[("nhan-xet", &comment), ("viec", "luu")])?;
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
        Self { browser, signed: vec![] }
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
        let stored = portal.rows("SELECT CAST(id AS TEXT) FROM assignment WHERE state = 'signed'").concat();
        for id in &self.signed {
            assert!(stored.contains(id), "the signature on sheet {id} was acknowledged");
        }
    }

    fn acknowledged(&self) -> usize {
        self.signed.len()
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
