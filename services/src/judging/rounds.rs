//! Opening and locking a round, and who is in it.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AccountId, EditionId, EntryId};
use domain::judging::desk::{LockPreview, OpenProblem};
use domain::judging::round_deadline::deadline_has_passed;
use domain::judging::states::{RoundState, SheetState};
use domain::numbers::Points;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::{Edition, EditionEvent, EditionState};
use domain::programmes::rules::{EditionRules, Round};
use domain::results::{Mark, PassOutcome, pass, tabulate};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::context::{find_round, lock_round_row, round_state};
use super::desk::names_of;
use super::errors::RoundError;
use crate::database::begin_write;
use crate::entities::{assignment, edition, entry, panel, score_sheet};
use crate::failure::{Failure, read_json};
use crate::ledger::{Record, append};
use crate::programmes::{find_edition, find_rules};
use crate::results::store_ranking;

/// The entries that passed the round before; none when there is no round before.
/// Equal entries across the line come along: people decide on them, and the panel has read them by then.
pub(super) async fn passed_before(
    db: &impl ConnectionTrait,
    edition: EditionId,
    rules: &EditionRules,
    code: &str,
) -> Result<Option<BTreeSet<EntryId>>, Failure> {
    let Some(before) = round_before(rules, code) else {
        return Ok(None);
    };
    let Some(rule) = before.pass else {
        return Ok(None);
    };
    let marks = signed_marks(db, edition, before).await?;
    let ranking = tabulate(&before.tabulation(), &marks)
        .map_err(|problems| Failure::Damaged(format!("marks of {}: {problems:?}", before.code)))?
        .ranking;
    let passed = pass(rule, &ranking)
        .into_iter()
        .filter(|(_, outcome)| matches!(outcome, PassOutcome::Passes | PassOutcome::TieAtLine))
        .filter_map(|(place, _)| place.entry.parse().ok())
        .collect();
    Ok(Some(passed))
}

fn round_before<'a>(rules: &'a EditionRules, code: &str) -> Option<&'a Round> {
    let position = rules.rounds.iter().position(|round| round.code == code)?;
    rules.rounds.get(position.checked_sub(1)?)
}

/// Every mark of a round's signed sheets, entries and judges by their numbers.
async fn signed_marks(db: &impl ConnectionTrait, edition: EditionId, round: &Round) -> Result<Vec<Mark>, Failure> {
    let panels = round_panels(db, edition.0, &round.code).await?;
    let assigned = signed_assignments(db, &panels).await?;
    let sheets = score_sheet::Entity::find()
        .filter(score_sheet::Column::State.eq(SheetState::Signed.code()))
        .filter(score_sheet::Column::AssignmentId.is_in(assigned.keys().copied()))
        .all(db)
        .await?;
    let mut marks = Vec::with_capacity(sheets.len() * round.scoring().rubric.len());
    for sheet in sheets {
        let Some(row) = assigned.get(&sheet.assignment_id) else {
            continue;
        };
        let points: BTreeMap<String, Points> = read_json(&sheet.points)?;
        marks.extend(points.into_iter().map(|(criterion, points)| Mark {
            entry: row.entry_id.to_string(),
            judge: row.judge_id.to_string(),
            criterion,
            points,
        }));
    }
    Ok(marks)
}

pub(super) async fn round_panels(
    db: &impl ConnectionTrait,
    edition: i64,
    code: &str,
) -> Result<Vec<panel::Model>, Failure> {
    let panels = panel::Entity::find()
        .filter(panel::Column::EditionId.eq(edition))
        .filter(panel::Column::RoundCode.eq(code))
        .all(db)
        .await?;
    Ok(panels)
}

async fn signed_assignments(
    db: &impl ConnectionTrait,
    panels: &[panel::Model],
) -> Result<BTreeMap<i64, assignment::Model>, Failure> {
    let rows = assignment::Entity::find()
        .filter(assignment::Column::PanelId.is_in(panels.iter().map(|panel| panel.id)))
        .filter(assignment::Column::State.eq(SheetState::Signed.code()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

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
    let rules = find_rules(db, edition.id, edition.version).await?;
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
    if let Some(before) = round_before(rules, code) {
        let row = find_round(db, edition.id.0, &before.code).await?;
        if round_state(row.as_ref()) != RoundState::Locked {
            problems.push(OpenProblem::EarlierRoundOpen { round: before.name.clone() });
            return Ok(problems);
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
    let entries = round_entries(db, edition, rules, &round.code).await?;
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

async fn round_entries(
    db: &impl ConnectionTrait,
    edition: &Edition,
    rules: &EditionRules,
    code: &str,
) -> Result<Vec<entry::Model>, Failure> {
    let mut rows = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition.id.0))
        .filter(entry::Column::State.eq("accepted"))
        .all(db)
        .await?;
    if let Some(passed) = passed_before(db, edition.id, rules, code).await? {
        rows.retain(|row| passed.contains(&EntryId(row.id)));
    }
    Ok(rows)
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
    let rules = find_rules(&tx, edition.id, edition.version).await?;
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

/// What locking would leave undone.
pub async fn preview_lock(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    code: &str,
) -> Result<LockPreview, Failure> {
    let edition = find_edition(db, edition).await?;
    let state = round_state(find_round(db, edition.id.0, code).await?.as_ref());
    access::require(actor, Act::LockRound, &edition.subject(), State::Round(state))?;
    let rules = find_rules(db, edition.id, edition.version).await?;
    lock_preview(db, &edition, &rules, code).await
}

async fn lock_preview(
    db: &impl ConnectionTrait,
    edition: &Edition,
    rules: &EditionRules,
    code: &str,
) -> Result<LockPreview, Failure> {
    let round = rules.round(code).ok_or(Failure::NotFound)?;
    let panels = round_panels(db, edition.id.0, code).await?;
    let rows = assignment::Entity::find()
        .filter(assignment::Column::PanelId.is_in(panels.iter().map(|panel| panel.id)))
        .all(db)
        .await?;
    let entries = round_entries(db, edition, rules, code).await?;
    let mut signed: BTreeMap<i64, u32> = BTreeMap::new();
    let mut left: BTreeMap<AccountId, usize> = BTreeMap::new();
    for row in &rows {
        match SheetState::from_code(&row.state) {
            Some(SheetState::Signed) => *signed.entry(row.entry_id).or_default() += 1,
            Some(SheetState::Assigned | SheetState::Draft) => *left.entry(AccountId(row.judge_id)).or_default() += 1,
            _ => {}
        }
    }
    let names = names_of(db, left.keys().copied()).await?;
    let sheets = signed.values().sum::<u32>();
    Ok(LockPreview {
        round_code: code.to_owned(),
        round_name: round.name.clone(),
        signed: sheets as usize,
        entries: entries.len(),
        missing: left
            .into_iter()
            .map(|(judge, count)| (names.get(&judge).cloned().unwrap_or_default(), count))
            .collect(),
        short: entries
            .iter()
            .filter(|entry| signed.get(&entry.id).copied().unwrap_or(0) < round.scoring().min_sheets)
            .map(super::context::code_of)
            .collect(),
        min_sheets: round.scoring().min_sheets,
        confirmation: format!("KHÓA {sheets} PHIẾU"),
    })
}

/// Ends the scoring: no mark of the round changes any more.
pub async fn lock_round(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    code: &str,
    typed: &str,
    now: OffsetDateTime,
) -> Result<(), RoundError> {
    let tx = begin_write(db).await?;
    let edition = find_edition(&tx, edition).await?;
    let row = lock_round_row(&tx, edition.id.0, code).await?;
    let state = State::Round(round_state(Some(&row)));
    access::require(actor, Act::LockRound, &edition.subject(), state)?;
    let rules = find_rules(&tx, edition.id, edition.version).await?;
    let preview = lock_preview(&tx, &edition, &rules, code).await?;
    if domain::text::fold(typed) != domain::text::fold(&preview.confirmation) {
        return Err(RoundError::NotConfirmed(Box::new(preview)));
    }
    let mut row: crate::entities::round::ActiveModel = row.into();
    row.state = Set(RoundState::Locked.code().to_owned());
    row.locked_at = Set(Some(now));
    row.update(&tx).await?;
    let unsigned: usize = preview.missing.iter().map(|(_, count)| count).sum();
    let record = Record::new(actor.account, "round.locked", format!("edition/{}/round/{code}", edition.id))
        .detail(serde_json::json!({ "signed": preview.signed, "unsigned": unsigned, "short": preview.short }));
    append(&tx, record, now).await?;
    store_ranking(&tx, actor, edition.id, code, now).await?;
    tx.commit().await?;
    Ok(())
}
