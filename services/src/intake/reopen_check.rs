//! Taking an acceptance or a refusal back, so that the entry is checked again.

use domain::entries::state::EntryEvent;
use domain::ids::{EditionId, EntryId};
use domain::intake::check_page::CheckOutcome;
use domain::intake::decisions::{check_reason, field};
use domain::people::access::Act;
use domain::people::actor::Actor;
use domain::programmes::edition::EditionState;
use sea_orm::DatabaseConnection;
use serde_json::json;
use time::OffsetDateTime;

use super::decision::{Change, DecisionError, NewCheck, digest, find_decided, insert_check, move_entry};
use super::letters::write_to_owner;
use crate::database::begin_write;
use crate::ledger::{Record, append};
use crate::outbox::LetterKind;
use crate::programmes::find_edition;

/// Puts the entry back among those to check. Once the provisional list is public, the list stands.
pub async fn reopen_check(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), DecisionError> {
    let tx = begin_write(db).await?;
    let entry = find_decided(&tx, id).await?;
    entry.require(actor, Act::ReopenCheck)?;
    let to = entry.next(EntryEvent::ReopenCheck)?;
    let edition = find_edition(&tx, EditionId(entry.row.edition_id)).await?;
    if !matches!(edition.state, EditionState::Open | EditionState::Judging) {
        return Err(DecisionError::TooLate);
    }
    let problems = check_reason(field::REASON, reason);
    if !problems.is_empty() {
        return Err(DecisionError::Problems(problems));
    }
    let reason = reason.trim();
    move_entry(&tx, actor, &entry, to, Change::default(), now).await?;
    let check = NewCheck { outcome: CheckOutcome::Reopened, items: &[], reason, citation: None, deadline: None };
    insert_check(&tx, &entry, actor, check, now).await?;
    let record = Record::new(actor.account, "entry.check_reopened", format!("entry/{id}"));
    let detail = json!({ "code": entry.code(), "from": entry.state.code(), "reason_sha256": digest(reason) });
    append(&tx, record.detail(detail), now).await?;
    write_to_owner(&tx, &entry.row, LetterKind::CheckReopened, json!({ "reason": reason }), now).await?;
    tx.commit().await?;
    Ok(())
}
