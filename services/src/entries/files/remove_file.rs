//! Taking a file out of an entry.

use domain::ids::{AttachmentId, EntryId};
use domain::people::actor::Actor;
use sea_orm::DatabaseConnection;
use serde_json::json;
use time::OffsetDateTime;

use super::add_file::{ChangeFilesError, mark_removed, require_editable, touch};
use crate::database::begin_write;
use crate::entries::load::load_entry;
use crate::entries::save_section::lock_entry;
use crate::ledger::{self, Record};

/// Removes a file from the dossier; its bytes stay, as receipts may name them. Removing twice changes nothing.
pub async fn remove_file(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    file: AttachmentId,
    now: OffsetDateTime,
) -> Result<(), ChangeFilesError> {
    let tx = begin_write(db).await?;
    lock_entry(&tx, id).await?;
    let entry = load_entry(&tx, id).await?;
    require_editable(&tx, actor, &entry).await?;
    let Some(removed) = entry.files.iter().find(|stored| stored.id == file) else {
        return Ok(());
    };
    mark_removed(&tx, file, now).await?;
    touch(&tx, &entry, now).await?;
    let record = Record::new(actor.account, "entry.file_removed", format!("entry/{id}"));
    let detail = json!({ "item": removed.item, "sha256": removed.sha256 });
    ledger::append(&tx, record.detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}
