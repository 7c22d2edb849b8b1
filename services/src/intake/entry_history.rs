//! The history of an entry, from the ledger, as its reader may know it.

use domain::ids::EntryId;
use domain::ledger::{HistoryLine, Who};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};

use super::decision::{Decided, find_readable};
use super::people_names::account_names;
use crate::entities::ledger;
use crate::failure::Failure;

/// Who reads: staff know names, others know sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    Staff,
    Unit(i64),
    Owner(i64),
}

/// Acts of the secretariat.
const STAFF_ACTS: [&str; 8] = [
    "entry.supplement_requested",
    "entry.accepted",
    "entry.refused",
    "entry.check_reopened",
    "entry.admitted_late",
    "entry.reminded",
    "entry.acceptance_undone",
    "entry.reminder_undone",
];
/// Acts of the unit.
const UNIT_ACTS: [&str; 4] =
    ["entry.unit_confirmed", "entry.unit_returned", "entry.confirmation_undone", "entry.return_undone"];
/// Acts that only staff know of.
const STAFF_ONLY: [&str; 3] = ["entry.note_added", "entry.check_noted", "entry.exported"];

/// What happened to an entry, oldest first, for its owner or for staff.
pub async fn entry_history(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
) -> Result<(String, String, Vec<HistoryLine>), Failure> {
    let entry = find_readable(db, id).await?;
    access::require(actor, Act::ReadEntry, &entry.subject, State::Entry(entry.state))?;
    let account = actor.account.map(|account| account.0).unwrap_or_default();
    let reader = if access::allows(actor, Act::ReadEditionDesk, &entry.subject, State::Any) {
        Reader::Staff
    } else if entry.row.owner_id == account {
        Reader::Owner(account)
    } else {
        Reader::Unit(account)
    };
    let lines = read_history(db, &entry, reader).await?;
    Ok((entry.code(), entry.row.title.clone(), lines))
}

/// The lines this reader may know.
pub(super) async fn read_history(
    db: &impl ConnectionTrait,
    entry: &Decided,
    reader: Reader,
) -> Result<Vec<HistoryLine>, Failure> {
    let rows = ledger::Entity::find()
        .filter(ledger::Column::Subject.eq(format!("entry/{}", entry.row.id)))
        .order_by_asc(ledger::Column::Id)
        .all(db)
        .await?;
    let names = account_names(db, rows.iter().filter_map(|row| row.account_id).collect()).await?;
    let lines = rows.into_iter().filter(|row| may_know(reader, &row.act)).map(|row| HistoryLine {
        who: who(reader, &row, entry.row.owner_id, |id| names.get(&id).cloned()),
        at: row.at,
        detail: serde_json::from_str(&row.detail).unwrap_or_default(),
        act: row.act,
    });
    Ok(lines.collect())
}

/// Owner and unit know what happened to the entry itself; judging and remarks among staff are not theirs.
fn may_know(reader: Reader, act: &str) -> bool {
    reader == Reader::Staff || (act.starts_with("entry.") && !STAFF_ONLY.contains(&act))
}

fn who(reader: Reader, row: &ledger::Model, owner: i64, name: impl Fn(i64) -> Option<String>) -> Who {
    let Some(account) = row.account_id else {
        return Who::Portal;
    };
    match reader {
        Reader::Owner(me) | Reader::Unit(me) if me == account => Who::You,
        Reader::Owner(_) | Reader::Unit(_) if STAFF_ACTS.contains(&row.act.as_str()) => Who::Secretariat,
        Reader::Owner(_) if UNIT_ACTS.contains(&row.act.as_str()) => Who::Unit,
        Reader::Owner(_) if account != owner && !UNIT_ACTS.contains(&row.act.as_str()) => Who::Portal,
        _ => name(account).map_or(Who::Portal, Who::Named),
    }
}
