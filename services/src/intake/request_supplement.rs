//! Asking the authors to complete their entry before a deadline.

use domain::entries::state::EntryEvent;
use domain::ids::EntryId;
use domain::intake::check_page::CheckOutcome;
use domain::intake::decisions::SupplementForm;
use domain::people::access::Act;
use domain::people::actor::Actor;
use sea_orm::DatabaseConnection;
use serde_json::json;
use time::OffsetDateTime;

use super::decision::{Change, DecisionError, NewCheck, digest, find_decided, insert_check, move_entry};
use super::letters::{moment, write_to_owner};
use crate::database::begin_write;
use crate::ledger::{Record, append};
use crate::outbox::LetterKind;

/// Sends the entry back to be completed: what is missing, and until when.
pub async fn request_supplement(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    form: &SupplementForm,
    now: OffsetDateTime,
) -> Result<(), DecisionError> {
    let tx = begin_write(db).await?;
    let entry = find_decided(&tx, id).await?;
    entry.require(actor, Act::CheckEntry)?;
    let to = entry.next(EntryEvent::RequestSupplement)?;
    let deadline = form.check(now).map_err(DecisionError::Problems)?;
    let what = form.what.trim();
    let change = Change { reason: Some(what.to_owned()), deadline: Some(deadline), unit_state: None };
    move_entry(&tx, actor, &entry, to, change, now).await?;
    let check = NewCheck {
        outcome: CheckOutcome::SupplementRequested,
        items: &form.items,
        reason: what,
        citation: None,
        deadline: Some(deadline),
    };
    insert_check(&tx, &entry, actor, check, now).await?;
    let record = Record::new(actor.account, "entry.supplement_requested", format!("entry/{id}"));
    let detail = json!({ "code": entry.code(), "deadline": moment(deadline), "what_sha256": digest(what) });
    append(&tx, record.detail(detail), now).await?;
    let more = json!({ "what": what, "deadline": moment(deadline) });
    write_to_owner(&tx, &entry.row, LetterKind::SupplementRequested, more, now).await?;
    tx.commit().await?;
    Ok(())
}
