//! Files in pieces: a drop of the line, a reload or a crash loses at most the piece under way.

use bytes::Bytes;
use domain::entries::file_problem::FileProblem;
use domain::ids::{AttachmentId, AuthorId, EntryId};
use domain::people::actor::Actor;
use futures::{Stream, StreamExt};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter};
use time::OffsetDateTime;

use super::add_file::{ChangeFilesError, FilePlace, add_file, file_name, find_room};
use super::incoming::Incoming;
use super::quota::require_room;
use super::store::FileStore;
use crate::entities::upload;
use crate::failure::Failure;
use crate::tokens::new_token;

/// The largest piece.
pub const CHUNK: usize = 8 * 1024 * 1024;
/// How many uploads of one entry may be under way.
const UNFINISHED: u64 = 20;

/// An upload under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    pub id: String,
    pub entry: EntryId,
    pub place: FilePlace,
    pub name: String,
    pub size: u64,
    /// The bytes that are safe: the next piece starts here.
    pub received: u64,
    pub is_finished: bool,
}

#[expect(clippy::too_many_arguments, reason = "a file, where it belongs and who sends it")]
/// Begins an upload. What is too large or has no room is refused before a byte is sent.
pub async fn start_upload(
    db: &DatabaseConnection,
    files: &FileStore,
    actor: &Actor,
    entry: EntryId,
    place: FilePlace,
    name: &str,
    size: u64,
    now: OffsetDateTime,
) -> Result<Upload, ChangeFilesError> {
    let room = find_room(db, actor, entry, &place).await?;
    let max_mb = room.item.max_mb;
    if size == 0 {
        return Err(ChangeFilesError::Problem(FileProblem::Empty));
    }
    if max_mb > 0 && size > u64::from(max_mb) * domain::entries::check_files::MB {
        let size = Some(size);
        return Err(ChangeFilesError::Problem(FileProblem::TooLarge { size, max_mb }));
    }
    require_room(db, files.quota(), actor, entry, size).await?;
    let open = upload::Entity::find()
        .filter(upload::Column::EntryId.eq(entry.0))
        .filter(upload::Column::FinishedAt.is_null())
        .count(db)
        .await?;
    if open >= UNFINISHED {
        return Err(ChangeFilesError::Problem(FileProblem::TooManyUnfinished));
    }
    let row = upload::ActiveModel {
        id: Set(new_token()),
        entry_id: Set(entry.0),
        item_code: Set(place.item),
        author_id: Set(place.author.map(|author| author.0)),
        file_name: Set(file_name(name)),
        size: Set(i64::try_from(size).unwrap_or(i64::MAX)),
        received: Set(0),
        account_id: Set(actor.account.map_or(0, |account| account.0)),
        created_at: Set(now),
        finished_at: Set(None),
    };
    Ok(upload_of_row(row.insert(db).await?))
}

/// The upload, for the person who began it.
pub async fn find_upload(db: &DatabaseConnection, actor: &Actor, entry: EntryId, id: &str) -> Result<Upload, Failure> {
    let account = actor.account.ok_or(Failure::NotFound)?;
    let row = upload::Entity::find_by_id(id.to_owned())
        .filter(upload::Column::EntryId.eq(entry.0))
        .filter(upload::Column::AccountId.eq(account.0))
        .one(db)
        .await?;
    row.map(upload_of_row).ok_or(Failure::NotFound)
}

/// Adds a piece that starts at `offset`, as it comes: none is held in memory. A piece that starts elsewhere changes nothing: the
/// answer says where to go on. Of a piece that breaks off, what has come is kept.
pub async fn append_chunk<E>(
    db: &DatabaseConnection,
    files: &FileStore,
    actor: &Actor,
    entry: EntryId,
    id: &str,
    offset: u64,
    mut piece: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Upload, ChangeFilesError> {
    let upload = find_upload(db, actor, entry, id).await?;
    if upload.is_finished || offset != upload.received {
        return Ok(upload);
    }
    let room = find_room(db, actor, entry, &upload.place).await?;
    let mut incoming = Incoming::resume(files, id, upload.received, room.item.max_mb).await?;
    while let Some(Ok(bytes)) = piece.next().await {
        if incoming.size() + bytes.len() as u64 > upload.size {
            return Err(ChangeFilesError::Problem(FileProblem::TooLarge { size: None, max_mb: room.item.max_mb }));
        }
        incoming.write(&bytes).await?;
    }
    incoming.sync().await?;
    // The bytes are on the disk before the row says so, and a piece that was overtaken by its own second try says nothing.
    upload::Entity::update_many()
        .col_expr(upload::Column::Received, Expr::value(i64::try_from(incoming.size()).unwrap_or(i64::MAX)))
        .filter(upload::Column::Id.eq(id))
        .filter(upload::Column::Received.eq(i64::try_from(offset).unwrap_or(i64::MAX)))
        .exec(db)
        .await?;
    Ok(find_upload(db, actor, entry, id).await?)
}

/// Takes a file whose bytes have all arrived.
pub async fn finish_upload(
    db: &DatabaseConnection,
    files: &FileStore,
    actor: &Actor,
    entry: EntryId,
    id: &str,
    now: OffsetDateTime,
) -> Result<Option<AttachmentId>, ChangeFilesError> {
    let upload = find_upload(db, actor, entry, id).await?;
    if upload.is_finished {
        return Ok(None);
    }
    if upload.received < upload.size {
        return Err(ChangeFilesError::Problem(FileProblem::CutOff));
    }
    let room = find_room(db, actor, entry, &upload.place).await?;
    // Until its row says that it is finished, an upload is counted with the size it said it would have.
    let incoming = Incoming::resume(files, id, upload.received, room.item.max_mb).await?;
    let added = add_file(db, files, actor, entry, &upload.place, &upload.name, incoming, now).await;
    if !matches!(added, Err(ChangeFilesError::Failure(_))) {
        // What could not be taken for a reason of ours waits, to be finished a little later.
        let _ = tokio::fs::remove_file(files.waiting(id)).await;
        let row =
            upload::ActiveModel { id: Unchanged(id.to_owned()), finished_at: Set(Some(now)), ..Default::default() };
        row.update(db).await?;
    }
    added.map(Some)
}

fn upload_of_row(row: upload::Model) -> Upload {
    let bytes = |count: i64| u64::try_from(count).unwrap_or(0);
    Upload {
        id: row.id,
        entry: EntryId(row.entry_id),
        place: FilePlace { item: row.item_code, author: row.author_id.map(AuthorId) },
        name: row.file_name,
        size: bytes(row.size),
        received: bytes(row.received),
        is_finished: row.finished_at.is_some(),
    }
}
