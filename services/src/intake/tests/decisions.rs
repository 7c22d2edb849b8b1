//! Decisions on one entry.

use domain::entries::shown_names::ShownPlace;
use domain::entries::state::{EntryState, UnitState};
use domain::intake::decisions::{DecisionProblem, RefusalForm, SupplementForm, field};
use domain::people::roles::GrantedRole;
use domain::programmes::edition::EditionState;
use sea_orm::EntityTrait;

use super::{acts, is_hidden, letters, row, secretary, state, ticks};
use crate::entities::{entry_note, formal_check, mail};
use crate::intake::*;
use crate::testkit::*;

fn supplement() -> SupplementForm {
    SupplementForm {
        items: vec![],
        what: "Bổ sung ảnh chụp mô hình".to_owned(),
        deadline: ["30", "11", "2026"].map(str::to_owned),
    }
}

fn refusal() -> RefusalForm {
    RefusalForm {
        items: vec![], reason: "Tác giả quá tuổi dự thi".to_owned(), citation: "Điều 4".to_owned()
    }
}

#[tokio::test]
async fn a_complete_entry_is_accepted_and_its_owner_reads_of_it() {
    let db = fresh_db().await;
    let entry = sent_entry(&db, open_edition(&db).await, SentEntry::default()).await;
    let ticks = ticks(&["age", "description", "consent", "unit"]);

    accept_entry(&db, &secretary(&db).await, entry, &ticks, noon()).await.unwrap();

    assert_eq!(state(&db, entry).await, EntryState::Accepted);
    assert_eq!(acts(&db, entry).await, ["entry.accepted"]);
    assert_eq!(letters(&db, "entry_accepted").await, 1);
    let checks = formal_check::Entity::find().all(&db).await.unwrap();
    assert_eq!(checks.len(), 1);
    assert_eq!(checks[0].outcome, "accepted");
}

#[tokio::test]
async fn acceptance_names_every_line_that_is_open() {
    let db = fresh_db().await;
    let sent = SentEntry { complete: false, unit_state: UnitState::Waiting, ..SentEntry::default() };
    let entry = sent_entry(&db, open_edition(&db).await, sent).await;
    let clerk = secretary(&db).await;

    let bare = accept_entry(&db, &clerk, entry, &[], noon()).await;
    let ticked = accept_entry(&db, &clerk, entry, &ticks(&["age", "description", "consent", "unit"]), noon()).await;

    assert!(matches!(bare, Err(DecisionError::Incomplete(problems)) if problems.len() == 4));
    assert!(matches!(ticked, Err(DecisionError::Incomplete(problems)) if problems.len() == 2));
    assert_eq!(state(&db, entry).await, EntryState::Submitted);

    let mut with_remarks = ticks(&["age", "description", "consent", "unit"]);
    for item in &mut with_remarks {
        item.remark = "Đã có bản giấy".to_owned();
    }
    accept_entry(&db, &clerk, entry, &with_remarks, noon()).await.unwrap();
    assert_eq!(state(&db, entry).await, EntryState::Accepted);
}

#[tokio::test]
async fn a_supplement_has_a_deadline_and_goes_to_the_owner() {
    let db = fresh_db().await;
    let entry = sent_entry(&db, open_edition(&db).await, SentEntry::default()).await;
    let clerk = secretary(&db).await;

    let empty = request_supplement(&db, &clerk, entry, &SupplementForm::default(), noon()).await;
    assert!(matches!(empty, Err(DecisionError::Problems(problems)) if problems.len() == 2));
    request_supplement(&db, &clerk, entry, &supplement(), noon()).await.unwrap();

    let row = row(&db, entry).await;
    assert_eq!(row.state, "supplement_requested");
    assert_eq!(row.state_reason.as_deref(), Some("Bổ sung ảnh chụp mô hình"));
    assert!(row.supplement_deadline.is_some());
    assert_eq!(letters(&db, "supplement_requested").await, 1);
}

#[tokio::test]
async fn a_refusal_needs_its_reason_and_its_rule() {
    let db = fresh_db().await;
    let entry = sent_entry(&db, open_edition(&db).await, SentEntry::default()).await;
    let clerk = secretary(&db).await;

    let empty = refuse_entry(&db, &clerk, entry, &RefusalForm::default(), noon()).await;
    let expected = vec![(field::REASON, DecisionProblem::NoReason), (field::CITATION, DecisionProblem::NoCitation)];
    assert!(matches!(empty, Err(DecisionError::Problems(problems)) if problems == expected));
    refuse_entry(&db, &clerk, entry, &refusal(), noon()).await.unwrap();

    assert_eq!(state(&db, entry).await, EntryState::Refused);
    assert_eq!(letters(&db, "entry_refused").await, 1);
    let letter = mail::Entity::find().one(&db).await.unwrap().unwrap();
    assert!(letter.params.contains("Cuộc thi thử lần thứ I") && letter.params.contains("Điều 4"), "{}", letter.params);
}

#[tokio::test]
async fn a_second_press_changes_nothing_and_says_where_the_entry_is() {
    let db = fresh_db().await;
    let entry = sent_entry(&db, open_edition(&db).await, SentEntry::default()).await;
    let clerk = secretary(&db).await;
    refuse_entry(&db, &clerk, entry, &refusal(), noon()).await.unwrap();

    let again = refuse_entry(&db, &clerk, entry, &refusal(), noon()).await;

    assert!(matches!(again, Err(DecisionError::Moved(EntryState::Refused))));
    assert_eq!(letters(&db, "entry_refused").await, 1);
    assert_eq!(acts(&db, entry).await, ["entry.refused"]);
}

#[tokio::test]
async fn a_check_is_reopened_with_a_reason_until_the_list_is_public() {
    let table = [
        (EditionState::Open, true),
        (EditionState::Judging, true),
        (EditionState::Noticed, false),
        (EditionState::Published, false),
    ];
    for (edition, allowed) in table {
        let db = fresh_db().await;
        let sent = SentEntry { state: EntryState::Accepted, ..SentEntry::default() };
        let entry = sent_entry(&db, edition_in(&db, edition).await, sent).await;
        let clerk = secretary(&db).await;
        let reopened = reopen_check(&db, &clerk, entry, "Tiếp nhận nhầm hồ sơ", noon()).await;
        assert_eq!(reopened.is_ok(), allowed, "{edition:?}");
        let expected = if allowed { EntryState::Submitted } else { EntryState::Accepted };
        assert_eq!(state(&db, entry).await, expected, "{edition:?}");
    }
}

#[tokio::test]
async fn a_late_entry_is_admitted_with_a_reason_or_refused() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let late = SentEntry { state: EntryState::Late, ..SentEntry::default() };
    let first = sent_entry(&db, edition, late.clone()).await;
    let second = sent_entry(&db, edition, late).await;
    let clerk = secretary(&db).await;

    assert!(matches!(admit_late(&db, &clerk, first, " ", noon()).await, Err(DecisionError::Problems(_))));
    admit_late(&db, &clerk, first, "Mất điện toàn xã do bão", noon()).await.unwrap();
    refuse_entry(&db, &clerk, second, &refusal(), noon()).await.unwrap();

    assert_eq!(state(&db, first).await, EntryState::Submitted);
    assert_eq!(state(&db, second).await, EntryState::Refused);
    assert_eq!(letters(&db, "late_admitted").await, 1);
}

#[tokio::test]
async fn staff_notes_are_kept_once_and_hidden_from_the_owner() {
    let db = fresh_db().await;
    let owner = member(&db, "Người nộp Thử").await;
    let sent = SentEntry { owner: owner.account, ..SentEntry::default() };
    let entry = sent_entry(&db, open_edition(&db).await, sent).await;
    let clerk = secretary(&db).await;

    add_note(&db, &clerk, entry, "Gọi lại cho trường", noon()).await.unwrap();
    add_note(&db, &clerk, entry, "Gọi lại cho trường", noon()).await.unwrap();

    assert_eq!(entry_note::Entity::find().all(&db).await.unwrap().len(), 1);
    assert!(add_note(&db, &clerk, entry, "  ", noon()).await.is_err());
    let (_, _, for_staff) = entry_history(&db, &clerk, entry).await.unwrap();
    let (_, _, for_owner) = entry_history(&db, &owner, entry).await.unwrap();
    assert_eq!((for_staff.len(), for_owner.len()), (1, 0));
    assert!(add_note(&db, &owner, entry, "Của tôi", noon()).await.is_err());
}

#[tokio::test]
async fn the_owner_reads_sides_and_staff_read_names() {
    use domain::ledger::Who;
    let db = fresh_db().await;
    let owner = member(&db, "Người nộp Thử").await;
    let sent = SentEntry { owner: owner.account, ..SentEntry::default() };
    let entry = sent_entry(&db, open_edition(&db).await, sent).await;
    let clerk = secretary(&db).await;
    request_supplement(&db, &clerk, entry, &supplement(), noon()).await.unwrap();

    let who = |lines: &[domain::ledger::HistoryLine]| lines[0].who.clone();
    assert_eq!(who(&entry_history(&db, &owner, entry).await.unwrap().2), Who::Secretariat);
    assert_eq!(who(&entry_history(&db, &clerk, entry).await.unwrap().2), Who::Named("Thư ký Thử".to_owned()));
}

#[tokio::test]
async fn only_a_secretary_of_the_edition_decides() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let other = edition_in(&db, EditionState::Open).await;
    let entry = sent_entry(&db, edition, SentEntry::default()).await;
    let elsewhere = with_grant(member(&db, "Khác").await, GrantedRole::Secretary, Some(other), None, None);
    let mut no_code = secretary(&db).await;
    no_code.second_factor = false;
    let strangers = [
        member(&db, "Lạ").await,
        elsewhere,
        no_code,
        holder(&db, "Duyệt", GrantedRole::Approver).await,
        holder(&db, "Quản trị", GrantedRole::Administrator).await,
    ];
    let hidden = |result: Result<(), DecisionError>| matches!(result, Err(DecisionError::Failure(f)) if is_hidden(&f));
    for stranger in &strangers {
        assert!(hidden(accept_entry(&db, stranger, entry, &[], noon()).await));
        assert!(hidden(refuse_entry(&db, stranger, entry, &refusal(), noon()).await));
        assert!(hidden(request_supplement(&db, stranger, entry, &supplement(), noon()).await));
        assert!(hidden(admit_late(&db, stranger, entry, "Vì một lý do nào đó", noon()).await));
        assert!(hidden(reopen_check(&db, stranger, entry, "Vì một lý do nào đó", noon()).await));
        assert!(add_note(&db, stranger, entry, "ghi chú", noon()).await.is_err());
        assert!(find_entry_for_check(&db, stranger, entry).await.is_err());
    }
    assert_eq!(state(&db, entry).await, EntryState::Submitted);
    assert!(acts(&db, entry).await.is_empty());
}

#[tokio::test]
async fn a_draft_is_not_there_for_the_secretary() {
    let db = fresh_db().await;
    let sent = SentEntry { state: EntryState::Draft, ..SentEntry::default() };
    let entry = sent_entry(&db, open_edition(&db).await, sent).await;
    let clerk = secretary(&db).await;
    let found = find_entry_for_check(&db, &clerk, entry).await;
    assert!(matches!(found, Err(failure) if is_hidden(&failure)));
    let refused = refuse_entry(&db, &clerk, entry, &refusal(), noon()).await;
    assert!(matches!(refused, Err(DecisionError::Failure(f)) if is_hidden(&f)));
}

#[tokio::test]
async fn the_desk_shows_lines_files_and_the_next_entry() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let first = sent_entry(&db, edition, SentEntry::default()).await;
    let second = sent_entry(&db, edition, SentEntry::default()).await;
    let clerk = secretary(&db).await;

    let desk = find_entry_for_check(&db, &clerk, first).await.unwrap();

    let codes: Vec<&str> = desk.lines.iter().map(|line| line.code.as_str()).collect();
    assert_eq!(codes, ["age", "description", "consent", "unit"]);
    assert_eq!(desk.files.len(), 1);
    assert_eq!(desk.answers.len(), 3);
    assert_eq!(desk.answers[2].1, domain::intake::check_page::Answer::Ticked);
    assert_eq!(desk.authors[0].age, domain::intake::check_page::AgeCheck::Fits);
    assert_eq!(desk.authors[0].share, Some(domain::numbers::Share::ALL));
    assert_eq!(desk.next, Some(second));
    let last = find_entry_for_check(&db, &clerk, second).await.unwrap();
    assert_eq!(last.next, Some(first), "after the last comes the first");
}

#[tokio::test]
async fn the_desk_points_out_names_that_blind_judges_would_read() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let named = SentEntry { title: "Kính hiển vi của Đặng Thử Ưởng".to_owned(), ..SentEntry::default() };
    let named = sent_entry(&db, edition, named).await;
    let silent = sent_entry(&db, edition, SentEntry::default()).await;
    let clerk = secretary(&db).await;

    let desk = find_entry_for_check(&db, &clerk, named).await.unwrap();

    let shown = desk.shown_names.expect("a round is blind");
    assert_eq!(shown.len(), 1);
    assert_eq!((shown[0].name.as_str(), &shown[0].place), ("Đặng Thử Ưởng", &ShownPlace::Title));
    accept_entry(&db, &clerk, named, &ticks(&["age", "description", "consent", "unit"]), noon())
        .await
        .expect("a name is pointed out, it stops nobody");
    let desk = find_entry_for_check(&db, &clerk, silent).await.unwrap();
    assert_eq!(desk.shown_names, Some(vec![]));
}
