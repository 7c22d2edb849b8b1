//! Undoing an act on many entries.

use domain::entries::state::{EntryState, UnitState};
use domain::ids::{BulkId, EntryId};
use domain::intake::bulk::{BulkAct, BulkRefusal, LETTERS_WAIT, UNDO_TIME, Verdict};
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use sea_orm::{DatabaseConnection, EntityTrait, PaginatorTrait};
use time::{Duration, OffsetDateTime};

use super::{acts, letters, row, secretary, state};
use crate::entities::{formal_check, unit_confirmation};
use crate::failure::Failure;
use crate::intake::*;
use crate::outbox::{Delivered, DueLetter, Post, WrittenLetter, deliver_due};
use crate::testkit::*;

/// Does the act and returns under which number it can be undone.
async fn act(db: &DatabaseConnection, actor: &Actor, act: BulkAct, ids: &[EntryId]) -> BulkId {
    let done = apply_bulk(db, actor, act, ids, "Thiếu chữ ký của trường", noon()).await.unwrap();
    assert_eq!(done.done(), ids.len(), "{act:?}: {done:?}");
    done.undo.expect("it can be undone")
}

/// What the outbox sends at this moment.
async fn delivered(db: &DatabaseConnection, at: OffsetDateTime) -> Delivered {
    let folder = tempfile::tempdir().unwrap();
    let post = Post::open("", "Cổng thử <thu@vi-du.example>", folder.path()).unwrap();
    let words = |_: &DueLetter| WrittenLetter { subject: "Thử".to_owned(), body: "Thử".to_owned() };
    deliver_due(db, &post, words, at).await.unwrap()
}

async fn officer_of(db: &DatabaseConnection, school: domain::ids::UnitId) -> Actor {
    let officer = member(db, "Cán bộ Thử").await;
    with_grant(officer, GrantedRole::UnitOfficer, None, None, Some(school))
}

#[tokio::test]
async fn an_acceptance_taken_back_in_time_leaves_the_entries_as_they_were_and_sends_nothing() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let clerk = secretary(&db).await;
    let ids =
        [sent_entry(&db, edition, SentEntry::default()).await, sent_entry(&db, edition, SentEntry::default()).await];
    let before = row(&db, ids[0]).await;
    let undo = act(&db, &clerk, BulkAct::Accept, &ids).await;
    assert_eq!(state(&db, ids[0]).await, EntryState::Accepted);
    let last_moment = noon() + UNDO_TIME;
    assert_eq!(delivered(&db, last_moment).await, Delivered::default(), "no letter leaves before");

    let (_, undone) = undo_bulk(&db, &clerk, undo, last_moment).await.unwrap();

    assert_eq!(undone.done(), 2);
    for id in ids {
        let now = row(&db, id).await;
        assert_eq!(now.state, before.state);
        assert_eq!((now.state_reason, now.unit_state), (before.state_reason.clone(), before.unit_state.clone()));
        assert_eq!(acts(&db, id).await, ["entry.accepted", "entry.acceptance_undone"]);
    }
    assert_eq!(letters(&db, "entry_accepted").await, 0);
    assert_eq!(formal_check::Entity::find().count(&db).await.unwrap(), 0);
    assert!(crate::ledger::verify(&db).await.unwrap().is_ok(), "an unbroken chain");
    let again = undo_bulk(&db, &clerk, undo, last_moment).await;
    assert!(matches!(again, Err(UndoError::AlreadyUndone(BulkAct::Accept))));
    act(&db, &clerk, BulkAct::Accept, &ids).await;
}

#[tokio::test]
async fn without_undoing_the_letters_leave_and_then_it_is_too_late() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let clerk = secretary(&db).await;
    let entry = sent_entry(&db, edition, SentEntry::default()).await;
    let undo = act(&db, &clerk, BulkAct::Accept, &[entry]).await;
    assert!(UNDO_TIME < LETTERS_WAIT, "no letter can be on its way while it may be undone");
    assert_eq!(delivered(&db, noon() + LETTERS_WAIT).await.kept, 1);
    let late = undo_bulk(&db, &clerk, undo, noon() + UNDO_TIME + Duration::seconds(1)).await;
    assert!(matches!(late, Err(UndoError::TooLate(BulkAct::Accept))));
    assert_eq!(state(&db, entry).await, EntryState::Accepted);
}

#[tokio::test]
async fn an_entry_that_somebody_changed_since_stays_as_it_is_now() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let clerk = secretary(&db).await;
    let entries =
        [sent_entry(&db, edition, SentEntry::default()).await, sent_entry(&db, edition, SentEntry::default()).await];
    let undo = act(&db, &clerk, BulkAct::Accept, &entries).await;
    let other = secretary(&db).await;
    reopen_check(&db, &other, entries[0], "Kiểm lại tuổi tác giả", noon()).await.unwrap();
    accept_entry(&db, &other, entries[0], &super::ticks(&["age", "description", "consent", "unit"]), noon())
        .await
        .unwrap();

    let (_, undone) = undo_bulk(&db, &clerk, undo, noon()).await.unwrap();

    let verdicts: Vec<_> = undone.lines.iter().map(|line| line.verdict.clone()).collect();
    assert_eq!(verdicts, [Verdict::Left(BulkRefusal::ChangedSince), Verdict::Done]);
    assert_eq!(state(&db, entries[0]).await, EntryState::Accepted);
    assert_eq!(state(&db, entries[1]).await, EntryState::Submitted);
}

#[tokio::test]
async fn units_take_back_confirmations_and_returns() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let school = unit(&db, "Trường Thử", None).await;
    let waiting = SentEntry { unit_state: UnitState::Waiting, unit: Some(school), ..SentEntry::default() };
    let entry = sent_entry(&db, edition, waiting).await;
    let officer = officer_of(&db, school).await;
    let table = [
        (BulkAct::Confirm, "entry.confirmation_undone", "unit_confirmed"),
        (BulkAct::Return, "entry.return_undone", "unit_returned"),
    ];
    for (what, said, letter) in table {
        let undo = act(&db, &officer, what, &[entry]).await;
        undo_bulk(&db, &officer, undo, noon()).await.unwrap();
        let now = row(&db, entry).await;
        assert_eq!((now.state.as_str(), now.unit_state.as_str()), ("submitted", "waiting"), "{what:?}");
        assert_eq!((now.state_reason, now.supplement_deadline), (None, None), "{what:?}");
        assert_eq!(acts(&db, entry).await.last().map(String::as_str), Some(said));
        assert_eq!(letters(&db, letter).await, 0, "{what:?}");
    }
    assert_eq!(unit_confirmation::Entity::find().count(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn a_reminder_taken_back_may_be_sent_again() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let clerk = secretary(&db).await;
    let asked = SentEntry { state: EntryState::SupplementRequested, ..SentEntry::default() };
    let entry = sent_entry(&db, edition, asked).await;
    let undo = act(&db, &clerk, BulkAct::Remind, &[entry]).await;
    undo_bulk(&db, &clerk, undo, noon() + Duration::seconds(3)).await.unwrap();
    assert_eq!(letters(&db, "supplement_requested").await, 0);
    let again = apply_bulk(&db, &clerk, BulkAct::Remind, &[entry], "", noon() + Duration::seconds(9)).await;
    assert_eq!(again.unwrap().done(), 1);
    assert_eq!(letters(&db, "supplement_requested").await, 1);
}

#[tokio::test]
async fn who_may_not_undo() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let clerk = secretary(&db).await;
    let entry = sent_entry(&db, edition, SentEntry::default()).await;
    let undo = act(&db, &clerk, BulkAct::Accept, &[entry]).await;
    let others = [secretary(&db).await, member(&db, "Lạ").await, Actor::visitor()];
    for other in &others {
        let refused = undo_bulk(&db, other, undo, noon()).await;
        assert!(matches!(refused, Err(UndoError::Failure(Failure::NotFound))), "{other:?}");
    }
    let mut dismissed = clerk.clone();
    dismissed.grants.clear();
    let refused = undo_bulk(&db, &dismissed, undo, noon()).await;
    assert!(matches!(refused, Err(UndoError::Failure(Failure::Forbidden(_)))));
    assert_eq!(state(&db, entry).await, EntryState::Accepted);
    undo_bulk(&db, &clerk, undo, noon()).await.expect("who did it may");
}
