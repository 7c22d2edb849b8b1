//! Reminding: the owner of an open supplement, or the unit of an open confirmation.

use domain::entries::state::{EntryState, UnitState};
use domain::intake::bulk::BulkRefusal;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use serde_json::json;
use time::{Duration, OffsetDateTime};

use super::decision::{Decided, DecisionError, find_decided};
use super::letters::{ActTime, moment, unit_officers, write_to_owner, write_to_unit};
use crate::database::begin_write;
use crate::ledger::{Record, append, last_acts};
use crate::outbox::LetterKind;

/// The act in the ledger; the last one tells when somebody was reminded.
const REMINDED: &str = "entry.reminded";
/// Whoever was reminded by mistake may be reminded again.
pub(super) const REMINDER_UNDONE: &str = "entry.reminder_undone";
/// How long nobody is reminded again.
const PAUSE: Duration = Duration::hours(20);

/// Whom a reminder would reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Addressee {
    Owner,
    Unit(i64),
}

/// Why nobody would be reminded, if so.
pub(super) async fn remind_refusal(
    db: &impl ConnectionTrait,
    entry: &Decided,
    now: OffsetDateTime,
) -> Result<Option<BulkRefusal>, DbErr> {
    let Some(addressee) = addressee(entry) else {
        return Ok(Some(BulkRefusal::NothingToRemind));
    };
    if let Addressee::Unit(unit) = addressee
        && unit_officers(db, &[unit]).await?.is_empty()
    {
        return Ok(Some(BulkRefusal::NobodyToRemind));
    }
    let subject = [format!("entry/{}", entry.row.id)];
    let undone = last_acts(db, REMINDER_UNDONE, &subject).await?.into_values().next();
    let last = last_acts(db, REMINDED, &subject).await?.into_values().next();
    let last = last.filter(|last| *last > now - PAUSE && undone.is_none_or(|undone| undone < *last));
    Ok(last.map(BulkRefusal::RemindedAt))
}

/// Sends one reminder, or says why not; it asks again, for the selection may be old.
pub(super) async fn remind(
    db: &DatabaseConnection,
    actor: &Actor,
    id: domain::ids::EntryId,
    at: ActTime,
) -> Result<Option<BulkRefusal>, DecisionError> {
    let now = at.now;
    let tx = begin_write(db).await?;
    let entry = find_decided(&tx, id).await?;
    access::require(actor, Act::ExportEntries, &entry.subject, State::Any)?;
    if let Some(refusal) = remind_refusal(&tx, &entry, now).await? {
        return Ok(Some(refusal));
    }
    match addressee(&entry) {
        Some(Addressee::Owner) => {
            let more = json!({
                "what": entry.row.state_reason,
                "deadline": entry.row.supplement_deadline.map(moment),
                "reminder": true,
            });
            write_to_owner(&tx, &entry.row, LetterKind::SupplementRequested, more, at).await?;
        }
        Some(Addressee::Unit(unit)) => {
            write_to_unit(&tx, &entry.row, unit, LetterKind::UnitAsked, at).await?;
        }
        None => {}
    }
    let to = if addressee(&entry) == Some(Addressee::Owner) {
        "owner"
    } else {
        "unit"
    };
    let record = Record::new(actor.account, REMINDED, format!("entry/{id}"));
    append(&tx, record.detail(json!({ "code": entry.code(), "to": to })), now).await?;
    tx.commit().await?;
    Ok(None)
}

fn addressee(entry: &Decided) -> Option<Addressee> {
    match (entry.state, entry.unit_state) {
        (EntryState::SupplementRequested, _) => Some(Addressee::Owner),
        (EntryState::Submitted | EntryState::Late, UnitState::Waiting) => {
            entry.subject.unit.map(|unit| Addressee::Unit(unit.0))
        }
        _ => None,
    }
}
