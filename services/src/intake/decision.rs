//! What every decision on one entry shares: loading it, asking whether it may be decided, moving it, telling its owner.

use domain::entries::state::{EntryEvent, EntryState, RefusedMove, UnitState};
use domain::ids::{AccountId, EditionId, EntryId, UnitId};
use domain::intake::check_page::CheckOutcome;
use domain::intake::checklist::{CheckItem, CheckProblem};
use domain::intake::decisions::Problems;
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QuerySelect};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::filers::find_filers;
use crate::act_failure;
use crate::entities::{entry, formal_check};
use crate::failure::{Failure, write_json};
use crate::people::units::find_successors;
use crate::rounds::{entry_left, entry_returned};

/// Why a decision on an entry was not made.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    #[error(transparent)]
    Failure(#[from] Failure),
    /// Somebody was faster, or the button was pressed twice.
    #[error("the entry is {0:?} by now")]
    Moved(EntryState),
    #[error("the form has problems: {0:?}")]
    Problems(Problems),
    #[error("the check is not complete: {0:?}")]
    Incomplete(Vec<CheckProblem>),
    /// The edition is past judging: its list of entries stands.
    #[error("the edition no longer allows it")]
    TooLate,
}

act_failure!(DecisionError);

/// An entry under decision.
pub(super) struct Decided {
    pub row: entry::Model,
    pub state: EntryState,
    pub unit_state: UnitState,
    pub subject: Subject,
}

/// Loads an entry to decide on; PostgreSQL holds its row, so that two decisions come one after the other.
pub(super) async fn find_decided(tx: &DatabaseTransaction, id: EntryId) -> Result<Decided, Failure> {
    let row = entry::Entity::find_by_id(id.0).lock_exclusive().one(tx).await?;
    let successors = find_successors(tx).await?;
    let filers = find_filers(tx, &[id.0]).await?.remove(&id.0).unwrap_or_default();
    decided(row.ok_or(Failure::NotFound)?, filers, |unit| successors.today(unit))
}

/// Loads an entry to read.
pub(super) async fn find_readable(db: &impl ConnectionTrait, id: EntryId) -> Result<Decided, Failure> {
    let row = entry::Entity::find_by_id(id.0).one(db).await?;
    let successors = find_successors(db).await?;
    let filers = find_filers(db, &[id.0]).await?.remove(&id.0).unwrap_or_default();
    decided(row.ok_or(Failure::NotFound)?, filers, |unit| successors.today(unit))
}

pub(super) fn decided(
    row: entry::Model,
    filers: Vec<String>,
    unit_today: impl Fn(i64) -> i64,
) -> Result<Decided, Failure> {
    let subject = Subject {
        edition: Some(EditionId(row.edition_id)),
        owner: Some(AccountId(row.owner_id)),
        unit: row.unit_id.map(|unit| UnitId(unit_today(unit))),
        filers,
        ..Subject::default()
    };
    Ok(Decided { state: state_of(&row)?, unit_state: unit_state_of(&row)?, subject, row })
}

pub(super) fn state_of(row: &entry::Model) -> Result<EntryState, Failure> {
    EntryState::from_code(&row.state).ok_or_else(|| Failure::Damaged(format!("entry state {}", row.state)))
}

pub(super) fn unit_state_of(row: &entry::Model) -> Result<UnitState, Failure> {
    UnitState::from_code(&row.unit_state).ok_or_else(|| Failure::Damaged(format!("unit state {}", row.unit_state)))
}

impl Decided {
    pub(super) fn id(&self) -> EntryId {
        EntryId(self.row.id)
    }

    pub(super) fn code(&self) -> String {
        self.row.code.clone().unwrap_or_default()
    }

    /// Asks the table. Who reads the entry on duty learns that it has moved on; to anybody else it is not there.
    pub(super) fn require(&self, actor: &Actor, act: Act) -> Result<(), DecisionError> {
        let Err(refused) = access::require(actor, act, &self.subject, State::Entry(self.state)) else {
            return Ok(());
        };
        let on_duty = access::allows_in_some_state(actor, act, &self.subject);
        if on_duty && self.state != EntryState::Draft {
            Err(DecisionError::Moved(self.state))
        } else {
            Err(refused.into())
        }
    }

    /// The state after the event; a refused move means that somebody was faster.
    pub(super) fn next(&self, event: EntryEvent) -> Result<EntryState, DecisionError> {
        self.state.next(event).map_err(|RefusedMove { from, .. }| DecisionError::Moved(from))
    }
}

/// What a move writes into the entry, beside its state.
#[derive(Default)]
pub(super) struct Change {
    pub reason: Option<String>,
    pub deadline: Option<OffsetDateTime>,
    pub unit_state: Option<UnitState>,
}

/// Saves the new state, and tells the rounds of an entry that leaves or comes back. The revision counts on, so that a form
/// opened before is known to be old.
pub(super) async fn move_entry(
    tx: &DatabaseTransaction,
    actor: &Actor,
    decided: &Decided,
    to: EntryState,
    change: Change,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let revision = decided.row.revision + 1;
    let mut row = decided.row.clone().into_active_model();
    row.state = Set(to.code().to_owned());
    row.state_reason = Set(change.reason);
    if change.deadline != decided.row.supplement_deadline {
        row.supplement_asked_at = Set(change.deadline.map(|_| now));
    }
    row.supplement_deadline = Set(change.deadline);
    if let Some(unit_state) = change.unit_state {
        row.unit_state = Set(unit_state.code().to_owned());
    }
    row.revision = Set(revision);
    row.updated_at = Set(now);
    row.update(tx).await?;
    let (edition, accepted) = (EditionId(decided.row.edition_id), EntryState::Accepted);
    if to == accepted && decided.state != accepted {
        entry_returned(tx, actor, edition, decided.id(), now).await?;
    } else if decided.state == accepted && to != accepted {
        entry_left(tx, actor, edition, decided.id(), now).await?;
    }
    Ok(())
}

/// What the ledger keeps of free text: its words may name a child.
pub(super) fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// One formal check, as it goes into the history of checks.
pub(super) struct NewCheck<'a> {
    pub outcome: CheckOutcome,
    pub items: &'a [CheckItem],
    pub reason: &'a str,
    pub citation: Option<&'a str>,
    pub deadline: Option<OffsetDateTime>,
}

pub(super) async fn insert_check(
    tx: &DatabaseTransaction,
    decided: &Decided,
    actor: &Actor,
    check: NewCheck<'_>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let row = formal_check::ActiveModel {
        entry_id: Set(decided.row.id),
        officer_id: Set(actor.account.map(|id| id.0).unwrap_or_default()),
        outcome: Set(check.outcome.code().to_owned()),
        items: Set(write_json(&check.items)?),
        reason: Set(check.reason.trim().to_owned()),
        citation: Set(check.citation.map(|text| text.trim().to_owned())),
        deadline: Set(check.deadline),
        created_at: Set(now),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(())
}
