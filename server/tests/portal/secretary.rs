//! The secretary's acts on many people and entries at once, with scripts off.

use crate::support::RunningPortal;
use crate::support::html::addresses;

#[test]
fn late_judges_are_reminded_from_the_progress_page_once_a_day() {
    let portal = RunningPortal::start_with_demo(2, 3);
    portal.change("UPDATE round SET due_at = (SELECT max(at) FROM ledger) WHERE state = 'scoring'");
    let mut secretary = portal.signed_in("thu-ky");
    let progress = "/thu-ky/sang-tao-tre-2/tien-do";
    let page = secretary.get(progress);
    let links = addresses(&page.body);
    let all = links.iter().find(|link| link.ends_with("/nhac")).expect("a button for all");
    assert!(links.iter().any(|link| link.contains("/nhac?giam-khao=")), "and one for each");
    let english = secretary.get(&format!("/en{all}"));
    assert!(english.body.contains("reminders to judges?") && english.body.contains("left to sign"));

    let preview = secretary.get(all);
    assert!(preview.body.contains("phiếu chưa ký"), "the letter is shown before: {}", preview.body);
    let form = preview.form(all);
    let sent = secretary.send(&form, &[]);
    assert_eq!((sent.status, sent.header("location")), (303, progress));
    let letters = || portal.rows("SELECT recipient, state FROM mail WHERE template = 'judge_reminded'");
    let first = letters();
    assert!(!first.is_empty());
    assert!(secretary.get(progress).body.contains("đã nhắc"));

    let again = secretary.send(&form, &[]);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("Chưa gửi thư nào") && again.body.contains("mỗi ngày chỉ nhắc một lần"));
    assert_eq!(letters().len(), first.len(), "nobody gets two");
    for who in ["giam-khao-1", "phe-duyet", "quan-tri", "thi-sinh-1"] {
        let mut other = portal.signed_in(who);
        assert_eq!(other.get(all).status, 404, "{who}");
        assert_eq!(other.send(&form, &[]).status, 404, "{who}");
    }
}

#[test]
fn an_act_on_many_entries_is_undone_by_a_plain_button_or_too_late_with_a_sentence() {
    let portal = RunningPortal::start_with_demo(3, 3);
    portal.change("UPDATE entry SET state = 'supplement_requested' WHERE state = 'submitted'");
    let entry = portal.value("SELECT CAST(min(id) AS TEXT) FROM entry WHERE state = 'supplement_requested'");
    let letters = || portal.value("SELECT CAST(count(*) AS TEXT) FROM mail WHERE template = 'supplement_requested'");
    let before = letters();
    let slug =
        portal.value(&format!("SELECT slug FROM edition WHERE id = (SELECT edition_id FROM entry WHERE id = {entry})"));
    let list = format!("/thu-ky/{slug}/tiep-nhan");
    let undo = format!("{list}/chon/hoan-tac");
    let act = [("viec", "nhac"), ("chon", entry.as_str()), ("xac-nhan", "co"), ("ve", "?trang=2")];
    let mut secretary = portal.signed_in("thu-ky");

    let done = secretary.post(&format!("{list}/chon"), &act);
    assert_eq!(done.status, 200, "{}", done.body);
    assert!(done.body.contains("Có thể hoàn tác trong 10 giây"));
    let form = done.form(&undo);
    let mut other = portal.signed_in("giam-khao-1");
    assert_eq!(other.send(&form, &[]).status, 404, "only who did it");
    let undone = secretary.send(&form, &[]);
    assert_eq!(undone.status, 200, "{}", undone.body);
    assert!(undone.body.contains("Đã hoàn tác 1 hồ sơ") && undone.body.contains("?trang=2"));
    assert_eq!(letters(), before, "the letter never leaves");
    let twice = secretary.send(&form, &[]);
    assert_eq!(twice.status, 409);
    assert!(twice.body.contains("đã được hoàn tác trước đó"));

    let done = secretary.post(&format!("/en{list}/chon"), &act);
    let form = done.form(&format!("/en{undo}"));
    portal.change("UPDATE job SET created_at = (SELECT min(created_at) FROM account)");
    let late = secretary.send(&form, &[]);
    assert_eq!(late.status, 409);
    assert!(late.body.contains("can no longer be undone") && late.body.contains("10 seconds"));
    assert_ne!(letters(), before);
}
