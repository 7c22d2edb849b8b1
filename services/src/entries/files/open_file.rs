//! Reading a file of an entry.

use domain::entries::entry::EntryFile;
use domain::ids::{AttachmentId, EntryId};
use domain::people::actor::Actor;
use sea_orm::DatabaseConnection;

use super::store::{ByteStream, FileStore};
use crate::entries::find_entry::find_entry;
use crate::failure::Failure;

/// A file and its bytes as they come.
pub struct Download {
    pub file: EntryFile,
    pub bytes: ByteStream,
}

/// The file, for whoever may read the entry with the names of its people. Blind judges have their own way.
pub async fn open_file(
    db: &DatabaseConnection,
    files: &FileStore,
    actor: &Actor,
    entry: EntryId,
    file: AttachmentId,
) -> Result<Download, Failure> {
    let file = find_file(db, actor, entry, file).await?;
    let bytes = files.read(&file.sha256).await?;
    Ok(Download { file, bytes })
}

/// The preview of a picture.
pub async fn open_preview(
    db: &DatabaseConnection,
    files: &FileStore,
    actor: &Actor,
    entry: EntryId,
    file: AttachmentId,
) -> Result<Vec<u8>, Failure> {
    let file = find_file(db, actor, entry, file).await?;
    files.read_preview(&file.sha256).await
}

async fn find_file(
    db: &DatabaseConnection,
    actor: &Actor,
    entry: EntryId,
    file: AttachmentId,
) -> Result<EntryFile, Failure> {
    let entry = find_entry(db, actor, entry).await?;
    let found = entry.files.into_iter().find(|stored| stored.id == file);
    found.ok_or(Failure::NotFound)
}
