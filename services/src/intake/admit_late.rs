//! Admitting an entry that came after the deadline.

use domain::entries::state::EntryEvent;
use domain::ids::EntryId;
use domain::intake::check_page::CheckOutcome;
use domain::intake::decisions::{check_reason, field};
use domain::people::access::Act;
use domain::people::actor::Actor;
use sea_orm::DatabaseConnection;
use serde_json::json;
use time::OffsetDateTime;

use super::decision::{Change, DecisionError, NewCheck, digest, find_decided, insert_check, move_entry};
use super::letters::write_to_owner;
use crate::database::begin_write;
use crate::ledger::{Record, append};
use crate::outbox::LetterKind;

/// Lets a late entry in, with the reason of the decision; to refuse it, see [`super::refuse_entry`].
pub async fn admit_late(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), DecisionError> {
    let tx = begin_write(db).await?;
    let entry = find_decided(&tx, id).await?;
    entry.require(actor, Act::CheckEntry)?;
    let to = entry.next(EntryEvent::AdmitLate)?;
    let problems = check_reason(field::REASON, reason);
    if !problems.is_empty() {
        return Err(DecisionError::Problems(problems));
    }
    let reason = reason.trim();
    move_entry(&tx, actor, &entry, to, Change::default(), now).await?;
    let check = NewCheck { outcome: CheckOutcome::AdmittedLate, items: &[], reason, citation: None, deadline: None };
    insert_check(&tx, &entry, actor, check, now).await?;
    let record = Record::new(actor.account, "entry.admitted_late", format!("entry/{id}"));
    append(&tx, record.detail(json!({ "code": entry.code(), "reason_sha256": digest(reason) })), now).await?;
    write_to_owner(&tx, &entry.row, LetterKind::LateAdmitted, json!({ "reason": reason }), now).await?;
    tx.commit().await?;
    Ok(())
}
