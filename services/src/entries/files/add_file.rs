//! Adding a file to an entry.

use domain::entries::entry::Entry;
use domain::entries::file_problem::FileProblem;
use domain::ids::{AttachmentId, AuthorId, EntryId};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::rules::{DossierItem, DossierKind};
use domain::text::clean_line;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction};
use serde_json::json;
use time::OffsetDateTime;

use super::accept::{Kept, accept};
use super::incoming::Incoming;
use super::quota::require_room;
use super::store::FileStore;
use crate::act_failure;
use crate::database::begin_write;
use crate::entities::{attachment, entry};
use crate::entries::find_entry::subject_for;
use crate::entries::load::{Holder, load_entry};
use crate::entries::save_section::lock_entry;
use crate::failure::Failure;
use crate::ledger::{self, Record};
use crate::programmes::find_rules;

/// The longest file name that is kept.
const NAME_MAX: usize = 150;

/// Where a file belongs: an item of the dossier, and the author it is asked of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlace {
    pub item: String,
    pub author: Option<AuthorId>,
}

/// Why the files of an entry were not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeFilesError {
    #[error("the files stay as they are: {0:?}")]
    Problem(FileProblem),
    #[error(transparent)]
    Failure(#[from] Failure),
}

act_failure!(ChangeFilesError);

/// What may be put in a place.
pub struct Room {
    pub item: DossierItem,
    /// The file that makes way: a place for one file takes a new one instead.
    pub(super) replaced: Option<AttachmentId>,
}

/// Whether the person may add a file in that place now; asked before the first byte is received.
pub async fn find_room(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    place: &FilePlace,
) -> Result<Room, ChangeFilesError> {
    let entry = load_entry(db, id).await?;
    room_in(db, actor, &entry, place).await
}

/// Its authors are told that the entry was sent or closed meanwhile; to others it is not there.
pub(super) async fn require_editable(
    db: &impl ConnectionTrait,
    actor: &Actor,
    entry: &Entry,
) -> Result<(), ChangeFilesError> {
    let subject = subject_for(db, actor, entry).await?;
    let state = entry.state;
    match access::require(actor, Act::EditEntry, &subject, State::Entry(state)) {
        Err(_) if access::allows_in_some_state(actor, Act::EditEntry, &subject) => {
            Err(ChangeFilesError::Problem(FileProblem::EntryClosed { state }))
        }
        asked => Ok(asked?),
    }
}

async fn room_in(
    db: &impl ConnectionTrait,
    actor: &Actor,
    entry: &Entry,
    place: &FilePlace,
) -> Result<Room, ChangeFilesError> {
    require_editable(db, actor, entry).await?;
    let rules = find_rules(db, entry.edition, entry.rules_version).await?;
    let mut items = rules.dossier_for(entry.field.as_deref());
    let item =
        items.find(|item| item.code == place.item && item.kind == DossierKind::File).ok_or(Failure::NotFound)?.clone();
    let is_known = place.author.is_some_and(|id| entry.author_number(id).is_some());
    if item.per_author != place.author.is_some() || (item.per_author && !is_known) {
        return Err(Failure::NotFound.into());
    }
    let there: Vec<AttachmentId> =
        entry.files_of(&item.code).filter(|file| file.author == place.author).map(|file| file.id).collect();
    let max = item.max_count.max(item.min_count).max(1);
    let replaced = there.first().copied().filter(|_| max == 1);
    if there.len() >= max as usize && replaced.is_none() {
        return Err(ChangeFilesError::Problem(FileProblem::TooMany { max }));
    }
    Ok(Room { item, replaced })
}

#[expect(clippy::too_many_arguments, reason = "a file, where it belongs and who sends it")]
/// Takes a file that has arrived: checked, cleaned, stored, and only then named by a row.
pub async fn add_file(
    db: &DatabaseConnection,
    files: &FileStore,
    actor: &Actor,
    id: EntryId,
    place: &FilePlace,
    name: &str,
    mut incoming: Incoming,
    now: OffsetDateTime,
) -> Result<AttachmentId, ChangeFilesError> {
    let room = find_room(db, actor, id, place).await?;
    let kept = accept(files, &room.item, &mut incoming).await?;
    name_kept(db, files, actor, id, place, name, &kept, now).await
}

#[expect(clippy::too_many_arguments, reason = "a file, where it belongs and who sends it")]
/// Names bytes that are in the store by a row of the entry.
pub(super) async fn name_kept(
    db: &DatabaseConnection,
    files: &FileStore,
    actor: &Actor,
    id: EntryId,
    place: &FilePlace,
    name: &str,
    kept: &Kept,
    now: OffsetDateTime,
) -> Result<AttachmentId, ChangeFilesError> {
    let tx = begin_write(db).await?;
    lock_entry(&tx, id).await?;
    let entry = load_entry(&tx, id).await?;
    // Looking into a file takes a while: the place may be filled by now.
    let room = room_in(&tx, actor, &entry, place).await?;
    require_room(&*tx, files.quota(), actor, id, kept.size).await?;
    let added = insert(&tx, actor, &entry, place, &room, &file_name(name), kept, now).await?;
    if !files.holds(&kept.sha256).await {
        // The same bytes were cleared away a moment ago, before this row named them.
        return Err(Failure::Busy.into());
    }
    tx.commit().await?;
    Ok(added)
}

#[expect(clippy::too_many_arguments, reason = "one row, its parts and who makes it")]
async fn insert(
    tx: &DatabaseTransaction,
    actor: &Actor,
    entry: &Entry,
    place: &FilePlace,
    room: &Room,
    name: &str,
    kept: &Kept,
    now: OffsetDateTime,
) -> Result<AttachmentId, Failure> {
    if let Some(replaced) = room.replaced {
        mark_removed(tx, replaced, now).await?;
    }
    let row = attachment::ActiveModel {
        entry_id: Set(entry.id.0),
        item_code: Set(place.item.clone()),
        author_id: Set(place.author.map(|author| author.0)),
        holder: Set(holder_at(entry, place)?),
        file_name: Set(name.to_owned()),
        media_type: Set(kept.format.media_type().to_owned()),
        size: Set(i64::try_from(kept.size).unwrap_or(i64::MAX)),
        sha256: Set(kept.sha256.clone()),
        position: Set(entry.files.len() as i32 + 1),
        uploaded_by: Set(actor.account.map_or(0, |account| account.0)),
        uploaded_at: Set(now),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    touch(tx, entry, now).await?;
    let detail = json!({
        "item": place.item, "sha256": kept.sha256, "size": kept.size, "replaces": room.replaced.map(|id| id.0),
    });
    let record = Record::new(actor.account, "entry.file_added", format!("entry/{}", entry.id));
    ledger::append(tx, record.detail(detail), now).await?;
    Ok(AttachmentId(row.id))
}

/// Whom a paper of a person is put in for.
fn holder_at(entry: &Entry, place: &FilePlace) -> Result<Option<String>, Failure> {
    let author = entry.authors.iter().find(|author| author.id.is_some() && author.id == place.author);
    author.map(Holder::of).transpose()
}

pub(super) async fn mark_removed(
    tx: &DatabaseTransaction,
    id: AttachmentId,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let row = attachment::ActiveModel { id: Unchanged(id.0), removed_at: Set(Some(now)), ..Default::default() };
    row.update(tx).await?;
    Ok(())
}

pub(super) async fn touch(tx: &DatabaseTransaction, entry: &Entry, now: OffsetDateTime) -> Result<(), Failure> {
    let row = entry::ActiveModel {
        id: Unchanged(entry.id.0),
        revision: Set(entry.revision + 1),
        updated_at: Set(now),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}

/// The last part of what the browser calls the file, in one line; its end, with the extension, is kept.
pub(super) fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean = clean_line(last);
    let letters = clean.chars().count();
    let short: String = clean.chars().skip(letters.saturating_sub(NAME_MAX)).collect();
    if short.is_empty() { "tep".to_owned() } else { short }
}
