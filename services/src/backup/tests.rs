//! A backup gives back what it saved, or refuses as a whole.

use sea_orm::{DatabaseConnection, TransactionTrait};
use time::OffsetDateTime;

use super::tables::{NAMES, dump_table};
use super::{RestoreError, restore_backup, write_backup};
use crate::ledger::{Record, append};
use crate::testkit::{fresh_db, noon, open_edition};

const SCHEMA: &str = "m1";

async fn small_portal() -> (DatabaseConnection, tempfile::TempDir) {
    let db = fresh_db().await;
    open_edition(&db).await;
    let tx = db.begin().await.unwrap();
    append(&tx, Record::new(None, "edition.opened", "edition/1"), noon()).await.unwrap();
    tx.commit().await.unwrap();
    let data = tempfile::tempdir().unwrap();
    std::fs::create_dir(data.path().join("files")).unwrap();
    std::fs::write(data.path().join("files/aa"), b"bytes of a file").unwrap();
    (db, data)
}

async fn taken(db: &DatabaseConnection, data: &std::path::Path) -> Vec<u8> {
    let mut backup = Vec::new();
    write_backup(db, data, SCHEMA.to_owned(), &mut backup, noon()).await.unwrap();
    backup
}

async fn all_rows(db: &DatabaseConnection) -> Vec<u8> {
    let tx = db.begin().await.unwrap();
    let mut rows = Vec::new();
    for name in NAMES {
        dump_table(&tx, name, &mut rows).await.unwrap();
    }
    tx.commit().await.unwrap();
    rows
}

#[tokio::test]
async fn everything_comes_back() {
    let (db, data) = small_portal().await;
    let backup = taken(&db, data.path()).await;

    let (other, folder) = (fresh_db().await, tempfile::tempdir().unwrap());
    restore_backup(&other, folder.path(), SCHEMA.to_owned(), backup.as_slice()).await.unwrap();

    assert_eq!(all_rows(&other).await, all_rows(&db).await);
    assert_eq!(std::fs::read(folder.path().join("files/aa")).unwrap(), b"bytes of a file");
    open_edition(&other).await;
}

#[tokio::test]
async fn a_changed_backup_is_refused_and_nothing_is_restored() {
    let (db, data) = small_portal().await;
    let mut backup = taken(&db, data.path()).await;
    let place = backup.windows(15).position(|window| window == b"bytes of a file").unwrap();
    backup[place] = b'X';

    let other = fresh_db().await;
    let before = all_rows(&other).await;
    let folder = tempfile::tempdir().unwrap();
    let refused = restore_backup(&other, folder.path(), SCHEMA.to_owned(), backup.as_slice()).await;

    assert!(matches!(refused, Err(RestoreError::Damaged(name)) if name == "data/files/aa"));
    assert_eq!(all_rows(&other).await, before);
}

#[tokio::test]
async fn a_backup_goes_only_into_an_empty_portal_of_its_schema() {
    let (db, data) = small_portal().await;
    let backup = taken(&db, data.path()).await;
    let again = restore_backup(&db, data.path(), SCHEMA.to_owned(), backup.as_slice()).await;
    assert!(matches!(again, Err(RestoreError::NotEmpty)));
    let newer = restore_backup(&fresh_db().await, data.path(), "m2".to_owned(), backup.as_slice()).await;
    assert!(matches!(newer, Err(RestoreError::OtherSchema { .. })));
}

#[test]
fn the_list_of_tables_is_complete() {
    let entities = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/entities/mod.rs")).unwrap();
    let declared = entities.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for name in declared {
        assert!(NAMES.contains(&name), "{name} is not backed up");
    }
}

#[test]
fn times_survive_their_way_through_json() {
    let moment: OffsetDateTime = noon() + time::Duration::microseconds(123_456);
    let text = serde_json::to_string(&moment).unwrap();
    assert_eq!(serde_json::from_str::<OffsetDateTime>(&text).unwrap(), moment);
}
