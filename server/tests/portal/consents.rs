//! Guardians and children at their links, on the guardian's page and on paper: what they read, and what comes of it.

use sha2::{Digest, Sha256};

use crate::support::RunningPortal;

const TOKEN: &str = "duong-dan-thu-cua-phu-huynh";

/// A child of the open edition, whose guardian was just asked: the entry and the author.
fn asked() -> (RunningPortal, String, String) {
    let portal = RunningPortal::start_with_demo(2, 3);
    let row = portal.rows(
        "SELECT CAST(entry.id AS TEXT), CAST(author.id AS TEXT) FROM entry, author, consent
            WHERE entry_id = entry.id AND consent.author_id = author.id AND entry.state = 'submitted'
            AND consent.subject = 'guardian' ORDER BY entry.id LIMIT 1",
    );
    let (entry, author) = (row[0][0].clone(), row[0][1].clone());
    let hash = hex::encode(Sha256::digest(TOKEN.as_bytes()));
    portal.change(&format!(
        "DELETE FROM consent WHERE author_id = {author} AND subject = 'child';
         UPDATE consent SET token_hash = NULL WHERE author_id = {author};
         DELETE FROM consent WHERE author_id = {author} AND id NOT IN
            (SELECT max(id) FROM consent WHERE author_id = {author} AND subject = 'guardian');
         UPDATE consent SET token_hash = '{hash}', state = 'asked', answered_at = NULL, person_name = NULL,
            publish_name = 0 WHERE author_id = {author};
         UPDATE author SET email = NULL WHERE id = {author}"
    ));
    (portal, entry, author)
}

#[test]
fn a_guardian_reads_answers_and_is_not_thanked_for_a_no() {
    let (portal, _, author) = asked();
    let name = portal.value(&format!("SELECT full_name FROM author WHERE id = {author}"));
    let mut guardian = portal.browser();
    for (prefix, no, what) in
        [("", "Đã ghi nhận: không đồng ý", "ngày sinh"), ("/en", "Recorded: no consent", "date of birth")]
    {
        let path = format!("{prefix}/dong-y/{TOKEN}");
        let page = guardian.get(&path);
        assert_eq!(page.status, 200);
        for said in [name.as_str(), what, "Bản sao giấy khai sinh"] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        let refused = guardian.post(&path, &[("ten", "Người Giám Hộ Thử"), ("quan-he", "mẹ"), ("viec", "tu-choi")]);
        assert_eq!(refused.status, 303);
        let after = guardian.get(&path);
        assert!(after.body.contains(no), "{}", after.body);
        for thanks in ["banner--success", "Cảm ơn", "Thank you"] {
            assert!(!after.body.contains(thanks), "{thanks}: {}", after.body);
        }
    }
    let record = portal.value("SELECT detail FROM ledger WHERE act = 'consent.answered' ORDER BY id DESC LIMIT 1");
    assert!(record.contains("127.0.0.0/24") && record.contains("\"text_hash\":\""), "{record}");
    assert!(!record.contains(&name), "{record}");
}

#[test]
fn nothing_is_ticked_for_anybody_and_the_child_answers_after_the_guardian() {
    let (portal, _, author) = asked();
    let mut guardian = portal.browser();
    let path = format!("/dong-y/{TOKEN}");
    let page = guardian.get(&path);
    assert!(!page.body.contains("checked") && !page.body.contains("con-xu-ly"), "{}", page.body);
    let empty = guardian.post(&path, &[("ten", "Người Giám Hộ Thử"), ("viec", "dong-y")]);
    assert!(empty.status == 422 && empty.body.contains("Người Giám Hộ Thử"), "what was typed is kept");
    let yes =
        [("ten", "Người Giám Hộ Thử"), ("quan-he", "mẹ"), ("xu-ly", "co"), ("cong-khai-ten", "co"), ("viec", "dong-y")];
    assert_eq!(guardian.post(&path, &yes).status, 303);
    let page = guardian.get(&path);
    assert!(page.body.contains("name=\"con-xu-ly\""), "{}", page.body);
    let empty = guardian.post(&path, &[("viec", "con-dong-y")]);
    assert!(empty.status == 422 && empty.body.contains("con-xu-ly-loi"), "{}", empty.body);
    let own = [("con-xu-ly", "co"), ("viec", "con-dong-y")];
    assert_eq!(guardian.post(&path, &own).status, 303);
    let kept = portal.value(&format!(
        "SELECT way || ' ' || state || ' ' || publish_name FROM consent WHERE author_id = {author} AND subject = 'child'"
    ));
    assert_eq!(kept, "beside_guardian given 0");
}

#[test]
fn the_entrant_never_sees_a_link() {
    let (portal, entry, author) = asked();
    let email = portal
        .value(&format!("SELECT account.email FROM entry, account WHERE entry.id = {entry} AND account.id = owner_id"));
    portal.change(&format!(
        "UPDATE entry SET state = 'draft' WHERE id = {entry}; DELETE FROM consent WHERE author_id = {author}"
    ));
    let mut owner = portal.browser();
    owner.sign_in(&email);
    let path = format!("/ho-so/{entry}/giam-ho");
    let page = owner.get(&path);
    assert!(page.body.contains("phieu-dong-y"), "paper is offered: {}", page.body);
    let form = page.form(&path);
    let ask = format!("hoi-guardian-{author}");
    for said in ["Thư gửi đến", "vừa được hỏi"] {
        let asked = owner.send(&form, &[("viec", &ask)]);
        assert!(asked.body.contains(said), "{said}: {}", asked.body);
        assert!(!asked.body.contains("/dong-y/"), "{}", asked.body);
    }
    let letters = portal.value(&format!(
        "SELECT CAST(count(*) AS TEXT) FROM mail WHERE template = 'guardian_consent' AND params LIKE '%/dong-y/%'
            AND reference = 'entry/{entry}' AND created_at > (SELECT submitted_at FROM entry WHERE id = {entry})"
    ));
    assert_eq!(letters, "1", "pressed twice, sent once");
}

#[test]
fn the_secretary_records_a_paper_and_what_was_typed_is_kept() {
    let (portal, entry, author) = asked();
    portal.change(&format!("DELETE FROM consent WHERE author_id = {author}"));
    let slug = portal.value(&format!(
        "SELECT edition.slug FROM entry, edition WHERE entry.id = {entry} AND edition.id = edition_id"
    ));
    let mut clerk = portal.signed_in("thu-ky");
    let desk = format!("/thu-ky/{slug}/tiep-nhan/{entry}");
    let path = format!("{desk}/dong-y/{author}");
    assert!(clerk.get(&desk).body.contains(&path), "the check leads to it");
    let form = clerk.get(&format!("/ho-so/{entry}/phieu-dong-y/{author}"));
    assert!(form.status == 200 && form.body.contains("Bản sao giấy khai sinh"), "{}", form.body);
    let half = [("ai", "guardian"), ("ten", "Người Ký Thử"), ("quan-he", "cha"), ("tra-loi", "dong-y")];
    let refused = clerk.post(&path, &half);
    assert!(refused.status == 422 && refused.body.contains("Người Ký Thử"), "{}", refused.body);
    let mut whole = half.to_vec();
    whole.extend([("ngay-ky-ngay", "1"), ("ngay-ky-thang", "2"), ("ngay-ky-nam", "2026"), ("noi-luu", "Cặp 3")]);
    let recorded = clerk.post(&path, &whole);
    assert_eq!(recorded.status, 303, "{}", recorded.body);
    assert!(clerk.get(&desk).body.contains("lưu tại Cặp 3"));
    let mut judge = portal.signed_in("giam-khao-1");
    for foreign in
        [judge.get(&path), judge.post(&path, &whole), judge.get(&format!("/ho-so/{entry}/phieu-dong-y/{author}"))]
    {
        assert_eq!(foreign.status, 404);
    }
}
