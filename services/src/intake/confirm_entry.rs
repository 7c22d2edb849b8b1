//! The unit confirms an entry, or returns it for correction.

use domain::calendar::{end_of_day, vietnam_date};
use domain::entries::state::{EntryEvent, EntryState, UnitState};
use domain::ids::{EditionId, EntryId};
use domain::intake::decisions::{check_note, check_reason, field};
use domain::people::access::Act;
use domain::people::actor::Actor;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection, DatabaseTransaction};
use serde_json::json;
use time::{Duration, OffsetDateTime};

use super::decision::{Change, Decided, DecisionError, digest, find_decided, move_entry};
use super::letters::{ActTime, moment, write_to_owner};
use crate::database::begin_write;
use crate::entities::unit_confirmation;
use crate::entries::deadline_of_row;
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::outbox::LetterKind;
use crate::programmes::find_edition;

/// How many days authors have to correct an entry returned after, or just before, the deadline.
const DAYS_TO_CORRECT: i64 = 5;

/// Confirms the entry for its unit. A second press changes nothing.
pub async fn confirm_entry(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    note: &str,
    now: OffsetDateTime,
) -> Result<(), DecisionError> {
    confirm(db, actor, id, note, now.into()).await
}

pub(super) async fn confirm(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    note: &str,
    at: ActTime,
) -> Result<(), DecisionError> {
    let now = at.now;
    let tx = begin_write(db).await?;
    let entry = find_decided(&tx, id).await?;
    entry.require(actor, Act::ConfirmEntry)?;
    if entry.unit_state == UnitState::Confirmed {
        return Ok(());
    }
    let problems = check_note(field::NOTE, note);
    if !problems.is_empty() {
        return Err(DecisionError::Problems(problems));
    }
    let change = Change {
        reason: entry.row.state_reason.clone(),
        deadline: entry.row.supplement_deadline,
        unit_state: Some(UnitState::Confirmed),
    };
    move_entry(&tx, actor, &entry, entry.state, change, now).await?;
    keep_answer(&tx, &entry, actor, UnitState::Confirmed, note, now).await?;
    let record = Record::new(actor.account, "entry.unit_confirmed", format!("entry/{id}"));
    append(&tx, record.detail(json!({ "code": entry.code() })), now).await?;
    let more = json!({ "note": note.trim() });
    write_to_owner(&tx, &entry.row, LetterKind::UnitConfirmed, more, at).await?;
    tx.commit().await?;
    Ok(())
}

/// Sends the entry back to its authors: what to correct, and until when.
pub async fn return_entry(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    note: &str,
    now: OffsetDateTime,
) -> Result<(), DecisionError> {
    send_back(db, actor, id, note, now.into()).await
}

pub(super) async fn send_back(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    note: &str,
    at: ActTime,
) -> Result<(), DecisionError> {
    let now = at.now;
    let tx = begin_write(db).await?;
    let entry = find_decided(&tx, id).await?;
    entry.require(actor, Act::ConfirmEntry)?;
    let to = entry.next(EntryEvent::ReturnByUnit)?;
    let problems = check_reason(field::NOTE, note);
    if !problems.is_empty() {
        return Err(DecisionError::Problems(problems));
    }
    let note = note.trim();
    let deadline = deadline_to_correct(&tx, &entry, now).await?;
    let change =
        Change { reason: Some(note.to_owned()), deadline: Some(deadline), unit_state: Some(UnitState::Returned) };
    move_entry(&tx, actor, &entry, to, change, now).await?;
    keep_answer(&tx, &entry, actor, UnitState::Returned, note, now).await?;
    let record = Record::new(actor.account, "entry.unit_returned", format!("entry/{id}"));
    let detail = json!({ "code": entry.code(), "deadline": moment(deadline), "note_sha256": digest(note) });
    append(&tx, record.detail(detail), now).await?;
    let more = json!({ "note": note, "deadline": moment(deadline) });
    write_to_owner(&tx, &entry.row, LetterKind::UnitReturned, more, at).await?;
    tx.commit().await?;
    Ok(())
}

/// May a unit return an entry in this state?
pub(super) fn may_return(state: EntryState) -> bool {
    state.next(EntryEvent::ReturnByUnit).is_ok()
}

/// The deadline the entry has anyway, or a few days when that is nearer: who was returned at the last hour can still correct.
async fn deadline_to_correct(
    tx: &DatabaseTransaction,
    entry: &Decided,
    now: OffsetDateTime,
) -> Result<OffsetDateTime, Failure> {
    let edition = find_edition(tx, EditionId(entry.row.edition_id)).await?;
    let at_least = end_of_day(vietnam_date(now + Duration::days(DAYS_TO_CORRECT)));
    let own = deadline_of_row(&edition, &entry.row).at;
    Ok(own.map_or(at_least, |own| own.max(at_least)))
}

async fn keep_answer(
    tx: &DatabaseTransaction,
    entry: &Decided,
    actor: &Actor,
    state: UnitState,
    note: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let unit = entry.subject.unit.ok_or(Failure::NotFound)?;
    let row = unit_confirmation::ActiveModel {
        entry_id: Set(entry.row.id),
        unit_id: Set(unit.0),
        state: Set(state.code().to_owned()),
        officer_id: Set(actor.account.map(|id| id.0).unwrap_or_default()),
        note: Set(note.trim().to_owned()),
        created_at: Set(now),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(())
}
