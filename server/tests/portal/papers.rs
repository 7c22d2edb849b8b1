//! Authors in a draft: what means nothing comes back, and papers of whoever was removed or changed wait to be claimed.

use crate::support::{Browser, RunningPortal};

/// A draft of the open edition with papers of each author, and its owner, signed in.
fn draft() -> (RunningPortal, Browser, String) {
    let portal = RunningPortal::start_with_demo(2, 3);
    let entry = portal.value(
        "SELECT CAST(entry.id AS TEXT) FROM entry, account WHERE account.email = 'thi-sinh-3@trinh-dien.example'
            AND owner_id = account.id",
    );
    let owner = portal.signed_in("thi-sinh-3");
    (portal, owner, entry)
}

fn papers_of(portal: &RunningPortal, entry: &str, of: &str) -> usize {
    let count = portal.value(&format!(
        "SELECT CAST(count(*) AS TEXT) FROM attachment WHERE entry_id = {entry} AND item_code IN
            (SELECT item_code FROM attachment WHERE author_id IS NOT NULL OR holder IS NOT NULL) AND author_id {of}"
    ));
    count.parse().expect("a number")
}

#[test]
fn an_impossible_birth_date_and_share_come_back_with_their_problems() {
    let (portal, mut owner, entry) = draft();
    for (prefix, problem) in [("", "không phải một ngày có thật"), ("/en", "is no real date")] {
        let path = format!("{prefix}/ho-so/{entry}/tac-gia");
        let form = owner.get(&path).form(&path);
        let typed =
            [("tg-1-sinh-ngay", "31"), ("tg-1-sinh-thang", "2"), ("tg-1-sinh-nam", "2013"), ("tg-1-ty-le", "một nửa")];
        let mut sent = typed.to_vec();
        sent.push(("viec", "ve"));
        assert_eq!(owner.send(&form, &sent).status, 422);
        let again = owner.get(&path);
        assert!(again.status == 200 && again.body.contains(problem), "{}", again.body);
        let form = again.form(&path);
        for (name, value) in typed {
            assert_eq!(form.value(name), value, "{name}");
        }
        let check = owner.get(&format!("{prefix}/ho-so/{entry}/kiem-tra"));
        assert!(check.body.contains("31/2/2013"), "{}", check.body);
        let sections = owner.get(&format!("{prefix}/ho-so/{entry}"));
        assert_eq!(sections.status, 200);
    }
    let stored = portal
        .value(&format!("SELECT CAST(count(*) AS TEXT) FROM author WHERE entry_id = {entry} AND birth_date IS NULL"));
    assert_eq!(stored, "1", "nothing was made of it");
}

#[test]
fn papers_of_a_changed_author_are_claimed_by_name() {
    let (portal, mut owner, entry) = draft();
    let (authors, files) = (format!("/ho-so/{entry}/tac-gia"), format!("/ho-so/{entry}/tep"));
    let before = papers_of(&portal, &entry, "IS NOT NULL");
    assert!(before > 0, "the demonstration has papers");
    let form = owner.get(&authors).form(&authors);
    let first = form.value("tg-1-ten").to_owned();
    let changed = owner.send(&form, &[("tg-1-ten", "Đổi Hẳn Người Khác"), ("viec", "ve")]);
    assert_eq!(changed.status, 303, "{}", changed.body);
    let page = owner.get(&files);
    assert!(page.body.contains("Giấy chưa rõ của ai") && page.body.contains(&first), "{}", page.body);
    assert!(owner.get(&authors).body.contains("giấy tờ chưa rõ của ai"));

    let paper = portal.value(&format!(
        "SELECT CAST(min(id) AS TEXT) FROM attachment WHERE entry_id = {entry} AND holder IS NOT NULL AND author_id IS NULL"
    ));
    let author = portal.value(&format!(
        "SELECT CAST(id AS TEXT) FROM author WHERE entry_id = {entry} AND full_name = 'Đổi Hẳn Người Khác'"
    ));
    let (claim, choice) = (format!("{files}/{paper}/cua"), format!("cua-{paper}"));
    let nobody = owner.post(&claim, &[(&choice, "")]);
    assert!(nobody.status == 422 && nobody.body.contains("Chọn tác giả có giấy này"), "{}", nobody.body);
    let mut stranger = portal.signed_in("thi-sinh-2");
    assert_eq!(stranger.post(&claim, &[(&choice, &author)]).status, 404);
    assert_eq!(owner.post(&claim, &[(&choice, "999999")]).status, 404, "no such author here");
    assert_eq!(owner.post(&claim, &[(&choice, &author)]).status, 303);
    let holder = portal.value(&format!("SELECT CAST(author_id AS TEXT) FROM attachment WHERE id = {paper}"));
    assert_eq!(holder, author);
    let record = portal.value("SELECT detail FROM ledger WHERE act = 'entry.paper_claimed' ORDER BY id DESC LIMIT 1");
    assert!(record.contains(&format!("\"author\":{author}")), "{record}");
}

#[test]
fn papers_of_a_removed_author_are_kept_and_told_of() {
    let (portal, mut owner, entry) = draft();
    let authors = format!("/ho-so/{entry}/tac-gia");
    let before = papers_of(&portal, &entry, "IS NOT NULL");
    let form = owner.get(&authors).form(&authors);
    let added = owner.send(&form, &[("viec", "them")]);
    let form = added.form(&authors);
    let removed = owner.send(&form, &[("viec", "xoa-1")]);
    assert!(removed.status == 200 && removed.body.contains("giấy tờ chưa rõ của ai"), "{}", removed.body);
    let waiting = papers_of(&portal, &entry, "IS NULL");
    assert!(waiting > 0 && papers_of(&portal, &entry, "IS NOT NULL") + waiting == before);
}

#[test]
fn an_author_of_age_is_asked_from_the_page_of_authors() {
    let (portal, mut owner, entry) = draft();
    let path = format!("/ho-so/{entry}/tac-gia");
    let form = owner.get(&path).form(&path);
    let author = form.value("tg-1-id").to_owned();
    let ask = format!("hoi-child-{author}");
    assert!(!owner.get(&path).body.contains(&ask), "a child is asked on the page of guardians");
    let of_age = [("tg-1-sinh-nam", "2008"), ("tg-1-thu", "tac-gia@vi-du.example"), ("viec", "ve")];
    assert_eq!(owner.send(&form, &of_age).status, 303);
    let page = owner.get(&path);
    assert!(page.body.contains(&ask), "{}", page.body);
    let asked = owner.send(&page.form(&path), &[("viec", &ask)]);
    for said in ["Thư gửi đến tac-gia@vi-du.example", "Chờ trả lời", "Khai tác giả"] {
        assert!(asked.body.contains(said), "{said}: {}", asked.body);
    }
    assert!(!asked.body.contains("/dong-y/"), "{}", asked.body);
    let letters = portal.value(
        "SELECT CAST(count(*) AS TEXT) FROM mail WHERE template = 'child_consent' AND recipient = 'tac-gia@vi-du.example'",
    );
    assert_eq!(letters, "1");
}
