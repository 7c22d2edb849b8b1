//! One act on many entries: a preview that says what will happen to each, and the act, which asks again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::entries::state::{EntryEvent, UnitState};
use domain::ids::{EditionId, EntryId};
use domain::intake::bulk::{BULK_LIMIT, BulkAct, BulkLine, BulkOutcome, BulkRefusal, Verdict};
use domain::intake::checklist::{CheckProblem, LineSubject, acceptance_problems, check_lines, ticks_seen};
use domain::intake::decisions::{Problems, check_note, check_reason, field};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::accept_entry::accept_as_seen;
use super::bulk_undo::{Step, keep_steps};
use super::confirm_entry::{confirm, may_return, send_back};
use super::decision::{Decided, DecisionError, decided};
use super::dossier_facts::find_facts;
use super::filers::find_filers;
use super::letters::ActTime;
use super::list_entries::{find_versions, rules_of};
use super::remind::{remind, remind_refusals};
use crate::entities::entry;
use crate::failure::Failure;
use crate::people::units::find_successors;

/// What the act would do to each entry of the selection. Entries that are not the actor's are left out.
pub async fn preview_bulk(
    db: &DatabaseConnection,
    actor: &Actor,
    act: BulkAct,
    ids: &[EntryId],
    now: OffsetDateTime,
) -> Result<BulkOutcome, Failure> {
    let (ids, beyond_limit) = within_limit(ids);
    let mut lines = vec![];
    let entries = find_selected(db, actor, act, ids).await?;
    for (entry, refusal) in entries.iter().zip(refusals(db, act, &entries, actor, now).await?) {
        lines.push(line(entry, refusal.map_or(Verdict::Done, Verdict::Left)));
    }
    Ok(BulkOutcome { lines, beyond_limit, undo: None })
}

/// Does the act to each entry that still allows it. One that fails leaves the others as they are: each has its own
/// transaction, and the outcome names every one. For a while the whole act can be undone; its letters wait as long.
pub async fn apply_bulk(
    db: &DatabaseConnection,
    actor: &Actor,
    act: BulkAct,
    ids: &[EntryId],
    note: &str,
    now: OffsetDateTime,
) -> Result<BulkOutcome, DecisionError> {
    let problems = note_problems(act, note);
    if !problems.is_empty() {
        return Err(DecisionError::Problems(problems));
    }
    let (ids, beyond_limit) = within_limit(ids);
    let mut lines = vec![];
    let mut steps = vec![];
    let entries = find_selected(db, actor, act, ids).await?;
    for (entry, refusal) in entries.iter().zip(refusals(db, act, &entries, actor, now).await?) {
        let verdict = match refusal {
            Some(why) => Verdict::Left(why),
            None => verdict_of(apply_one(db, actor, act, entry.id(), note, ActTime::undoable(now)).await)?,
        };
        if verdict == Verdict::Done {
            steps.push(Step::before(entry));
        }
        lines.push(line(entry, verdict));
    }
    Ok(BulkOutcome { lines, beyond_limit, undo: keep_steps(db, actor, act, steps, now).await? })
}

fn note_problems(act: BulkAct, note: &str) -> Problems {
    match act {
        BulkAct::Return => check_reason(field::NOTE, note),
        BulkAct::Confirm => check_note(field::NOTE, note),
        BulkAct::Accept | BulkAct::Remind => vec![],
    }
}

fn within_limit(ids: &[EntryId]) -> (&[EntryId], usize) {
    let kept = &ids[..ids.len().min(BULK_LIMIT)];
    (kept, ids.len() - kept.len())
}

async fn find_selected(
    db: &impl ConnectionTrait,
    actor: &Actor,
    act: BulkAct,
    ids: &[EntryId],
) -> Result<Vec<Decided>, Failure> {
    let successors = find_successors(db).await?;
    let rows = entry::Entity::find().filter(entry::Column::Id.is_in(ids.iter().map(|id| id.0))).all(db).await?;
    let mut filers = find_filers(db, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let mut rows: Vec<_> = rows.into_iter().map(Some).collect();
    let in_order = ids.iter().filter_map(|id| {
        let place = rows.iter().position(|row| row.as_ref().is_some_and(|row| row.id == id.0))?;
        rows[place].take()
    });
    let mut found = vec![];
    for row in in_order {
        let filed_by = filers.remove(&row.id).unwrap_or_default();
        let entry = decided(row, filed_by, |unit| successors.today(unit))?;
        if is_on_duty(actor, act, &entry) {
            found.push(entry);
        }
    }
    Ok(found)
}

pub(super) fn is_on_duty(actor: &Actor, act: BulkAct, entry: &Decided) -> bool {
    let readable = access::allows(actor, Act::ReadEntry, &entry.subject, State::Entry(entry.state));
    readable && access::allows_in_some_state(actor, duty(act), &entry.subject)
}

/// What the person must be allowed to do.
pub(super) fn duty(act: BulkAct) -> Act {
    match act {
        BulkAct::Accept | BulkAct::Remind => Act::CheckEntry,
        BulkAct::Confirm | BulkAct::Return => Act::ConfirmEntry,
    }
}

/// For each entry why the act leaves it, if so. The number of statements does not grow with the entries of an edition.
async fn refusals(
    db: &impl ConnectionTrait,
    act: BulkAct,
    entries: &[Decided],
    actor: &Actor,
    now: OffsetDateTime,
) -> Result<Vec<Option<BulkRefusal>>, Failure> {
    match act {
        BulkAct::Remind => Ok(remind_refusals(db, entries, now).await?),
        BulkAct::Accept => acceptance_refusals(db, entries).await,
        BulkAct::Confirm | BulkAct::Return => Ok(entries.iter().map(|entry| unit_refusal(act, entry, actor)).collect()),
    }
}

fn unit_refusal(act: BulkAct, entry: &Decided, actor: &Actor) -> Option<BulkRefusal> {
    let allowed = access::allows(actor, Act::ConfirmEntry, &entry.subject, State::Entry(entry.state));
    if !allowed || (act == BulkAct::Return && !may_return(entry.state)) {
        return Some(BulkRefusal::WrongState(entry.state));
    }
    (act == BulkAct::Confirm && entry.unit_state == UnitState::Confirmed).then_some(BulkRefusal::AlreadyDone)
}

async fn acceptance_refusals(
    db: &impl ConnectionTrait,
    entries: &[Decided],
) -> Result<Vec<Option<BulkRefusal>>, Failure> {
    let rows: Vec<entry::Model> = entries.iter().map(|entry| entry.row.clone()).collect();
    let facts: HashMap<i64, _> = find_facts(db, &rows).await?.into_iter().collect();
    let mut versions = BTreeMap::new();
    for edition in rows.iter().map(|row| row.edition_id).collect::<BTreeSet<_>>() {
        versions.insert(edition, find_versions(db, EditionId(edition)).await?);
    }
    let refusal = |entry: &Decided| {
        if entry.next(EntryEvent::Accept).is_err() {
            return Ok(Some(BulkRefusal::WrongState(entry.state)));
        }
        let versions = versions.get(&entry.row.edition_id).map(Vec::as_slice).unwrap_or_default();
        let rules = rules_of(versions, entry.row.rules_version)?;
        let lines = facts.get(&entry.row.id).map(|facts| check_lines(rules, facts)).unwrap_or_default();
        let problems = acceptance_problems(&lines, &ticks_seen(&lines));
        Ok((!problems.is_empty()).then(|| BulkRefusal::Incomplete(subjects(problems))))
    };
    entries.iter().map(refusal).collect()
}

fn subjects(problems: Vec<CheckProblem>) -> Vec<LineSubject> {
    let subjects = problems.into_iter().map(|problem| match problem {
        CheckProblem::NotTicked { subject, .. } | CheckProblem::RemarkNeeded { subject, .. } => subject,
    });
    subjects.collect()
}

async fn apply_one(
    db: &DatabaseConnection,
    actor: &Actor,
    act: BulkAct,
    id: EntryId,
    note: &str,
    at: ActTime,
) -> Result<Option<BulkRefusal>, DecisionError> {
    match act {
        BulkAct::Accept => accept_as_seen(db, actor, id, at).await?,
        BulkAct::Remind => return remind(db, actor, id, at).await,
        BulkAct::Confirm => confirm(db, actor, id, note, at).await?,
        BulkAct::Return => send_back(db, actor, id, note, at).await?,
    }
    Ok(None)
}

/// What changed between the question and the act is part of the outcome, not a failure.
fn verdict_of(done: Result<Option<BulkRefusal>, DecisionError>) -> Result<Verdict, DecisionError> {
    match done {
        Ok(None) => Ok(Verdict::Done),
        Ok(Some(why)) => Ok(Verdict::Left(why)),
        Err(DecisionError::Moved(state)) => Ok(Verdict::Left(BulkRefusal::WrongState(state))),
        Err(DecisionError::Incomplete(problems)) => Ok(Verdict::Left(BulkRefusal::Incomplete(subjects(problems)))),
        Err(other) => Err(other),
    }
}

pub(super) fn line(entry: &Decided, verdict: Verdict) -> BulkLine {
    BulkLine { id: entry.id(), code: entry.code(), title: entry.row.title.clone(), verdict }
}
