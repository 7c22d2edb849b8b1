//! A remark among staff; entrants never see it.

use domain::ids::EntryId;
use domain::intake::decisions::{Problems, check_note, check_reason, field};
use domain::people::access::{self, Act, Forbidden, State};
use domain::people::actor::Actor;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter,
};
use time::{Duration, OffsetDateTime};

use super::decision::{digest, find_decided};
use crate::act_failure;
use crate::database::begin_write;
use crate::entities::entry_note;
use crate::failure::Failure;
use crate::ledger::{Record, append};

/// Why a remark was not kept.
#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the note has problems: {0:?}")]
    Problems(Problems),
}

act_failure!(NoteError);

/// Keeps a remark on an entry that was sent. The ledger holds its hash, not its words.
pub async fn add_note(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    body: &str,
    now: OffsetDateTime,
) -> Result<(), NoteError> {
    let tx = begin_write(db).await?;
    let entry = find_decided(&tx, id).await?;
    access::require(actor, Act::ExportEntries, &entry.subject, State::Any)?;
    if !access::allows(actor, Act::ReadEntry, &entry.subject, State::Entry(entry.state)) {
        return Err(Forbidden::new(Act::ReadEntry).into());
    }
    let body = body.trim();
    let mut problems = check_note(field::NOTE, body);
    if body.is_empty() {
        problems.extend(check_reason(field::NOTE, body));
    }
    if !problems.is_empty() {
        return Err(NoteError::Problems(problems));
    }
    if was_just_noted(&tx, actor, id, body, now).await? {
        return Ok(());
    }
    let note = entry_note::ActiveModel {
        entry_id: Set(id.0),
        account_id: Set(actor.account.map(|account| account.0).unwrap_or_default()),
        body: Set(body.to_owned()),
        created_at: Set(now),
        ..Default::default()
    };
    note.insert(&tx).await?;
    let record = Record::new(actor.account, "entry.note_added", format!("entry/{id}"));
    let detail = serde_json::json!({ "sha256": digest(body) });
    append(&tx, record.detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}

/// A second press of the button keeps one remark.
async fn was_just_noted(
    tx: &DatabaseTransaction,
    actor: &Actor,
    id: EntryId,
    body: &str,
    now: OffsetDateTime,
) -> Result<bool, DbErr> {
    let same = entry_note::Entity::find()
        .filter(entry_note::Column::EntryId.eq(id.0))
        .filter(entry_note::Column::AccountId.eq(actor.account.map(|account| account.0)))
        .filter(entry_note::Column::Body.eq(body))
        .filter(entry_note::Column::CreatedAt.gt(now - Duration::minutes(10)))
        .count(tx)
        .await?;
    Ok(same > 0)
}
