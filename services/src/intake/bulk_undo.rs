//! Undoing an act on many entries within seconds: earlier states come back, letters that wait are dropped.

use domain::entries::state::{EntryState, UnitState};
use domain::ids::{AccountId, BulkId, EntryId};
use domain::intake::bulk::{BulkAct, BulkOutcome, BulkRefusal, UNDO_TIME, Verdict};
use domain::intake::check_page::CheckOutcome;
use domain::outbox::{LetterKind, MailState};
use domain::people::access::Forbidden;
use domain::people::actor::Actor;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, ModelTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::{Duration, OffsetDateTime};

use super::bulk::{duty, is_on_duty, line};
use super::decision::{Change, Decided, find_decided, move_entry};
use super::remind::REMINDER_UNDONE;
use crate::act_failure;
use crate::database::begin_write;
use crate::entities::{assignment, formal_check, job, mail, unit_confirmation};
use crate::failure::{Failure, read_json, write_json};
use crate::ledger::{Record, append};

/// What the row of the act is called.
const KIND: &str = "bulk";
/// The act can be undone.
const DONE: &str = "done";
/// It was undone.
const UNDONE: &str = "undone";
/// Rows of acts are kept a while longer than they can be undone, so that who comes too late is told.
const KEPT: Duration = Duration::days(1);

/// An entry as it was before the act.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Step {
    entry: i64,
    state: EntryState,
    unit_state: UnitState,
    reason: Option<String>,
    #[serde(with = "time::serde::rfc3339::option")]
    deadline: Option<OffsetDateTime>,
    revision: i32,
}

/// The act, as its row keeps it.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    act: BulkAct,
    steps: Vec<Step>,
}

/// Why an act was not undone.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the time to undo is over")]
    TooLate(BulkAct),
    #[error("the act was undone before")]
    AlreadyUndone(BulkAct),
}

act_failure!(UndoError);

impl Step {
    /// What the act is about to change.
    pub(super) fn before(entry: &Decided) -> Self {
        Self {
            entry: entry.row.id,
            state: entry.state,
            unit_state: entry.unit_state,
            reason: entry.row.state_reason.clone(),
            deadline: entry.row.supplement_deadline,
            revision: entry.row.revision,
        }
    }

    fn change(&self) -> Change {
        Change { reason: self.reason.clone(), deadline: self.deadline, unit_state: Some(self.unit_state) }
    }
}

/// Keeps what undoing needs; none when nothing was done.
pub(super) async fn keep_steps(
    db: &DatabaseConnection,
    actor: &Actor,
    act: BulkAct,
    steps: Vec<Step>,
    now: OffsetDateTime,
) -> Result<Option<BulkId>, Failure> {
    if steps.is_empty() {
        return Ok(None);
    }
    let tx = begin_write(db).await?;
    job::Entity::delete_many()
        .filter(job::Column::Kind.eq(KIND))
        .filter(job::Column::CreatedAt.lt(now - KEPT))
        .exec(&tx)
        .await?;
    let count = i32::try_from(steps.len()).unwrap_or(i32::MAX);
    let row = job::ActiveModel {
        kind: Set(KIND.to_owned()),
        state: Set(DONE.to_owned()),
        detail: Set(write_json(&Kept { act, steps })?),
        done: Set(count),
        total: Set(count),
        created_by: Set(actor.account.map(|account| account.0)),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let row = row.insert(&tx).await?;
    tx.commit().await?;
    Ok(Some(BulkId(row.id)))
}

/// Takes the act back, for the person who did it: every entry that nobody changed since is as before.
pub async fn undo_bulk(
    db: &DatabaseConnection,
    actor: &Actor,
    id: BulkId,
    now: OffsetDateTime,
) -> Result<(BulkAct, BulkOutcome), UndoError> {
    let tx = begin_write(db).await?;
    let row = find_own(&tx, actor, id).await?;
    let Kept { act, steps } = read_json(&row.detail)?;
    if row.state == UNDONE {
        return Err(UndoError::AlreadyUndone(act));
    }
    if now > row.created_at + UNDO_TIME {
        return Err(UndoError::TooLate(act));
    }
    let mut outcome = BulkOutcome::default();
    for step in steps {
        let entry = find_decided(&tx, EntryId(step.entry)).await?;
        if !is_on_duty(actor, act, &entry) {
            return Err(Forbidden::new(duty(act)).into());
        }
        let verdict = if is_as_left(&tx, act, &step, &entry).await? {
            undo_one(&tx, actor, act, &step, &entry, now).await?;
            Verdict::Done
        } else {
            Verdict::Left(BulkRefusal::ChangedSince)
        };
        outcome.lines.push(line(&entry, verdict));
    }
    mark_undone(&tx, row, act, now).await?;
    tx.commit().await?;
    Ok((act, outcome))
}

async fn find_own(tx: &DatabaseTransaction, actor: &Actor, id: BulkId) -> Result<job::Model, Failure> {
    let AccountId(account) = actor.account.ok_or(Failure::NotFound)?;
    job::Entity::find_by_id(id.0)
        .filter(job::Column::Kind.eq(KIND))
        .filter(job::Column::CreatedBy.eq(account))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Failure::NotFound)
}

async fn mark_undone(
    tx: &DatabaseTransaction,
    row: job::Model,
    act: BulkAct,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let row = job::ActiveModel {
        id: Unchanged(row.id),
        state: Set(UNDONE.to_owned()),
        detail: Set(write_json(&Kept { act, steps: vec![] })?),
        updated_at: Set(now),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}

/// Nobody changed the entry after the act, and judging has not taken it up.
async fn is_as_left(tx: &impl ConnectionTrait, act: BulkAct, step: &Step, entry: &Decided) -> Result<bool, Failure> {
    let moved = i32::from(act != BulkAct::Remind);
    if entry.row.revision != step.revision + moved {
        return Ok(false);
    }
    let assigned = assignment::Entity::find().filter(assignment::Column::EntryId.eq(step.entry)).count(tx).await?;
    Ok(assigned == 0)
}

async fn undo_one(
    tx: &DatabaseTransaction,
    actor: &Actor,
    act: BulkAct,
    step: &Step,
    entry: &Decided,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    if act != BulkAct::Remind {
        move_entry(tx, actor, entry, step.state, step.change(), now).await?;
    }
    drop_answer(tx, actor, act, step.entry).await?;
    let dropped = drop_letters(tx, act, step.entry).await?;
    let said = match act {
        BulkAct::Accept => "entry.acceptance_undone",
        BulkAct::Remind => REMINDER_UNDONE,
        BulkAct::Confirm => "entry.confirmation_undone",
        BulkAct::Return => "entry.return_undone",
    };
    let record = Record::new(actor.account, said, format!("entry/{}", step.entry));
    let detail = json!({ "code": entry.code(), "state": step.state.code(), "letters_dropped": dropped });
    append(tx, record.detail(detail), now).await?;
    Ok(())
}

/// The check or the unit's answer that the act wrote does not stand any more; the ledger keeps that it was given.
async fn drop_answer(tx: &DatabaseTransaction, actor: &Actor, act: BulkAct, entry: i64) -> Result<(), Failure> {
    let officer = actor.account.map_or(0, |account| account.0);
    let answer = match act {
        BulkAct::Remind => return Ok(()),
        BulkAct::Accept => {
            let check = formal_check::Entity::find()
                .filter(formal_check::Column::EntryId.eq(entry))
                .filter(formal_check::Column::OfficerId.eq(officer))
                .filter(formal_check::Column::Outcome.eq(CheckOutcome::Accepted.code()))
                .order_by_desc(formal_check::Column::Id)
                .one(tx)
                .await?;
            if let Some(check) = check {
                check.delete(tx).await?;
            }
            return Ok(());
        }
        BulkAct::Confirm => UnitState::Confirmed,
        BulkAct::Return => UnitState::Returned,
    };
    let answer = unit_confirmation::Entity::find()
        .filter(unit_confirmation::Column::EntryId.eq(entry))
        .filter(unit_confirmation::Column::OfficerId.eq(officer))
        .filter(unit_confirmation::Column::State.eq(answer.code()))
        .order_by_desc(unit_confirmation::Column::Id)
        .one(tx)
        .await?;
    if let Some(answer) = answer {
        answer.delete(tx).await?;
    }
    Ok(())
}

/// Drops the letters of the act, none of which has been tried yet: they wait longer than it can be undone.
async fn drop_letters(tx: &DatabaseTransaction, act: BulkAct, entry: i64) -> Result<u64, Failure> {
    let kinds: &[LetterKind] = match act {
        BulkAct::Accept => &[LetterKind::EntryAccepted],
        BulkAct::Remind => &[LetterKind::SupplementRequested, LetterKind::UnitAsked],
        BulkAct::Confirm => &[LetterKind::UnitConfirmed],
        BulkAct::Return => &[LetterKind::UnitReturned],
    };
    let dropped = mail::Entity::delete_many()
        .filter(mail::Column::Reference.eq(format!("entry/{entry}")))
        .filter(mail::Column::Template.is_in(kinds.iter().map(|kind| kind.code())))
        .filter(mail::Column::State.is_in([MailState::Queued.code(), MailState::Held.code()]))
        .filter(mail::Column::Attempts.eq(0))
        .exec(tx)
        .await?;
    Ok(dropped.rows_affected)
}
