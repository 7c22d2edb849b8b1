//! A Word document full of names, sent the way entrants send one, as a blind judge receives it.

use std::collections::BTreeSet;

use crate::support::canaries::Flock;
use crate::support::html::addresses;
use crate::support::named_docx::{VISIBLE, named_docx};
use crate::support::texts::{of_bytes, readings};
use crate::support::{Browser, RunningPortal};

const EDITION: &str = "sang-tao-tre-2";
const JUDGE: &str = "giam-khao-2";

/// Sends the document with the draft of an entrant, over HTTP; returns the hash under which it is kept.
fn send(portal: &RunningPortal, document: &[u8]) -> String {
    let draft = portal.value(
        "SELECT CAST(id AS TEXT) FROM entry WHERE state = 'draft' AND owner_id =
            (SELECT id FROM account WHERE email = 'thi-sinh-2@trinh-dien.example')",
    );
    let mut entrant = portal.signed_in("thi-sinh-2");
    let files = format!("/ho-so/{draft}/tep");
    for removal in addresses(&entrant.get(&files).body).iter().filter(|path| path.ends_with("/xoa")) {
        assert_eq!(entrant.post(removal, &[]).status, 303);
    }
    let sent = entrant.upload(&files, "description", "thuyết minh.docx", document);
    assert_eq!(sent.status, 303, "{}", sent.body);
    portal.value(&format!(
        "SELECT sha256 FROM attachment WHERE entry_id = {draft} AND file_name = 'thuyết minh.docx' AND removed_at IS NULL"
    ))
}

/// A blind round whose descriptions are this document.
fn judged(document: &[u8]) -> RunningPortal {
    let mut portal = RunningPortal::prepare();
    portal.load_demo(4, 3);
    portal.resume();
    let sha256 = send(&portal, document);
    portal.change(&format!(
        "UPDATE attachment SET sha256 = '{sha256}', size = {}, file_name = 'thuyết minh.docx',
            media_type = (SELECT media_type FROM attachment WHERE sha256 = '{sha256}' LIMIT 1)
            WHERE media_type = 'application/pdf' AND entry_id IN
            (SELECT id FROM entry WHERE edition_id = (SELECT id FROM edition WHERE slug = '{EDITION}'))",
        document.len()
    ));
    let begun = std::time::Instant::now();
    let seen = format!("SELECT CAST(count(*) AS TEXT) FROM file_view WHERE sha256 = '{sha256}'");
    while portal.value(&seen) == "0" {
        assert!(begun.elapsed().as_secs() < 60, "the document was not opened");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    portal
}

/// Everything the judge can open of one sheet: the page, and whatever it leads to about files.
fn received(judge: &mut Browser) -> Vec<crate::support::browser::Answer> {
    let queue = judge.get("/cham?loc=chua");
    let sheet = addresses(&queue.body).into_iter().find(|path| {
        path.strip_prefix("/cham/").is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let sheet = sheet.expect("a sheet to score");
    let page = judge.get(&sheet);
    let files: BTreeSet<String> = addresses(&page.body).into_iter().filter(|path| path.contains("/tep/")).collect();
    let mut answers = vec![page];
    answers.extend(files.iter().map(|path| judge.get(path)));
    // Guessed: the file itself, by every number it may have.
    answers.extend((1..6).map(|number| judge.get(&format!("{sheet}/tep/{number}"))));
    answers
}

#[test]
fn a_word_document_full_of_names_gives_a_blind_judge_its_text_and_its_dots() {
    let mut flock = Flock::default();
    let document = named_docx(&mut flock);
    let planted = flock.fields();
    assert!(planted.len() >= 100, "{} names", planted.len());
    let there = flock.seen_in(&of_bytes(&document));
    let lost: Vec<_> = planted.difference(&there).collect();
    assert!(lost.is_empty(), "every name stands in the file: {lost:?}");

    let portal = judged(&document);
    let mut judge = portal.signed_in(JUDGE);
    let answers = received(&mut judge);
    for answer in &answers {
        let seen = flock.seen_in(&readings(answer));
        assert!(seen.is_empty(), "{seen:?}");
    }
    let page = &answers[0].body;
    for words in VISIBLE {
        assert!(page.contains(words), "“{words}” was written to be read: {page}");
    }
    let pictures =
        answers.iter().filter(|answer| answer.status == 200 && answer.header("content-type").starts_with("image/"));
    assert!(pictures.count() >= 1, "the picture of the document is seen");
    let refused = answers[1..].iter().filter(|answer| answer.status != 200);
    assert!(refused.clone().count() >= 4, "the file itself is not to be had");
    assert!(refused.clone().all(|answer| answer.status == 404));
}
