//! Forms that come too late, twice, or from somebody who must prove who they are first: what was typed is never lost.

use crate::support::html::Form;
use crate::support::{Browser, RunningPortal};

const TYPED: &str = "Tôi vừa viết thêm <một> đoạn.";
const SHOWN: &str = "Tôi vừa viết thêm &lt;một&gt; đoạn.";

/// An entry of the open edition that was sent, and its owner, signed in.
fn sent_entry(portal: &RunningPortal) -> (String, Browser) {
    let row = portal.rows(
        "SELECT CAST(entry.id AS TEXT), account.email FROM entry, account
            WHERE entry.state = 'submitted' AND account.id = owner_id ORDER BY entry.id LIMIT 1",
    );
    let mut owner = portal.browser();
    owner.sign_in(&row[0][1]);
    (row[0][0].clone(), owner)
}

/// What a form keeps for later: everything but the code that is asked for.
fn kept_fields(form: &Form) -> Vec<(&str, &str)> {
    let kept = form.fields.iter().filter(|(name, _)| name != "code");
    kept.map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[test]
fn a_section_saved_after_the_entry_was_sent_keeps_both_versions_in_view() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let (entry, mut entrant) = sent_entry(&portal);
    portal
        .change(&format!("UPDATE entry SET answers = json_set(answers, '$.intro', 'Bản đã gửi.') WHERE id = {entry}"));
    for (prefix, said) in [("", "không sửa được nữa"), ("/en", "can no longer be changed")] {
        let path = format!("{prefix}/ho-so/{entry}/mo-ta");
        let late = entrant.post(&path, &[("q-intro", TYPED), ("viec", "tiep")]);
        assert_eq!(late.status, 409);
        for part in [said, SHOWN, "Bản đã gửi."] {
            assert!(late.body.contains(part), "{part}");
        }
        let ways = late.body.matches("name=\"viec\"").count();
        assert_eq!(ways, 0, "nothing offers to save again");
    }
    let authors = [("so", "1"), ("tg-1-ten", "Người Vừa Thêm"), ("viec", "luu")];
    let late = entrant.post(&format!("/ho-so/{entry}/tac-gia"), &authors);
    assert!(late.status == 409 && late.body.contains("Người Vừa Thêm"));
    let kept = portal.value(&format!("SELECT json_extract(answers, '$.intro') FROM entry WHERE id = {entry}"));
    assert_eq!(kept, "Bản đã gửi.", "nothing was changed");
    let mut stranger = portal.signed_in("giam-khao-1");
    let foreign = stranger.post(&format!("/ho-so/{entry}/mo-ta"), &[("q-intro", TYPED)]);
    assert_eq!(foreign.status, 404, "to others the entry is not there");
}

#[test]
fn a_file_sent_to_an_entry_that_was_sent_is_refused_with_a_sentence() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let (entry, mut entrant) = sent_entry(&portal);
    let file = portal.value(&format!(
        "SELECT CAST(id AS TEXT) FROM attachment WHERE entry_id = {entry} AND removed_at IS NULL LIMIT 1"
    ));
    let before = portal.rows(&format!("SELECT CAST(id AS TEXT), removed_at FROM attachment WHERE entry_id = {entry}"));
    let words = [("", "Chưa nhận tệp “to.pdf”", "Chưa xóa tệp"), ("/en", "was not taken", "was not removed")];
    for (prefix, not_added, not_removed) in words {
        let files = format!("{prefix}/ho-so/{entry}/tep");
        let added = entrant.upload(&files, "description", "to.pdf", &vec![b'x'; 3_000_000]);
        let removed = entrant.post(&format!("{files}/{file}/xoa"), &[]);
        for (answer, said) in [(added, not_added), (removed, not_removed)] {
            assert_eq!(answer.status, 409);
            assert!(answer.body.contains(said), "{said}: {}", answer.body);
            assert!(!answer.body.contains("type=\"file\""), "nothing offers to send again");
        }
        let begin = [("muc", "description"), ("ten", "to.pdf"), ("co", "9")];
        let begun = entrant.post(&format!("{files}/tai"), &begin);
        assert_eq!(begun.status, 409);
        assert!(begun.body.contains("to.pdf") && begun.body.contains("problem"), "{}", begun.body);
    }
    let after = portal.rows(&format!("SELECT CAST(id AS TEXT), removed_at FROM attachment WHERE entry_id = {entry}"));
    assert_eq!(after, before, "nothing was changed");
    let mut stranger = portal.signed_in("giam-khao-1");
    let foreign = stranger.upload(&format!("/ho-so/{entry}/tep"), "description", "to.pdf", b"x");
    assert_eq!(foreign.status, 404, "to others the entry is not there");
}

#[test]
fn an_autosave_after_the_entry_was_sent_is_told_that_it_is_stale() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let (entry, mut entrant) = sent_entry(&portal);
    let origin = portal.address.clone();
    let kind = "application/x-www-form-urlencoded";
    let headers = [("origin", origin.as_str()), ("content-type", kind), ("accept", "application/json")];
    let saved = entrant.try_send("POST", &format!("/ho-so/{entry}/mo-ta"), &headers, b"q-intro=x".to_vec());
    assert_eq!(saved.expect("an answer").status, 409);
}

#[test]
fn a_form_posted_when_a_code_is_suddenly_owed_waits_for_it() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut secretary = portal.browser();
    secretary.post("/dang-nhap", &[("email", "thu-ky@trinh-dien.example"), ("password", services::demo::PASSWORD)]);
    let kept = secretary.post("/tai-khoan", &[("name", "Vũ Thị <Thư> Ký"), ("phone", ""), ("lang", "vi")]);
    assert_eq!(kept.status, 401);
    let form = kept.form("/dang-nhap/tiep/ma");
    assert_eq!(form.value("giu.name"), "Vũ Thị <Thư> Ký");
    let ready = secretary.give_code_to("/dang-nhap/tiep/ma", &kept_fields(&form));
    assert_eq!(ready.status, 200, "{}", ready.body);
    let sent = secretary.send(&ready.form("/tai-khoan"), &[]);
    assert_eq!(sent.status, 303);
    assert!(secretary.get("/tai-khoan").body.contains("Vũ Thị &lt;Thư&gt; Ký"));
}

#[test]
fn a_form_of_somebody_who_has_just_become_staff_waits_for_a_new_authenticator() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut person = portal.signed_in("thi-sinh-1");
    portal.change(
        "INSERT INTO role_grant (account_id, role, granted_at)
            SELECT id, 'secretary', created_at FROM account WHERE email = 'thi-sinh-1@trinh-dien.example'",
    );
    let kept = person.post("/tai-khoan", &[("name", "Tên Mới"), ("lang", "vi")]);
    assert_eq!(kept.status, 401);
    let form = kept.form("/tai-khoan/ma-xac-thuc");
    assert_eq!(form.value("giu.name"), "Tên Mới");
    let wrong = person.send(&form, &[("code", "000000")]);
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.form("/tai-khoan/ma-xac-thuc").value("giu.name"), "Tên Mới", "a wrong code loses nothing");
}

#[test]
fn a_form_posted_after_the_session_ended_is_sent_on_after_password_and_code() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut secretary = portal.browser();
    let kept = secretary.post("/tai-khoan", &[("name", "Tên Giữ Lại"), ("lang", "vi")]);
    assert_eq!(kept.status, 401);
    let form = kept.form("/dang-nhap/tiep");
    let signed_in =
        secretary.send(&form, &[("email", "thu-ky@trinh-dien.example"), ("password", services::demo::PASSWORD)]);
    let form = signed_in.form("/dang-nhap/tiep/ma");
    let ready = secretary.give_code_to("/dang-nhap/tiep/ma", &kept_fields(&form));
    assert_eq!(ready.form("/tai-khoan").value("name"), "Tên Giữ Lại");
}

#[test]
fn inviting_twice_at_once_sends_one_letter() {
    let portal = RunningPortal::start_with_demo(2, 3);
    let mut secretary = portal.signed_in("thu-ky");
    let panel = portal.value("SELECT CAST(max(id) AS TEXT) FROM panel");
    let add = format!("/thu-ky/sang-tao-tre-2/tieu-ban/{panel}/giam-khao");
    let judge = [
        ("email", "moi@vi-du.example"),
        ("name", "Lê Văn Mới"),
        ("ho-ten", "Lê Văn Mới"),
        ("thu", "moi@vi-du.example"),
    ];
    let invite = "/thu-ky/sang-tao-tre-3/loi-moi";
    let form = secretary.get(invite).form(invite);
    let officer = [("email", "khac@vi-du.example"), ("name", "Trần Thị Khác"), ("role", "judge")];
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let mut press = secretary.clone();
            let (add, form) = (&add, &form);
            scope.spawn(move || {
                let seated = press.post(add, &judge);
                assert_eq!(seated.status, 303, "{}", seated.body);
                let invited = press.send(form, &officer);
                assert_eq!(invited.status, 303, "{}", invited.body);
            });
        }
    });
    for email in ["moi@vi-du.example", "khac@vi-du.example"] {
        let letters = portal.rows(&format!("SELECT state FROM mail WHERE recipient = '{email}'"));
        assert_eq!(letters.len(), 1, "{email}");
        assert_eq!(portal.rows(&format!("SELECT role FROM invitation WHERE email = '{email}'")).len(), 1);
    }
}
