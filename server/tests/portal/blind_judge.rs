//! A blind judge follows every link, opens every file, sends every form and guesses addresses: nothing names anybody.

use std::collections::BTreeSet;

use crate::support::canaries::Flock;
use crate::support::crawl::Crawl;
use crate::support::names_in_files::{named_pdf, named_photo};
use crate::support::texts::readings;
use crate::support::{Browser, RunningPortal};

const EDITION: &str = "sang-tao-tre-2";
const JUDGE: &str = "giam-khao-2";

/// What no page read by [`seen_by_others`] shows: search texts, and what is kept for the record.
const NOT_ON_THOSE_PAGES: [&str; 11] = [
    "account.folded",
    "attachment.holder",
    "consent.kept_at",
    "consent.network",
    "consent.person_name",
    "consent.relation",
    "consent.sent_to",
    "consent.text_hash",
    "entry.search",
    "unit.code",
    "unit.folded",
];

/// A portal with a blind round under way, whose first judge also chairs the panel.
fn planted() -> (RunningPortal, Flock) {
    let mut portal = RunningPortal::prepare();
    portal.load_demo(6, 3);
    let mut flock = Flock::default();
    portal.plant_people(&mut flock, EDITION);
    portal.plant_answers(&mut flock, EDITION);
    let (pdf, photo) = (named_pdf(&mut flock), named_photo(&mut flock));
    portal.plant_files(EDITION, &[("application/pdf", &pdf), ("image/jpeg", &photo)]);
    portal.change(&format!(
        "UPDATE panel SET chair_id = (SELECT id FROM account WHERE email LIKE '{JUDGE}@%')
            WHERE edition_id = (SELECT id FROM edition WHERE slug = '{EDITION}')"
    ));
    portal.change(
        "INSERT INTO role_grant (account_id, role, edition_id, panel_id, granted_at)
            SELECT chair_id, 'panel_chair', edition_id, id, created_at FROM panel WHERE chair_id IS NOT NULL",
    );
    portal.resume();
    portal.wait_for_pages();
    (portal, flock)
}

/// The codes of the entries that are judged.
fn codes(portal: &RunningPortal) -> Vec<String> {
    let rows = portal.rows(&format!(
        "SELECT code FROM entry WHERE edition_id = (SELECT id FROM edition WHERE slug = '{EDITION}') ORDER BY id"
    ));
    rows.into_iter().flatten().collect()
}

/// Everything that may know a code of an entry and answer with more.
fn starts(codes: &[String]) -> Vec<String> {
    let areas = ["/", "/cham", "/tai-khoan", "/ho-so", "/don-vi", "/thu-ky", "/phe-duyet", "/quan-tri", "/ket-qua"];
    let mut starts: Vec<String> = areas.map(str::to_owned).to_vec();
    for code in codes {
        starts.push(format!("/tra-cuu?ma={code}"));
        starts.push(format!("/cham?tim={code}"));
        starts.push(format!("/cong-trinh/{code}"));
    }
    starts
}

/// What people who may know read: secretary, administrator, and the owner of the entry.
fn seen_by_others(portal: &RunningPortal, flock: &Flock) -> BTreeSet<String> {
    let entry = portal.value(&format!("SELECT CAST(id AS TEXT) FROM entry WHERE code = '{}'", codes(portal)[0]));
    let owner = format!("FROM account WHERE id = (SELECT owner_id FROM entry WHERE id = {entry})");
    let (owner, address) =
        (portal.value(&format!("SELECT CAST(id AS TEXT) {owner}")), portal.value(&format!("SELECT email {owner}")));
    let mut secretary = portal.signed_in("thu-ky");
    let mut of_owner = portal.browser();
    of_owner.sign_in(&address);
    let mut answers = vec![
        secretary.get(&format!("/thu-ky/{EDITION}/tiep-nhan/{entry}")),
        secretary.get(&format!("/ho-so/{entry}/lich-su")),
        of_owner.get(&format!("/ho-so/{entry}/kiem-tra")),
        of_owner.get("/tai-khoan"),
        portal.signed_in("quan-tri").get(&format!("/quan-tri/nguoi-dung/{owner}")),
    ];
    for format in ["csv", "xlsx"] {
        let fields = [("dang", format), ("lien-he", "co")];
        answers.push(secretary.post(&format!("/thu-ky/{EDITION}/tiep-nhan/xuat"), &fields));
    }
    let files = portal.rows(&format!("SELECT CAST(id AS TEXT) FROM attachment WHERE entry_id = {entry}"));
    for file in files.into_iter().flatten() {
        answers.push(secretary.get(&format!("/ho-so/{entry}/tep/{file}")));
    }
    answers.iter().flat_map(|answer| flock.seen_in(&readings(answer))).collect()
}

fn assert_nothing_leaks(crawl: &Crawl, flock: &Flock) {
    let leaks: Vec<String> = crawl
        .pages
        .iter()
        .filter_map(|page| {
            let seen = flock.seen_in(&readings(&page.answer));
            (!seen.is_empty()).then(|| format!("{} {}: {seen:?}", page.request, page.answer.status))
        })
        .collect();
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    assert_eq!(crawl.failures(), Vec::<&str>::new(), "no page fails");
}

/// Gives every criterion of the first open sheet its least points and signs it.
fn sign_one(judge: &mut Browser) -> String {
    let queue = judge.get("/cham?loc=chua");
    let found = crate::support::html::addresses(&queue.body);
    let sheet = found.iter().find(|path| {
        path.strip_prefix("/cham/").is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let sheet = sheet.expect("a sheet to score").clone();
    let form = judge.get(&sheet).form(&sheet);
    let marks: Vec<(String, String)> = form
        .fields
        .iter()
        .filter(|(name, _)| name.starts_with("diem."))
        .map(|(name, _)| (name.clone(), "1".to_owned()))
        .collect();
    let mut values: Vec<(&str, &str)> = marks.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    values.extend([("viec", "ky"), ("nhan-xet", "Nên thử thêm.")]);
    let saved = judge.send(&form, &values);
    assert_eq!(saved.header("location"), format!("{sheet}/ky"), "{}", saved.body);
    let signing = judge.get(&format!("{sheet}/ky")).form(&format!("{sheet}/ky"));
    assert_eq!(judge.send(&signing, &[]).status, 303);
    sheet
}

#[test]
fn nothing_a_blind_judge_reaches_over_http_names_anybody() {
    let (portal, flock) = planted();
    let shown = seen_by_others(&portal, &flock);
    let unseen: Vec<String> = flock.fields().difference(&shown).cloned().collect();
    assert_eq!(unseen, NOT_ON_THOSE_PAGES, "somebody who may sees every other canary");
    let mut judge = portal.signed_in(JUDGE);
    let signed = sign_one(&mut judge);
    let starts = starts(&codes(&portal));
    let starts: Vec<&str> = starts.iter().map(String::as_str).collect();
    let crawl = Crawl::of(&mut judge, &starts);
    assert_nothing_leaks(&crawl, &flock);
    assert!(crawl.pages.len() > 150, "{} answers", crawl.pages.len());
    assert!(crawl.count("/cham/") > 20, "{} pages of judging", crawl.count("/cham/"));
    let files: Vec<_> =
        crawl.pages.iter().filter(|page| page.path.contains("/tep/") && page.answer.status == 200).collect();
    assert!(files.len() > 10, "{} pictures of pages were opened", files.len());
    for page in files {
        assert!(page.path.contains("/trang/"), "{}: only pictures of pages", page.path);
        assert_eq!(page.answer.header("content-type"), "image/png", "{}", page.path);
    }
    // The crawl also starts an entry of its own and sends forms of it that it has overtaken itself: these are true conflicts.
    let refused = crawl.pages.iter().filter(|page| page.answer.status == 409);
    let refused = refused.map(|page| page.request.as_str());
    let as_judge: Vec<&str> = refused.filter(|request| !request.contains("/ho-so/")).collect();
    assert_eq!(as_judge, Vec::<&str>::new(), "a judge is never shown 409");
    assert!(crawl.pages.iter().any(|page| page.path == format!("{signed}/mo-lai") && page.answer.status == 200));
}

#[test]
fn a_blind_judge_who_guesses_addresses_finds_nothing() {
    let (portal, flock) = planted();
    let mut judge = portal.signed_in("giam-khao-1");
    let ids = |question: &str| portal.rows(question).into_iter().flatten().collect::<Vec<String>>();
    let judges = "(SELECT id FROM account WHERE email LIKE 'giam-khao-1@%')";
    let mut guesses = Vec::new();
    for other in ids(&format!("SELECT CAST(id AS TEXT) FROM assignment WHERE judge_id <> {judges}")) {
        guesses.extend(
            ["", "/ky", "/khong-cham", "/tep/1", "/tep/1/trang/1", "/mo-lai"]
                .map(|part| format!("/cham/{other}{part}")),
        );
    }
    for own in ids(&format!("SELECT CAST(id AS TEXT) FROM assignment WHERE judge_id = {judges}")) {
        guesses.extend((1..20).map(|number| format!("/cham/{own}/tep/{number}")));
        guesses.extend((7..20).map(|number| format!("/cham/{own}/tep/{number}/trang/1")));
        guesses.extend([0, 9].map(|page| format!("/cham/{own}/tep/1/trang/{page}")));
    }
    let entries = "SELECT CAST(id AS TEXT) FROM entry WHERE edition_id = 2";
    for entry in ids(entries) {
        let parts = ["", "/tac-gia", "/tep", "/kiem-tra", "/bien-nhan", "/bien-nhan.txt", "/lich-su", "/rut"];
        guesses.extend(parts.map(|part| format!("/ho-so/{entry}{part}")));
        guesses.push(format!("/don-vi/ho-so/{entry}"));
        guesses.push(format!("/thu-ky/{EDITION}/tiep-nhan/{entry}"));
        for file in ids(&format!("SELECT CAST(id AS TEXT) FROM attachment WHERE entry_id = {entry} LIMIT 4")) {
            guesses.extend(["", "/xem"].map(|part| format!("/ho-so/{entry}/tep/{file}{part}")));
            guesses.extend(["", "/trang/1"].map(|part| format!("/thu-ky/{EDITION}/tep-giam-khao/{file}{part}")));
        }
    }
    for code in codes(&portal) {
        guesses.push(format!("/cong-trinh/{code}"));
        guesses.push(format!("/ket-qua/{EDITION}/cach-tinh/{code}"));
        guesses.push(format!("/thu-ky/{EDITION}/xep-hang/{code}"));
    }
    let pages = [
        "tiep-nhan",
        "tep-giam-khao",
        "tieu-ban",
        "phan-cong",
        "tien-do",
        "xep-hang",
        "xep-hang/tai",
        "giai",
        "cong-khai",
    ];
    guesses.extend(pages.map(|page| format!("/thu-ky/{EDITION}/{page}")));
    let others = [
        "/ket-qua/sang-tao-tre-2",
        "/ket-qua/sang-tao-tre-2/tai",
        "/cong-khai/sang-tao-tre-2",
        "/quan-tri/thu",
        "/quan-tri/thu/1",
        "/quan-tri/nguoi-dung",
        "/quan-tri/nhat-ky",
        "/cham/tieu-ban/3",
    ];
    guesses.extend(others.map(str::to_owned));
    for path in &guesses {
        let answer = judge.visit(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(flock.seen_in(&readings(&answer)).is_empty(), "{path}");
    }
    assert!(guesses.len() > 100);
    for change in ["tiep-nhan/xuat", "the-le/cong-khai"] {
        let answer = judge.post(&format!("/thu-ky/{EDITION}/{change}"), &[("dang", "csv")]);
        assert_eq!(answer.status, 404, "{change}");
    }
}

#[test]
fn a_blind_judge_who_searches_for_names_finds_nothing() {
    let (portal, _) = planted();
    let mut judge = portal.signed_in(JUDGE);
    let codes = codes(&portal);
    let all = judge.get("/cham").body;
    assert!(codes.iter().any(|code| all.contains(code.as_str())), "the queue lists entries");
    for words in ["vetxan", "V%E1%BA%B9tx", "0987", "23/4/2013", "chim.example", "Nguy%E1%BB%85n"] {
        let found = judge.get(&format!("/cham?tim={words}")).body;
        assert!(!codes.iter().any(|code| found.contains(code.as_str())), "{words}");
    }
}
