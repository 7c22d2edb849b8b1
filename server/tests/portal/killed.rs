//! kill -9 in the middle of writes, fifty times: whatever was acknowledged is there, whole, and the ledger holds together.

mod entrants;
mod judges;
mod writers;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::support::RunningPortal;
use entrants::{Entrants, Registrations, Starts, Uploads};
use judges::{Scores, Signatures};
use writers::Writer;

const ROUNDS: usize = 50;
/// In every such round everybody is answered before the kill; the others are cut off earlier.
const PATIENT: usize = 5;
const DRAFT: &str = "SELECT CAST(id AS TEXT) FROM entry WHERE state = 'draft' AND owner_id =
    (SELECT id FROM account WHERE email = 'thi-sinh-2@trinh-dien.example')";
/// Each finds what a transaction would leave behind that stopped half-way.
const HALVES: [(&str, &str); 9] = [
    ("a broken reference", "SELECT 'x' FROM pragma_foreign_key_check"),
    (
        "an entry that the ledger does not know",
        "SELECT 'x' FROM entry WHERE NOT EXISTS
            (SELECT 1 FROM ledger WHERE act = 'entry.started' AND subject = 'entry/' || entry.id)",
    ),
    (
        "a record of an entry that is not there",
        "SELECT 'x' FROM ledger WHERE act = 'entry.started' AND NOT EXISTS
            (SELECT 1 FROM entry WHERE subject = 'entry/' || entry.id)",
    ),
    (
        "an account that the ledger does not know",
        "SELECT 'x' FROM account WHERE email LIKE 'moi-%' AND NOT EXISTS
            (SELECT 1 FROM ledger WHERE act = 'account.registered' AND subject = 'account/' || account.id)",
    ),
    (
        "a record of an account that is not there",
        "SELECT 'x' FROM ledger WHERE act = 'account.registered' AND NOT EXISTS
            (SELECT 1 FROM account WHERE subject = 'account/' || account.id)",
    ),
    (
        "an account without its one letter and its one link",
        "SELECT 'x' FROM account WHERE email LIKE 'moi-%' AND (
            (SELECT count(*) FROM mail WHERE recipient = account.email) <> 1 OR
            (SELECT count(*) FROM account_token WHERE account_id = account.id) <> 1)",
    ),
    (
        "a signature that the ledger does not know",
        "SELECT 'x' FROM assignment WHERE state = 'signed' AND
            (SELECT count(*) FROM ledger WHERE act = 'sheet.signed' AND subject = 'assignment/' || assignment.id) <> 1",
    ),
    (
        "a signed sheet without its total",
        "SELECT 'x' FROM assignment WHERE state = 'signed' AND NOT EXISTS
            (SELECT 1 FROM score_sheet WHERE assignment_id = assignment.id AND signed_at IS NOT NULL AND total IS NOT NULL)",
    ),
    (
        "a total of a sheet that is not signed",
        "SELECT 'x' FROM score_sheet WHERE signed_at IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM assignment WHERE id = assignment_id AND state = 'signed')",
    ),
];

/// Waits until everybody was answered at least once: on a busy machine some would never be.
fn wait_for_all(written: &[AtomicUsize]) {
    let started = Instant::now();
    while written.iter().any(|count| count.load(Ordering::Relaxed) == 0) && started.elapsed() < Duration::from_secs(20)
    {
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Not always at the same moment of a transaction.
fn some_milliseconds() -> Duration {
    Duration::from_millis(60 + RandomState::new().build_hasher().finish() % 180)
}

fn assert_whole(portal: &RunningPortal, round: usize) {
    let (whole, said, problem) = portal.run(&["ledger", "verify"]);
    assert!(whole, "round {round}: {said}{problem}");
    for (half, question) in HALVES {
        assert!(portal.rows(question).is_empty(), "round {round}: {half}");
    }
    for row in portal.rows("SELECT DISTINCT sha256 FROM attachment") {
        let file = portal.data().join("files").join(&row[0][..2]).join(&row[0]);
        let bytes = std::fs::read(&file).unwrap_or_else(|err| panic!("round {round}: {}: {err}", file.display()));
        assert_eq!(hex::encode(Sha256::digest(bytes)), row[0], "round {round}: the file is whole");
    }
}

#[test]
fn what_was_acknowledged_survives_fifty_kills() {
    let mut portal = RunningPortal::start_with_demo(80, 3);
    let draft = portal.value(DRAFT);
    let mut writers: Vec<Box<dyn Writer>> = vec![
        Box::new(Entrants::new(portal.signed_in("thi-sinh-2"), &draft)),
        Box::new(Uploads::new(portal.signed_in("thi-sinh-2"), &draft)),
        Box::new(Starts::new(portal.signed_in("thi-sinh-3"))),
        Box::new(Scores::new(portal.signed_in("giam-khao-2"))),
        Box::new(Signatures::new(portal.signed_in("giam-khao-3"))),
        Box::new(Registrations::new(portal.browser())),
    ];
    for round in 1..=ROUNDS {
        let written: Vec<AtomicUsize> = writers.iter().map(|_| AtomicUsize::new(0)).collect();
        std::thread::scope(|scope| {
            for (writer, written) in writers.iter_mut().zip(&written) {
                scope.spawn(move || {
                    while writer.write().is_some() {
                        written.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
            if round % PATIENT == 0 {
                wait_for_all(&written);
            }
            std::thread::sleep(some_milliseconds());
            portal.kill();
        });
        portal.resume();
        assert_whole(&portal, round);
        for writer in &writers {
            writer.check(&portal);
        }
    }
    for writer in &writers {
        let done = writer.acknowledged();
        assert!(done >= ROUNDS / PATIENT, "{} had only {done} answers: nothing was tried", writer.name());
    }
}
