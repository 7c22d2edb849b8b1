//! Opening a round, and moving its deadline.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::EditionId;
use domain::judging::desk::OpenProblem;
use domain::judging::round_deadline::deadline_has_passed;
use domain::judging::states::{RoundState, SheetState};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::{Edition, EditionEvent, EditionState};
use domain::programmes::rules::{EditionRules, Round};
use domain::rounds::Verdict;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::context::round_panels;
use super::errors::RoundError;
use crate::database::begin_write;
use crate::entities::{assignment, edition};
use crate::failure::{Failure, read_json};
use crate::ledger::{Record, append};
use crate::programmes::{find_edition, rules_in_force};
use crate::rounds::{entries_of_round, find_round, lock_round_row, outcomes_of, round_state};

/// Everything that stands against opening the round now.
pub async fn preview_open(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    code: &str,
    due_at: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Result<Vec<OpenProblem>, Failure> {
    let edition = find_edition(db, edition).await?;
    let state = round_state(find_round(db, edition.id.0, code).await?.as_ref());
    access::require(actor, Act::OpenRound, &edition.subject(), State::Round(state))?;
    let rules = rules_in_force(db, &edition).await?;
    open_problems(db, &edition, &rules, code, due_at, now).await
}

async fn open_problems(
    db: &impl ConnectionTrait,
    edition: &Edition,
    rules: &EditionRules,
    code: &str,
    due_at: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Result<Vec<OpenProblem>, Failure> {
    let round = rules.round(code).ok_or(Failure::NotFound)?;
    let mut problems = Vec::new();
    let deadline = edition.deadline();
    if edition.state == EditionState::Open && !deadline.is_over(now) {
        problems.push(OpenProblem::IntakeOpen { until: deadline.at });
    }
    match due_at {
        None => problems.push(OpenProblem::DueMissing),
        due if deadline_has_passed(due, now) => problems.push(OpenProblem::DuePast),
        Some(_) => {}
    }
    let place = rules.rounds.iter().position(|one| one.code == code);
    if let Some(before) = place.and_then(|place| rules.rounds.get(place.checked_sub(1)?)) {
        let name = || before.name.clone();
        let row = find_round(db, edition.id.0, &before.code).await?;
        if round_state(row.as_ref()) != RoundState::Locked {
            problems.push(OpenProblem::EarlierRoundOpen { round: name() });
            return Ok(problems);
        }
        let decided = outcomes_of(db, edition.id).await?.remove(&before.code).unwrap_or_default();
        let entries = decided.values().filter(|one| one.verdict == Verdict::Undecided).count();
        if entries > 0 {
            problems.push(OpenProblem::Undecided { round: name(), entries });
        }
    }
    problems.extend(staffing_problems(db, edition, rules, round).await?);
    Ok(problems)
}

async fn staffing_problems(
    db: &impl ConnectionTrait,
    edition: &Edition,
    rules: &EditionRules,
    round: &Round,
) -> Result<Vec<OpenProblem>, Failure> {
    let panels = round_panels(db, edition.id.0, &round.code).await?;
    if panels.is_empty() {
        return Ok(vec![OpenProblem::NoPanel]);
    }
    let entries = entries_of_round(db, edition.id, rules, &round.code).await?;
    if entries.is_empty() {
        return Ok(vec![OpenProblem::NoEntries]);
    }
    let assigned = assignment::Entity::find()
        .filter(assignment::Column::PanelId.is_in(panels.iter().map(|panel| panel.id)))
        .filter(assignment::Column::State.ne(SheetState::Recused.code()))
        .all(db)
        .await?;
    let mut judges: BTreeMap<i64, u32> = BTreeMap::new();
    for row in &assigned {
        *judges.entry(row.entry_id).or_default() += 1;
    }
    let mut problems = Vec::new();
    let mut covered = BTreeSet::new();
    for panel in &panels {
        let fields: Vec<String> = read_json(&panel.fields)?;
        let short = entries
            .iter()
            .filter(|entry| entry.field_code.as_ref().is_some_and(|code| fields.contains(code)))
            .filter(|entry| judges.get(&entry.id).copied().unwrap_or(0) < round.scoring().judges_per_entry)
            .count();
        if short > 0 {
            problems.push(OpenProblem::EntriesShort {
                panel: panel.name.clone(),
                entries: short,
                needed: round.scoring().judges_per_entry,
            });
        }
        covered.extend(fields);
    }
    let bare: BTreeSet<&str> = entries
        .iter()
        .filter_map(|entry| entry.field_code.as_deref())
        .filter(|code| !covered.contains(*code))
        .collect();
    if !bare.is_empty() {
        let name = |code: &str| rules.field(code).map_or(code, |field| &field.name).to_owned();
        let fields = bare.into_iter().map(name).collect();
        problems.push(OpenProblem::FieldsWithoutPanel { fields });
    }
    Ok(problems)
}

/// Lets the judges begin. The first round also ends the intake.
pub async fn open_round(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    code: &str,
    due_at: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Result<(), RoundError> {
    let tx = begin_write(db).await?;
    let edition = find_edition(&tx, edition).await?;
    let rules = rules_in_force(&tx, &edition).await?;
    rules.round(code).ok_or(Failure::NotFound)?;
    let row = lock_round_row(&tx, edition.id.0, code).await?;
    let state = State::Round(round_state(Some(&row)));
    access::require(actor, Act::OpenRound, &edition.subject(), state)?;
    let problems = open_problems(&tx, &edition, &rules, code, due_at, now).await?;
    if !problems.is_empty() {
        return Err(RoundError::Problems(problems));
    }
    let mut row: crate::entities::round::ActiveModel = row.into();
    row.state = Set(RoundState::Scoring.code().to_owned());
    row.opened_at = Set(Some(now));
    row.due_at = Set(due_at);
    row.rules_version = Set(Some(edition.version));
    row.update(&tx).await?;
    if let Ok(judging) = edition.state.next(EditionEvent::StartJudging) {
        start_judging(&tx, edition.id, judging).await?;
        let record = Record::new(actor.account, "edition.judging", format!("edition/{}", edition.id));
        append(&tx, record, now).await?;
    }
    super::tell_judges::tell_judges(&tx, &edition, code, now).await?;
    let record = Record::new(actor.account, "round.opened", format!("edition/{}/round/{code}", edition.id));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn start_judging(db: &impl ConnectionTrait, id: EditionId, state: EditionState) -> Result<(), Failure> {
    edition::Entity::update_many()
        .col_expr(edition::Column::State, Expr::value(state.code()))
        .filter(edition::Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Moves the judges' deadline. One that has passed is moved with a reason, which the ledger keeps.
pub async fn set_due(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    code: &str,
    due_at: OffsetDateTime,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), RoundError> {
    let tx = begin_write(db).await?;
    let edition = find_edition(&tx, edition).await?;
    let row = lock_round_row(&tx, edition.id.0, code).await?;
    let state = State::Round(round_state(Some(&row)));
    access::require(actor, Act::AssignJudges, &edition.subject(), state)?;
    let reason = domain::text::clean_text(reason);
    let mut problems = Vec::new();
    if deadline_has_passed(Some(due_at), now) {
        problems.push(OpenProblem::DuePast);
    }
    if deadline_has_passed(row.due_at, now) && reason.is_empty() {
        problems.push(OpenProblem::ReasonMissing);
    }
    if !problems.is_empty() {
        return Err(RoundError::Problems(problems));
    }
    let before = row.due_at.map(|due| due.to_string());
    let mut row: crate::entities::round::ActiveModel = row.into();
    row.due_at = Set(Some(due_at));
    row.update(&tx).await?;
    let record = Record::new(actor.account, "round.due_set", format!("edition/{}/round/{code}", edition.id))
        .detail(serde_json::json!({ "before": before, "after": due_at.to_string(), "reason": reason }));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}
