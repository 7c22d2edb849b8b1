//! Files on their way to a blind judge: opened in a child process with limits, after a crash, and by the secretary's acts.

use crate::support::bombs::bomb;
use crate::support::canaries::Flock;
use crate::support::names_in_files::named_pdf;
use crate::support::{Browser, RunningPortal};

const EDITION: &str = "sang-tao-tre-2";
/// A judge who has declared.
const JUDGE: &str = "giam-khao-2";
const LIST: &str = "/thu-ky/sang-tao-tre-2/tep-giam-khao";

/// The first sheet of a judge of the blind round.
fn first_sheet(judge: &mut Browser) -> String {
    let queue = judge.get("/cham?loc=chua");
    let found = crate::support::html::addresses(&queue.body);
    let sheet = found.into_iter().find(|path| {
        path.strip_prefix("/cham/").is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
    });
    sheet.expect("a sheet to score")
}

fn read_file(portal: &RunningPortal, task: &str, bytes: &[u8]) -> (bool, String) {
    let folder = portal.data().join(format!("doc-{task}"));
    std::fs::create_dir(&folder).expect("a folder");
    let file = folder.join("tep");
    std::fs::write(&file, bytes).expect("a file");
    let (done, ..) = portal.run(&["read-file", task, file.to_str().expect("a path"), folder.to_str().expect("a path")]);
    (done, std::fs::read_to_string(folder.join("answer.json")).unwrap_or_default())
}

#[test]
fn a_file_that_swells_ends_its_child_and_not_the_portal() {
    let bomb = bomb();
    assert!(bomb.len() < 20_000, "{} bytes", bomb.len());
    let portal = RunningPortal::prepare();
    let (done, answer) = read_file(&portal, "show", &bomb);
    assert!(!done && answer.is_empty(), "the child has no room for it: {answer}");
    let plain = std::fs::read(crate::support::workspace().join("fixtures/odd-files/plain.pdf")).expect("a file");
    let portal = RunningPortal::prepare();
    let (done, answer) = read_file(&portal, "show", &plain);
    assert!(done && answer.contains("readable"), "within the same limits: {answer}");

    let mut portal = RunningPortal::prepare();
    portal.load_demo(6, 3);
    portal.plant_files(EDITION, &[("application/pdf", &bomb)]);
    portal.resume();
    portal.wait_for_pages();
    let obstacle = "SELECT obstacle FROM file_view WHERE state = 'obstacle'";
    assert_eq!(portal.value(obstacle), "too_large");
    let mut judge = portal.signed_in(JUDGE);
    let sheet = first_sheet(&mut judge);
    let page = judge.get(&sheet);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Ban thư ký đã được báo"), "{}", page.body);
    let list = portal.signed_in("thu-ky").get(LIST);
    assert!(list.body.contains("Quá nặng để mở"), "{}", list.body);
}

#[test]
fn opening_files_goes_on_after_the_portal_was_killed() {
    let mut portal = RunningPortal::prepare();
    portal.load_demo(6, 3);
    let files = portal.rows(
        "SELECT DISTINCT sha256 FROM attachment WHERE removed_at IS NULL AND entry_id IN
            (SELECT id FROM entry WHERE edition_id = (SELECT id FROM edition WHERE slug = 'sang-tao-tre-2'))",
    );
    let file = &files[0][0];
    portal.change(&format!(
        "INSERT INTO job (kind, subject, state, detail, done, total, attempts, created_at, updated_at)
            SELECT 'show_file', '{file}', 'running', '', 0, 1, 1, created_at, created_at FROM edition LIMIT 1"
    ));
    let left = portal.data().join("uploads/reading-cu");
    std::fs::create_dir_all(&left).expect("what a killed portal left");
    portal.resume();
    portal.wait_for_pages();
    let made = portal.value(&format!("SELECT CAST(count(*) AS TEXT) FROM file_view WHERE sha256 = '{file}'"));
    assert_eq!(made, "1");
    assert!(!left.exists(), "folders of the dead are cleared away");
}

#[test]
fn the_secretary_reads_the_words_releases_them_and_takes_them_back() {
    let mut portal = RunningPortal::prepare();
    portal.load_demo(6, 3);
    let mut flock = Flock::default();
    let pdf = named_pdf(&mut flock);
    portal.plant_files(EDITION, &[("application/pdf", &pdf)]);
    portal.resume();
    portal.wait_for_pages();
    let mut judge = portal.signed_in(JUDGE);
    let sheet = first_sheet(&mut judge);
    let number = sheet.trim_start_matches("/cham/").to_owned();
    let file = portal.value(&format!(
        "SELECT CAST(min(id) AS TEXT) FROM attachment WHERE media_type = 'application/pdf' AND removed_at IS NULL
            AND entry_id = (SELECT entry_id FROM assignment WHERE id = {number})"
    ));
    let hidden = "pdf.text that is not drawn".to_owned();
    let reads_hidden = |browser: &mut Browser, path: &str| {
        let answer = browser.get(path);
        assert_eq!(answer.status, 200, "{path}");
        flock.seen_in(&[answer.body]).contains(&hidden)
    };
    assert!(!reads_hidden(&mut judge, &sheet));
    let mut secretary = portal.signed_in("thu-ky");
    let page = format!("{LIST}/{file}");
    assert!(reads_hidden(&mut secretary, &page), "the words stand beside the pages");
    let entry = portal.value(&format!("SELECT CAST(entry_id AS TEXT) FROM attachment WHERE id = {file}"));
    let check = secretary.get(&format!("/thu-ky/{EDITION}/tiep-nhan/{entry}"));
    assert!(check.body.contains(&format!("href=\"{page}\"")), "the check leads there");
    let act = format!("{page}/cho-phep/text");
    let form = secretary.get(&page).form(&act);
    let unread = secretary.send(&form, &[]);
    assert_eq!(unread.status, 422);
    assert!(unread.body.contains("Đánh dấu ô xác nhận"), "{}", unread.body);
    assert!(!reads_hidden(&mut judge, &sheet));
    assert_eq!(secretary.send(&form, &[("da-doc", "co")]).status, 303);
    assert!(reads_hidden(&mut judge, &sheet), "now judges read them");
    let back = format!("{act}/thu-hoi");
    let form = secretary.get(&page).form(&back);
    assert_eq!(secretary.send(&form, &[]).status, 303);
    assert!(!reads_hidden(&mut judge, &sheet));
    assert_eq!(judge.get(&page).status, 404);
    assert_eq!(judge.post(&act, &[("da-doc", "co")]).status, 404);
    let acts = portal.rows("SELECT act FROM ledger WHERE act LIKE 'file.%' ORDER BY id");
    let acts: Vec<String> = acts.into_iter().flatten().collect();
    assert_eq!(acts, ["file.text_released", "file.text_release_revoked"]);
}
