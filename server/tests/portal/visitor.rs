//! A visitor reads everything that is public: the full name and the school of those who agreed, and of nobody else
//! anything but the commune.

use std::collections::BTreeSet;

use crate::support::RunningPortal;
use crate::support::canaries::Flock;
use crate::support::crawl::Crawl;
use crate::support::texts::readings;

const PUBLISHED: &str = "sang-tao-tre-1";
const JUDGED: &str = "sang-tao-tre-2";
const OPEN: &str = "sang-tao-tre-3";

/// The names of the authors of the published edition, by what was agreed.
struct Names {
    of_sixteen: String,
    agreed: String,
    refused: String,
}

/// A province in which whatever is not public is a canary.
fn planted() -> (RunningPortal, Flock, Names) {
    let mut portal = RunningPortal::prepare();
    portal.load_demo(4, 3);
    let mut flock = Flock::default();
    for slug in [PUBLISHED, JUDGED, OPEN] {
        portal.plant_people(flock.about(slug), slug);
        portal.plant_answers(&mut flock, slug);
        plant_title(&portal, &mut flock, slug);
    }
    flock.about("staff");
    let staff = "email NOT LIKE '%chim.example' AND email NOT LIKE 'thu-ky@%'";
    portal.plant_table(&mut flock, "account", staff, &["password_hash", "totp_secret", "honorific", "lang"]);
    let names = plant_authors(&portal, &mut flock);
    plant_opinion(&portal, &mut flock);
    portal
        .change("UPDATE entry SET state = 'withdrawn' WHERE id = (SELECT max(id) FROM entry WHERE state = 'accepted')");
    portal.resume();
    (portal, flock, names)
}

/// Only the title of a winner is public.
fn plant_title(portal: &RunningPortal, flock: &mut Flock, slug: &str) {
    let title = flock.word("entry.title");
    portal.change(&format!(
        "UPDATE entry SET title = '{title}' WHERE edition_id = (SELECT id FROM edition WHERE slug = '{slug}')
            AND id NOT IN (SELECT entry_id FROM award WHERE state = 'given')"
    ));
}

/// A third of the authors is sixteen or older, a third are children of whom all agreed, a third children who did not agree.
fn plant_authors(portal: &RunningPortal, flock: &mut Flock) -> Names {
    flock.about("published author");
    let mut full =
        |what: &str| [flock.word(&format!("{what}, family name")), flock.word(&format!("{what}, given name"))];
    let (of_sixteen, agreed, refused) = (full("sixteen"), full("agreed"), full("refused"));
    let births = [
        flock.date("sixteen, birth date", [14, 2, 2006]),
        flock.date("agreed, birth date", [27, 8, 2014]),
        flock.date("refused, birth date", [19, 11, 2015]),
    ];
    let authors = format!(
        "entry_id IN (SELECT id FROM entry WHERE edition_id = (SELECT id FROM edition WHERE slug = '{PUBLISHED}'))"
    );
    for (rest, (name, birth)) in [&of_sixteen, &agreed, &refused].into_iter().zip(births).enumerate() {
        portal.change(&format!(
            "UPDATE author SET full_name = '{}', birth_date = '{birth}' WHERE id % 3 = {rest} AND {authors}",
            name.join(" ")
        ));
    }
    plant_schools(portal, flock, &authors);
    portal.change(&format!(
        "UPDATE entry SET answers = json_set(answers, '$.publish_consent', 'co')
            WHERE id IN (SELECT entry_id FROM author WHERE {authors});
         DELETE FROM consent WHERE author_id IN (SELECT id FROM author WHERE {authors});
         INSERT INTO consent (author_id, subject, state, publish_name, publish_photo, text_version, asked_at, answered_at,
                question)
            SELECT author.id, who.subject, 'given', author.id % 3 = 1 OR who.subject = 'guardian', 1, '1', account.created_at,
                account.created_at,
                json_object('full_name', full_name, 'birth_date', birth_date, 'guardian_name', guardian_name)
            FROM author, (SELECT 'guardian' AS subject UNION SELECT 'child') AS who, account
            WHERE account.id = 1 AND author.id % 3 > 0 AND {authors}"
    ));
    Names { of_sixteen: of_sixteen.join(" "), agreed: agreed.join(" "), refused: refused.join(" ") }
}

/// The school of a person who did not agree is as private as the name.
fn plant_schools(portal: &RunningPortal, flock: &mut Flock, authors: &str) {
    let refused = flock.word("refused, school");
    let agreed = flock.word("agreed, school");
    for (rest, school) in [(1, agreed), (2, refused)] {
        portal.change(&format!(
            "UPDATE author SET school_name = '{school}', unit_id = NULL WHERE id % 3 = {rest} AND {authors}"
        ));
    }
    portal
        .change(&format!("UPDATE entry SET unit_id = NULL WHERE id IN (SELECT entry_id FROM author WHERE {authors})"));
}

/// What somebody wrote about the provisional list is for the secretariat.
fn plant_opinion(portal: &RunningPortal, flock: &mut Flock) {
    flock.about("opinion");
    let (name, contact, body) = (flock.word("name"), flock.phone("contact"), flock.word("body"));
    portal.change(&format!(
        "INSERT INTO feedback (notice_id, name, contact, body, created_at)
            SELECT id, '{name}', '{contact}', '{body}', created_at FROM notice"
    ));
}

/// What may be read by everybody.
fn public_fields() -> BTreeSet<String> {
    let fields = [
        "sang-tao-tre-1: unit.name",
        "published author: sixteen, family name",
        "published author: sixteen, given name",
        "published author: agreed, family name",
        "published author: agreed, given name",
        "published author: agreed, school",
    ];
    fields.map(str::to_owned).into()
}

/// Where a visitor begins, and what a curious one would try.
fn starts(portal: &RunningPortal) -> Vec<String> {
    let open = [
        "/",
        "/cuoc-thi",
        "/ket-qua",
        "/tra-cuu",
        "/kiem-chung/bien-nhan",
        "/dang-ky",
        "/dang-nhap",
        "/quen-mat-khau",
        "/tro-giup",
        "/quyen-rieng-tu",
        "/robots.txt",
        "/sitemap.xml",
        "/feed",
        "/quan-tri/mau",
        "/quan-tri/nhat-ky",
        "/thu-ky",
        "/cham",
        "/ho-so",
    ];
    let mut starts: Vec<String> = open.map(str::to_owned).to_vec();
    for slug in [PUBLISHED, JUDGED, OPEN] {
        let parts = ["/ket-qua/", "/cong-khai/", "/cuoc-thi/"].map(|part| format!("{part}{slug}"));
        starts.extend(parts);
        starts.extend(["tai", "phu-luc", "goi-kiem-chung"].map(|part| format!("/ket-qua/{slug}/{part}")));
    }
    for row in portal.rows(
        "SELECT entry.code, edition.slug, CAST(entry.id AS TEXT) FROM entry, edition WHERE edition_id = edition.id",
    ) {
        let [code, slug, id] = row.try_into().expect("three values");
        starts.extend([format!("/cong-trinh/{code}"), format!("/tra-cuu?ma={code}")]);
        starts.push(format!("/ket-qua/{slug}/cach-tinh/{code}"));
        starts.push(format!("/ho-so/{id}"));
    }
    for row in portal.rows(
        "SELECT CAST(entry_id AS TEXT), CAST(id AS TEXT) FROM attachment WHERE item_code = 'author_photo' LIMIT 9",
    ) {
        starts.push(format!("/ho-so/{}/tep/{}/xem", row[0], row[1]));
    }
    starts
}

fn crawl(portal: &RunningPortal) -> Crawl {
    let starts = starts(portal);
    let starts: Vec<&str> = starts.iter().map(String::as_str).collect();
    Crawl::of(&mut portal.browser(), &starts)
}

fn assert_only_public(crawl: &Crawl, flock: &Flock) -> BTreeSet<String> {
    let (mut all, public) = (BTreeSet::new(), public_fields());
    let mut leaks = Vec::new();
    for page in &crawl.pages {
        let seen = flock.seen_in(&readings(&page.answer));
        let leaked: Vec<&String> = seen.difference(&public).collect();
        if !leaked.is_empty() {
            leaks.push(format!("{} {}: {leaked:?}", page.request, page.answer.status));
        }
        all.extend(seen);
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    assert_eq!(crawl.failures(), Vec::<&str>::new(), "no page fails");
    all
}

#[test]
fn a_visitor_finds_of_children_only_what_all_agreed_to() {
    let (portal, flock, _) = planted();
    let published = crawl(&portal);
    let seen = assert_only_public(&published, &flock);
    assert_eq!(seen, public_fields(), "what is public is there");
    assert!(published.pages.len() > 200, "{} answers", published.pages.len());
    assert!(published.count("/cong-trinh/") > 5 && published.count("/en/cong-trinh/") > 5);
    assert!(published.count(&format!("/ket-qua/{PUBLISHED}/goi-kiem-chung")) == 1, "the bundle was opened");
    for path in ["/cong-trinh/", "/ket-qua/"] {
        let hidden = published.pages.iter().filter(|page| page.path.contains(path));
        let hidden = hidden.filter(|page| [JUDGED, OPEN].iter().any(|slug| page.path.contains(slug)));
        for page in hidden {
            assert_eq!(page.answer.status, 404, "{}", page.request);
        }
    }
    portal.change(&format!("UPDATE edition SET state = 'noticed' WHERE slug = '{PUBLISHED}'"));
    let noticed = crawl(&portal);
    let seen = assert_only_public(&noticed, &flock);
    assert_eq!(seen, public_fields(), "the provisional list shows the same");
    assert_eq!(noticed.count("/cong-trinh/"), 0, "winners have no page before they are published");
}

#[test]
fn a_visitor_who_searches_finds_winners_by_what_is_shown_only() {
    let (portal, _, names) = planted();
    let mut visitor = portal.browser();
    let mut found = |words: &str| {
        let words: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
        let page = visitor.get(&format!("/ket-qua/{PUBLISHED}?q={words}"));
        assert_eq!(page.status, 200);
        page.body.contains("/cong-trinh/")
    };
    assert!(found("") && found(&names.of_sixteen) && found(&names.agreed), "what is shown is found");
    assert!(found(&domain::text::fold(&names.agreed)), "without marks too");
    for hidden in [names.refused.as_str(), "0987", "chim.example", "14/02/2006", "27/8/2014", "2015"] {
        assert!(!found(hidden), "{hidden}");
    }
}

#[test]
fn who_knows_a_code_and_its_secret_learns_how_the_entry_stands_and_no_more() {
    let (portal, flock, _) = planted();
    let mut visitor = portal.browser();
    for slug in [JUDGED, OPEN] {
        let row = portal.rows(&format!(
            "SELECT entry.code, author.phone, receipt.number FROM entry, author, receipt
                WHERE author.entry_id = entry.id AND is_representative AND receipt.entry_id = entry.id
                AND edition_id = (SELECT id FROM edition WHERE slug = '{slug}') LIMIT 1"
        ));
        let [code, phone, number] = row[0].as_slice() else { panic!("three values") };
        let standing = visitor.post("/tra-cuu", &[("ma", code), ("bi-mat", phone)]);
        assert_eq!(standing.status, 200, "{}", standing.body);
        assert_eq!(flock.seen_in(&readings(&standing)), BTreeSet::from([format!("{slug}: entry.title")]));
        let guessed = visitor.post("/tra-cuu", &[("ma", code), ("bi-mat", "0912345678")]);
        assert_eq!(guessed.status, 422);
        for answer in [guessed, visitor.post("/kiem-chung/bien-nhan", &[("bien-nhan", number)])] {
            assert!(flock.seen_in(&readings(&answer)).is_empty(), "{}", answer.body);
        }
    }
}
