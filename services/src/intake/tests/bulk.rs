//! One act on many entries.

use domain::entries::state::{EntryState, UnitState};
use domain::ids::EntryId;
use domain::intake::bulk::{BulkAct, BulkRefusal, Verdict};
use domain::people::roles::GrantedRole;
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::Set;
use time::Duration;

use super::{letters, secretary, state};
use crate::entities::role_grant;
use crate::intake::*;
use crate::testkit::*;

#[tokio::test]
async fn the_preview_says_what_will_be_left_and_why_and_the_act_does_the_rest() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let whole = sent_entry(&db, edition, SentEntry::default()).await;
    let holes = sent_entry(&db, edition, SentEntry { complete: false, ..SentEntry::default() }).await;
    let refused = sent_entry(&db, edition, SentEntry { state: EntryState::Refused, ..SentEntry::default() }).await;
    let clerk = secretary(&db).await;
    let ids = [whole, holes, refused, EntryId(9_999)];

    let preview = preview_bulk(&db, &clerk, BulkAct::Accept, &ids, noon()).await.unwrap();

    assert_eq!(preview.ids(), [whole]);
    let left: Vec<_> = preview.left().map(|(line, why)| (line.id, why.clone())).collect();
    assert!(matches!(&left[0], (id, BulkRefusal::Incomplete(missing)) if *id == holes && missing.len() == 1));
    assert_eq!(left[1], (refused, BulkRefusal::WrongState(EntryState::Refused)));
    assert_eq!(state(&db, whole).await, EntryState::Submitted, "a preview changes nothing");

    let done = apply_bulk(&db, &clerk, BulkAct::Accept, &ids, "", noon()).await.unwrap();
    assert_eq!(done.done(), 1);
    assert_eq!(state(&db, whole).await, EntryState::Accepted);
    assert_eq!(state(&db, holes).await, EntryState::Submitted);
    let again = apply_bulk(&db, &clerk, BulkAct::Accept, &ids, "", noon()).await.unwrap();
    assert_eq!(again.done(), 0);
    assert_eq!(letters(&db, "entry_accepted").await, 1);
}

#[tokio::test]
async fn nobody_is_reminded_twice_in_a_day() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let asked = SentEntry { state: EntryState::SupplementRequested, ..SentEntry::default() };
    let entry = sent_entry(&db, edition, asked).await;
    let clerk = secretary(&db).await;
    let remind = |at| apply_bulk(&db, &clerk, BulkAct::Remind, std::slice::from_ref(&entry), "", at);

    assert_eq!(remind(noon()).await.unwrap().done(), 1);
    let again = remind(noon() + Duration::hours(1)).await.unwrap();
    assert!(matches!(again.lines[0].verdict, Verdict::Left(BulkRefusal::RemindedAt(_))));
    assert_eq!(remind(noon() + Duration::hours(30)).await.unwrap().done(), 1);
    assert_eq!(letters(&db, "supplement_requested").await, 2);
}

#[tokio::test]
async fn a_waiting_unit_is_reminded_through_its_officers() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let school = unit(&db, "Trường Thử", None).await;
    let waiting = SentEntry { unit_state: UnitState::Waiting, unit: Some(school), ..SentEntry::default() };
    let entry = sent_entry(&db, edition, waiting).await;
    let clerk = secretary(&db).await;

    let nobody = preview_bulk(&db, &clerk, BulkAct::Remind, &[entry], noon()).await.unwrap();
    assert_eq!(nobody.lines[0].verdict, Verdict::Left(BulkRefusal::NobodyToRemind));
    let officer = account(&db, "Cán bộ Thử").await;
    let grant = role_grant::ActiveModel {
        account_id: Set(officer.0),
        role: Set(GrantedRole::UnitOfficer.code().to_owned()),
        unit_id: Set(Some(school.0)),
        granted_at: Set(noon()),
        ..Default::default()
    };
    grant.insert(&db).await.unwrap();
    let done = apply_bulk(&db, &clerk, BulkAct::Remind, &[entry], "", noon()).await.unwrap();
    assert_eq!(done.done(), 1);
    assert_eq!(letters(&db, "unit_asked").await, 1);
}

#[tokio::test]
async fn a_selection_of_others_entries_is_empty() {
    let db = fresh_db().await;
    let entry = sent_entry(&db, open_edition(&db).await, SentEntry::default()).await;
    let stranger = member(&db, "Lạ").await;
    for act in [BulkAct::Accept, BulkAct::Remind, BulkAct::Confirm] {
        assert!(preview_bulk(&db, &stranger, act, &[entry], noon()).await.unwrap().lines.is_empty());
        assert!(apply_bulk(&db, &stranger, act, &[entry], "", noon()).await.unwrap().lines.is_empty());
    }
    assert_eq!(state(&db, entry).await, EntryState::Submitted);
}

#[tokio::test]
async fn more_than_a_page_is_cut_and_counted() {
    let db = fresh_db().await;
    let clerk = secretary(&db).await;
    let ids: Vec<EntryId> = (1..=60).map(EntryId).collect();
    let preview = preview_bulk(&db, &clerk, BulkAct::Accept, &ids, noon()).await.unwrap();
    assert_eq!(preview.beyond_limit, 10);
}

#[tokio::test]
async fn the_preview_takes_as_many_statements_for_40_entries_as_for_2() {
    let mut db = fresh_db().await;
    let count = StatementCount::on(&mut db);
    let edition = open_edition(&db).await;
    let clerk = secretary(&db).await;
    let school = unit(&db, "Trường Thử", None).await;
    for act in [BulkAct::Accept, BulkAct::Remind] {
        let mut statements = vec![];
        for rows in [2, 40] {
            let mut ids = vec![];
            for _ in 0..rows {
                let sent = SentEntry { unit: Some(school), ..SentEntry::default() };
                ids.push(sent_entry(&db, edition, sent).await);
            }
            count.take();
            let preview = preview_bulk(&db, &clerk, act, &ids, noon()).await.unwrap();
            assert_eq!(preview.lines.len(), rows);
            statements.push(count.take());
        }
        assert!(statements[0] > 1, "statements are counted");
        assert_eq!(statements[0], statements[1], "{act:?}");
    }
}
