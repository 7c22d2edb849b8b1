//! Reminding: the owner of an open supplement, or the unit of an open confirmation.

use std::collections::BTreeSet;

use domain::entries::state::{EntryState, UnitState};
use domain::ids::EditionId;
use domain::intake::bulk::BulkRefusal;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use serde_json::json;
use time::{Duration, OffsetDateTime};

use super::decision::{Decided, DecisionError, find_decided};
use super::letters::{ActTime, moment, unit_officers, write_to_owner, write_to_unit};
use crate::database::begin_write;
use crate::entries::supplement_due;
use crate::ledger::{Record, append, last_acts};
use crate::outbox::LetterKind;
use crate::programmes::find_edition;

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

impl Addressee {
    fn unit(self) -> Option<i64> {
        match self {
            Self::Unit(unit) => Some(unit),
            Self::Owner => None,
        }
    }
}

/// For each entry why nobody would be reminded, if so. Four statements, however many entries.
pub(super) async fn remind_refusals(
    db: &impl ConnectionTrait,
    entries: &[Decided],
    now: OffsetDateTime,
) -> Result<Vec<Option<BulkRefusal>>, DbErr> {
    let units: BTreeSet<i64> = entries.iter().filter_map(|entry| addressee(entry)?.unit()).collect();
    let units: Vec<i64> = units.into_iter().collect();
    let officers = unit_officers(db, &units).await?;
    let staffed = |unit: i64, edition: i64| {
        let of_unit = officers.iter().filter(|officer| officer.unit == unit);
        of_unit.into_iter().any(|officer| officer.acts_in(edition))
    };
    let subjects: Vec<String> = entries.iter().map(subject_of).collect();
    let undone = last_acts(db, REMINDER_UNDONE, &subjects).await?;
    let reminded = last_acts(db, REMINDED, &subjects).await?;
    let refusal = |entry: &Decided| {
        let Some(addressee) = addressee(entry) else {
            return Some(BulkRefusal::NothingToRemind);
        };
        if addressee.unit().is_some_and(|unit| !staffed(unit, entry.row.edition_id)) {
            return Some(BulkRefusal::NobodyToRemind);
        }
        let subject = subject_of(entry);
        let undone = undone.get(&subject);
        let last = reminded.get(&subject).filter(|last| undone.is_none_or(|undone| undone < *last));
        last.filter(|last| **last > now - PAUSE).copied().map(BulkRefusal::RemindedAt)
    };
    Ok(entries.iter().map(refusal).collect())
}

fn subject_of(entry: &Decided) -> String {
    format!("entry/{}", entry.row.id)
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
    let refusals = remind_refusals(&tx, std::slice::from_ref(&entry), now).await?;
    if let Some(refusal) = refusals.into_iter().next().flatten() {
        return Ok(Some(refusal));
    }
    match addressee(&entry) {
        Some(Addressee::Owner) => {
            let edition = find_edition(&tx, EditionId(entry.row.edition_id)).await?;
            let more = json!({
                "what": entry.row.state_reason,
                "deadline": supplement_due(&edition, &entry.row).map(moment),
                "reminder": true,
            });
            write_to_owner(&tx, &entry.row, LetterKind::SupplementRequested, more, at).await?;
        }
        Some(Addressee::Unit(unit)) => {
            write_to_unit(&tx, &entry.row, unit, LetterKind::UnitAsked, at).await?;
        }
        None => {}
    }
    let to = if addressee(&entry) == Some(Addressee::Owner) { "owner" } else { "unit" };
    let record = Record::new(actor.account, REMINDED, subject_of(&entry));
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
