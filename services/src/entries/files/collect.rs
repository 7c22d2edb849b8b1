//! Clearing away what nothing refers to: versions replaced before an entry was ever sent, uploads nobody went on with, and bytes
//! that no row names.

use std::collections::HashSet;
use std::time::SystemTime;

use futures::TryStreamExt;
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, QueryFilter, QuerySelect,
};
use serde_json::json;
use time::{Duration, OffsetDateTime};

use super::store::{FileStore, Stored};
use crate::database::begin_write;
use crate::entities::{attachment, file_page, receipt, redacted_copy, upload};
use crate::failure::Failure;
use crate::ledger::{self, Record};

/// An upload nobody went on with is forgotten after this time.
pub const UPLOADS_WAIT: Duration = Duration::days(2);
/// What was replaced, and bytes without a row, stay this long: bytes are stored before a row names them, and a backup that was
/// begun before copies them after.
pub const GRACE: Duration = Duration::hours(2);
/// How many files are looked at while writers wait.
const BATCH: usize = 50;

/// What was cleared away, or would be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Versions of drafts that were replaced or removed.
    pub versions: u64,
    pub uploads: u64,
    /// Files in the store, previews included.
    pub files: u64,
    pub bytes: u64,
}

impl Collected {
    /// True when there was nothing to clear away.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Clears away what nothing refers to, or only counts it. Safe while people upload: a row that names a file is written only
/// after the file was seen to be there, in a transaction that this one waits for or goes before.
pub async fn collect_files(
    db: &DatabaseConnection,
    files: &FileStore,
    only_count: bool,
    now: OffsetDateTime,
) -> Result<Collected, Failure> {
    let versions = dropped_versions(db, only_count, now).await?;
    if !only_count {
        crate::reader::forget_views(db, now - GRACE).await?;
    }
    let uploads = old_uploads(db, files, only_count, now).await?;
    let (blobs, bytes) = unreferenced(db, files, only_count, now).await?;
    let collected = Collected { versions, uploads, files: blobs, bytes };
    if !only_count && !collected.is_nothing() {
        let tx = begin_write(db).await?;
        let detail = json!({ "versions": versions, "uploads": uploads, "files": blobs, "bytes": bytes });
        ledger::append(&tx, Record::new(None, "files.collected", "files").detail(detail), now).await?;
        tx.commit().await?;
    }
    Ok(collected)
}

/// Files taken out of entries that were never sent: no receipt names them.
async fn dropped_versions(db: &DatabaseConnection, only_count: bool, now: OffsetDateTime) -> Result<u64, Failure> {
    let sent = Query::select().column(receipt::Column::EntryId).from(receipt::Entity).to_owned();
    let dropped = Condition::all()
        .add(attachment::Column::RemovedAt.lt(now - GRACE))
        .add(attachment::Column::EntryId.not_in_subquery(sent));
    if only_count {
        let ids: Vec<i64> = attachment::Entity::find()
            .select_only()
            .column(attachment::Column::Id)
            .filter(dropped)
            .into_tuple()
            .all(db)
            .await?;
        return Ok(ids.len() as u64);
    }
    let tx = begin_write(db).await?;
    let gone = attachment::Entity::delete_many().filter(dropped).exec(&tx).await?;
    tx.commit().await?;
    Ok(gone.rows_affected)
}

/// Rows of uploads that were never finished, and what waits in the folder without a row.
async fn old_uploads(
    db: &DatabaseConnection,
    files: &FileStore,
    only_count: bool,
    now: OffsetDateTime,
) -> Result<u64, Failure> {
    let old: Vec<String> = upload::Entity::find()
        .select_only()
        .column(upload::Column::Id)
        .filter(upload::Column::CreatedAt.lt(now - UPLOADS_WAIT))
        .into_tuple()
        .all(db)
        .await?;
    if !only_count {
        for id in &old {
            let _ = tokio::fs::remove_file(files.waiting(id)).await;
            upload::Entity::delete_by_id(id.clone()).exec(db).await?;
        }
    }
    let before = SystemTime::from(now - UPLOADS_WAIT);
    let mut left_over = files.left_over(before).await?;
    left_over.retain(|path| !old.iter().any(|id| path.ends_with(id)));
    if !only_count {
        for path in &left_over {
            let _ = tokio::fs::remove_file(path).await;
        }
    }
    Ok((old.len() + left_over.len()) as u64)
}

/// Stored files whose hash stands in no row, and previews of such.
async fn unreferenced(
    db: &DatabaseConnection,
    files: &FileStore,
    only_count: bool,
    now: OffsetDateTime,
) -> Result<(u64, u64), Failure> {
    let old = (now - GRACE).unix_timestamp();
    let named = named_hashes(db, None).await?;
    let mut candidates: Vec<Stored> = Vec::new();
    let mut all = files.stored();
    while let Some(stored) = all.try_next().await? {
        if stored.changed_at < old && !named.contains(&stored.sha256) {
            candidates.push(stored);
        }
    }
    let (mut count, mut bytes) = (0, 0);
    for batch in candidates.chunks(BATCH) {
        for stored in remove(db, files, batch, only_count).await? {
            count += 1;
            bytes += stored.size;
        }
    }
    Ok((count, bytes))
}

/// Removes those of a batch that are still named by no row; whoever writes such a row waits meanwhile, then looks.
async fn remove<'a>(
    db: &DatabaseConnection,
    files: &FileStore,
    batch: &'a [Stored],
    only_count: bool,
) -> Result<Vec<&'a Stored>, Failure> {
    if only_count {
        return Ok(batch.iter().collect());
    }
    let tx = begin_write(db).await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared("LOCK TABLE attachment, redacted_copy, file_page IN SHARE ROW EXCLUSIVE MODE").await?;
    }
    let hashes = batch.iter().map(|stored| stored.sha256.clone()).collect();
    let named = named_hashes(&*tx, Some(hashes)).await?;
    let gone: Vec<&Stored> = batch.iter().filter(|stored| !named.contains(&stored.sha256)).collect();
    for stored in &gone {
        files.remove(stored).await?;
    }
    tx.commit().await?;
    Ok(gone)
}

/// The hashes that rows name, all of them or those among the ones given: files, copies without names, pictures of pages.
async fn named_hashes(db: &impl ConnectionTrait, among: Option<Vec<String>>) -> Result<HashSet<String>, Failure> {
    let among = among.as_deref();
    let mut named = hashes_in::<attachment::Entity>(db, attachment::Column::Sha256, among).await?;
    named.extend(hashes_in::<redacted_copy::Entity>(db, redacted_copy::Column::Sha256, among).await?);
    named.extend(hashes_in::<file_page::Entity>(db, file_page::Column::PictureSha256, among).await?);
    Ok(named)
}

async fn hashes_in<E: EntityTrait>(
    db: &impl ConnectionTrait,
    column: E::Column,
    among: Option<&[String]>,
) -> Result<HashSet<String>, Failure> {
    let chosen = among.map_or_else(Condition::all, |hashes| Condition::all().add(column.is_in(hashes.iter().cloned())));
    let found: Vec<String> =
        E::find().select_only().column(column).distinct().filter(chosen).into_tuple().all(db).await?;
    Ok(found.into_iter().collect())
}
