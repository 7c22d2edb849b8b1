//! The chain holds, and any change to it shows.

use domain::ids::AccountId;
use sea_orm::{ConnectionTrait, DatabaseConnection, TransactionTrait};
use serde_json::json;

use super::{Record, append, verify};
use crate::testkit::{fresh_db, noon};

async fn ledger_of(count: usize) -> DatabaseConnection {
    let db = fresh_db().await;
    for number in 0..count {
        let tx = db.begin().await.unwrap();
        let record = Record::new(Some(AccountId(7)), "entry.submitted", format!("entry/{number}"));
        append(&tx, record.detail(json!({ "code": number })), noon()).await.unwrap();
        tx.commit().await.unwrap();
    }
    db
}

#[tokio::test]
async fn an_untouched_ledger_is_whole() {
    let db = ledger_of(5).await;
    let chain = verify(&db).await.unwrap().unwrap();
    assert_eq!(chain.records, 5);
}

#[tokio::test]
async fn the_first_changed_record_is_named() {
    let changes = [
        ("UPDATE ledger SET detail = '{}' WHERE id = 3", 3),
        ("UPDATE ledger SET account_id = 8 WHERE id = 2", 2),
        ("DELETE FROM ledger WHERE id = 4", 5),
        ("UPDATE ledger SET subject = 'entry/99' WHERE id = 1", 1),
    ];
    for (change, first_bad) in changes {
        let db = ledger_of(5).await;
        db.execute_unprepared(change).await.unwrap();
        let bad = verify(&db).await.unwrap().unwrap_err();
        assert_eq!(bad.id, first_bad, "{change}");
    }
}

#[tokio::test]
async fn an_act_that_fails_leaves_no_record() {
    let db = fresh_db().await;
    let tx = db.begin().await.unwrap();
    append(&tx, Record::new(None, "entry.submitted", "entry/1"), noon()).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(verify(&db).await.unwrap().unwrap().records, 0);
}
