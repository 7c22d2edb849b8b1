//! Exports hold the rows of the filter, and contact data only on request.

use domain::entries::state::EntryState;
use domain::intake::queue::QueueFilter;
use domain::people::roles::GrantedRole;
use sea_orm::EntityTrait;

use super::{secretary, slug};
use crate::entities::ledger;
use crate::intake::*;
use crate::testkit::*;

#[tokio::test]
async fn an_export_holds_exactly_the_filtered_rows() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let accepted = SentEntry { state: EntryState::Accepted, ..SentEntry::default() };
    sent_entry(&db, edition, accepted).await;
    sent_entry(&db, edition, SentEntry::default()).await;
    sent_entry(&db, edition, SentEntry { state: EntryState::Draft, ..SentEntry::default() }).await;
    let (clerk, slug) = (secretary(&db).await, slug(&db, edition).await);
    let filters =
        [(QueueFilter::default(), 2), (QueueFilter { state: Some(EntryState::Accepted), ..Default::default() }, 1)];
    for (filter, rows) in filters {
        let mut export = open_export(&db, &clerk, &slug, &filter, ExportOptions::default(), noon()).await.unwrap();
        let first = export.next_batch().await.unwrap();
        assert_eq!(first.len(), rows, "{filter:?}");
        assert!(first.iter().all(|entry| entry.authors.iter().all(|author| author.contact.is_none())));
        assert!(export.next_batch().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn contact_data_leaves_only_when_asked_for_and_the_ledger_knows() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    sent_entry(&db, edition, SentEntry::default()).await;
    let (clerk, slug) = (secretary(&db).await, slug(&db, edition).await);
    let options = ExportOptions { contact: true };

    let mut export = open_export(&db, &clerk, &slug, &QueueFilter::default(), options, noon()).await.unwrap();

    let batch = export.next_batch().await.unwrap();
    assert_eq!(batch[0].authors[0].contact.as_ref().unwrap().phone, "0900000000");
    let records = ledger::Entity::find().all(&db).await.unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].act, "entry.exported");
    assert!(records[0].detail.contains("\"contact\":true") && !records[0].detail.contains("0900000000"));
}

#[tokio::test]
async fn only_a_secretary_exports() {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let slug = slug(&db, edition).await;
    for role in [GrantedRole::Administrator, GrantedRole::Approver, GrantedRole::Judge] {
        let actor = holder(&db, "Người khác", role).await;
        let export = open_export(&db, &actor, &slug, &QueueFilter::default(), ExportOptions::default(), noon()).await;
        assert!(export.is_err(), "{role:?}");
    }
    assert!(ledger::Entity::find().all(&db).await.unwrap().is_empty());
}
