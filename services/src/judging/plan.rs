//! The draft plan of assignments: made by the machine or by hand, looked through, then applied in one act.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AccountId, EntryId, PanelId};
use domain::judging::assignment::{AssignmentProblem, Instance, assign_judges};
use domain::judging::conflicts::{Conflict, Strength};
use domain::judging::plan::{Pair, PlanChanges, plan_changes};
use domain::judging::queue::queue_order;
use domain::judging::states::{RoundState, SheetState};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::text::Lang;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, Query, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::conflicts::{conflicts_of, refresh_conflicts};
use super::context::{EntryLine, PanelContext, assignments, in_force, load_panel, panel_entries, seats};
use super::desk::{names_of, state_of};
use super::errors::PlanError;
use crate::database::begin_write;
use crate::entities::{account, assignment, assignment_plan, panel, panel_judge, score_sheet};
use crate::failure::{Failure, read_json, write_json};
use crate::ledger::{Record, append};
use crate::outbox::{Letter, LetterKind, queue_letter};

/// A field the judge knows is worth more than any balance of likings; a flag is avoided wherever it can be.
const KNOWS_THE_FIELD: i64 = 10;
const FLAGGED: i64 = -100;
const CHUNK: usize = 80;

/// The stored plan; none while nobody drafts.
pub(super) struct Plan {
    pub revision: i32,
    pub pairs: BTreeSet<Pair>,
}

pub(super) async fn find_plan(db: &impl ConnectionTrait, panel: i64) -> Result<Option<Plan>, Failure> {
    let row = assignment_plan::Entity::find()
        .filter(assignment_plan::Column::PanelId.eq(panel))
        .one(db)
        .await?;
    row.map(|row| {
        Ok(Plan {
            revision: row.revision,
            pairs: read_json(&row.pairs)?,
        })
    })
    .transpose()
}

/// What the plan wants, or what is in force while there is none.
pub(super) fn wanted(plan: Option<&Plan>, rows: &[assignment::Model]) -> BTreeSet<Pair> {
    plan.map_or_else(|| in_force(rows), |plan| plan.pairs.clone())
}

/// Compares a plan with the assignments.
pub(super) fn changes(planned: &BTreeSet<Pair>, rows: &[assignment::Model]) -> PlanChanges {
    let current: Vec<(Pair, SheetState)> = rows.iter().map(|row| (pair_of(row), state_of(row))).collect();
    plan_changes(planned, &current)
}

fn pair_of(row: &assignment::Model) -> Pair {
    (EntryId(row.entry_id), AccountId(row.judge_id))
}

async fn guarded(db: &DatabaseTransaction, actor: &Actor, panel: PanelId) -> Result<PanelContext, Failure> {
    let context = load_panel(db, panel).await?;
    access::require(
        actor,
        Act::AssignJudges,
        &context.subject(),
        State::Round(context.state()),
    )?;
    Ok(context)
}

/// Drafts the best assignment: every entry gets its judges, nobody meets a conflict, work begun stays.
/// The answer is how many pairs would change.
pub async fn plan_assignments(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    balanced: bool,
    now: OffsetDateTime,
) -> Result<usize, PlanError> {
    let tx = begin_write(db).await?;
    let context = guarded(&tx, actor, panel).await?;
    refresh_conflicts(&tx, &context, now).await?;
    let entries = panel_entries(&tx, &context).await?;
    let judges = seats(&tx, panel.0).await?;
    let rows = assignments(&tx, panel.0).await?;
    let conflicts = conflicts_of(&tx, panel.0, None).await?;
    let instance = instance(&context, balanced, &entries, &judges, &rows, &conflicts)?;
    let answer = match assign_judges(&instance) {
        Ok(answer) => answer,
        Err(problems) => return Err(no_assignment(&tx, problems, &instance, &entries).await?),
    };
    let kept = rows.iter().filter(|row| has_begun(row)).map(pair_of);
    let pairs: BTreeSet<Pair> = answer
        .assignments
        .iter()
        .filter_map(|(entry, judge)| Some((EntryId(entry.parse().ok()?), AccountId(judge.parse().ok()?))))
        .chain(kept)
        .collect();
    let count = changes(&pairs, &rows).count();
    let revision = find_plan(&tx, panel.0).await?.map_or(0, |plan| plan.revision);
    store(&tx, actor, panel, &pairs, revision, now).await?;
    let record = Record::new(actor.account, "plan.drafted", format!("panel/{panel}")).detail(
        serde_json::json!({ "changes": count, "balanced": balanced, "objective": answer.objective.to_string() }),
    );
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(count)
}

fn has_begun(row: &assignment::Model) -> bool {
    matches!(state_of(row), SheetState::Draft | SheetState::Signed)
}

/// The question to the solver. Entries that have all their judges by work begun are out of it,
/// and so are judges without a seat whose sheets stay.
fn instance(
    context: &PanelContext,
    balanced: bool,
    entries: &[EntryLine],
    judges: &[panel_judge::Model],
    rows: &[assignment::Model],
    conflicts: &BTreeMap<Pair, Vec<Conflict>>,
) -> Result<Instance, Failure> {
    let k = context.round.judges_per_entry;
    let begun: Vec<&assignment::Model> = rows.iter().filter(|row| has_begun(row)).collect();
    let fixed = |entry: i64| begun.iter().filter(|row| row.entry_id == entry).count();
    let open: Vec<&EntryLine> = entries.iter().filter(|row| fixed(row.id) < k as usize).collect();
    let mut codes: Vec<i64> = judges.iter().map(|seat| seat.account_id).collect();
    let gone: BTreeSet<i64> = begun
        .iter()
        .map(|row| row.judge_id)
        .filter(|id| !codes.contains(id))
        .collect();
    codes.extend(&gone);
    let is_open = |id: i64| open.iter().any(|row| row.id == id);
    let must: Vec<(String, String)> = begun
        .iter()
        .filter(|row| is_open(row.entry_id))
        .map(|row| (row.entry_id.to_string(), row.judge_id.to_string()))
        .collect();
    let mut caps = BTreeMap::new();
    for seat in judges {
        if let Some(capacity) = seat.capacity.and_then(|count| u32::try_from(count).ok()) {
            let elsewhere = begun
                .iter()
                .filter(|row| row.judge_id == seat.account_id && !is_open(row.entry_id))
                .count();
            caps.insert(seat.account_id.to_string(), capacity.saturating_sub(elsewhere as u32));
        }
    }
    for id in &gone {
        let sheets = must.iter().filter(|(_, judge)| *judge == id.to_string()).count();
        caps.insert(id.to_string(), sheets as u32);
    }
    let mut prefs: BTreeMap<String, BTreeMap<String, i64>> = BTreeMap::new();
    let mut forbidden: BTreeSet<(String, String)> = BTreeSet::new();
    for row in &open {
        for seat in judges {
            let key = (EntryId(row.id), AccountId(seat.account_id));
            let found = conflicts.get(&key).map(Vec::as_slice).unwrap_or_default();
            let pair = (row.id.to_string(), seat.account_id.to_string());
            if found.iter().any(|conflict| conflict.strength == Strength::Block) && !must.contains(&pair) {
                forbidden.insert(pair.clone());
            }
            let expertise: Vec<String> = read_json(&seat.expertise)?;
            let knows = row.field_code.as_ref().is_some_and(|code| expertise.contains(code));
            let worth = i64::from(knows) * KNOWS_THE_FIELD + found.len() as i64 * FLAGGED;
            if worth != 0 {
                prefs.entry(pair.0).or_default().insert(pair.1, worth);
            }
        }
    }
    let recused = rows.iter().filter(|row| state_of(row) == SheetState::Recused);
    forbidden.extend(
        recused
            .filter(|row| is_open(row.entry_id) && codes.contains(&row.judge_id))
            .map(|row| (row.entry_id.to_string(), row.judge_id.to_string())),
    );
    Ok(Instance {
        name: String::new(),
        k,
        entries: open.iter().map(|row| row.id.to_string()).collect(),
        judges: codes.iter().map(ToString::to_string).collect(),
        caps,
        balanced: balanced && gone.is_empty(),
        conflicts: forbidden.into_iter().collect(),
        must,
        prefs,
        why: None,
    })
}

async fn no_assignment(
    db: &impl ConnectionTrait,
    problems: Vec<AssignmentProblem>,
    instance: &Instance,
    entries: &[EntryLine],
) -> Result<PlanError, Failure> {
    let judges = instance.judges.iter().filter_map(|code| code.parse().ok());
    let mut names: BTreeMap<String, String> = names_of(db, judges)
        .await?
        .into_iter()
        .map(|(id, name)| (format!("g{id}"), name))
        .collect();
    names.extend(entries.iter().map(|row| (format!("h{}", row.id), row.code())));
    Ok(PlanError::NoAssignment { problems, names })
}

async fn store(
    tx: &DatabaseTransaction,
    actor: &Actor,
    panel: PanelId,
    pairs: &BTreeSet<Pair>,
    revision: i32,
    now: OffsetDateTime,
) -> Result<(), PlanError> {
    let pairs = write_json(pairs)?;
    if revision == 0 {
        let row = assignment_plan::ActiveModel {
            panel_id: Set(panel.0),
            revision: Set(1),
            pairs: Set(pairs),
            created_by: Set(actor.account.map_or(0, |id| id.0)),
            updated_at: Set(now),
            ..Default::default()
        };
        row.insert(tx).await?;
        return Ok(());
    }
    let done = assignment_plan::Entity::update_many()
        .col_expr(assignment_plan::Column::Revision, Expr::value(revision + 1))
        .col_expr(assignment_plan::Column::Pairs, Expr::value(pairs))
        .col_expr(assignment_plan::Column::UpdatedAt, Expr::value(now))
        .filter(assignment_plan::Column::PanelId.eq(panel.0))
        .filter(assignment_plan::Column::Revision.eq(revision))
        .exec(tx)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(PlanError::Stale)
    }
}

/// Puts one pair into the draft plan, or takes it out. Asking for what is so already changes nothing,
/// so that a double press does not flip it back.
pub async fn toggle_pair(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    pair: Pair,
    planned: bool,
    now: OffsetDateTime,
) -> Result<(), PlanError> {
    let tx = begin_write(db).await?;
    let context = guarded(&tx, actor, panel).await?;
    let judges = seats(&tx, panel.0).await?;
    let known = panel_entries(&tx, &context).await?.iter().any(|row| row.id == pair.0.0);
    if !known || judges.iter().all(|seat| seat.account_id != pair.1.0) {
        return Err(Failure::NotFound.into());
    }
    let rows = assignments(&tx, panel.0).await?;
    let current = rows.iter().find(|row| pair_of(row) == pair).map(state_of);
    let blocked = conflicts_of(&tx, panel.0, Some(&[pair.0.0]))
        .await?
        .get(&pair)
        .is_some_and(|found| found.iter().any(|conflict| conflict.strength == Strength::Block));
    if !matches!(current, None | Some(SheetState::Assigned)) || (planned && blocked) {
        return Err(PlanError::Fixed);
    }
    let plan = find_plan(&tx, panel.0).await?;
    let mut pairs = wanted(plan.as_ref(), &rows);
    let changed = if planned {
        pairs.insert(pair)
    } else {
        pairs.remove(&pair)
    };
    if changed {
        store(&tx, actor, panel, &pairs, plan.map_or(0, |plan| plan.revision), now).await?;
        let record = Record::new(actor.account, "plan.changed", format!("panel/{panel}"))
            .detail(serde_json::json!({ "entry": pair.0, "judge": pair.1, "planned": planned }));
        append(&tx, record, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Throws the draft plan away; what is in force stays.
pub async fn discard_plan(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    now: OffsetDateTime,
) -> Result<(), PlanError> {
    let tx = begin_write(db).await?;
    guarded(&tx, actor, panel).await?;
    remove_plan(&tx, panel).await?;
    append(
        &tx,
        Record::new(actor.account, "plan.discarded", format!("panel/{panel}")),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

async fn remove_plan(tx: &DatabaseTransaction, panel: PanelId) -> Result<(), Failure> {
    assignment_plan::Entity::delete_many()
        .filter(assignment_plan::Column::PanelId.eq(panel.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Makes the plan real: new pairs are assigned, dropped ones cancelled, work begun is never touched.
pub async fn apply_plan(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    revision: i32,
    now: OffsetDateTime,
) -> Result<PlanChanges, PlanError> {
    let tx = begin_write(db).await?;
    let context = guarded(&tx, actor, panel).await?;
    let plan = find_plan(&tx, panel.0).await?;
    let Some(plan) = plan.filter(|plan| plan.revision == revision) else {
        return Err(PlanError::Stale);
    };
    let rows = assignments(&tx, panel.0).await?;
    let blocked = conflicts_of(&tx, panel.0, None).await?;
    let is_blocked = |pair: &Pair| {
        blocked
            .get(pair)
            .is_some_and(|found| found.iter().any(|c| c.strength == Strength::Block))
    };
    let mut changes = changes(&plan.pairs, &rows);
    let seated = seats(&tx, panel.0).await?;
    changes
        .added
        .retain(|pair| !is_blocked(pair) && seated.iter().any(|seat| seat.account_id == pair.1.0));
    insert_pairs(&tx, panel, &changes.added, &rows, now).await?;
    for (entry, judge) in &changes.dropped {
        assignment::Entity::delete_many()
            .filter(assignment::Column::PanelId.eq(panel.0))
            .filter(assignment::Column::EntryId.eq(entry.0))
            .filter(assignment::Column::JudgeId.eq(judge.0))
            .filter(assignment::Column::State.eq(SheetState::Assigned.code()))
            .filter(without_sheet())
            .exec(&tx)
            .await?;
    }
    remove_plan(&tx, panel).await?;
    if context.state() == RoundState::Scoring {
        let mut counts: BTreeMap<AccountId, usize> = BTreeMap::new();
        for (_, judge) in &changes.added {
            *counts.entry(*judge).or_default() += 1;
        }
        queue_letters(
            &tx,
            &context.edition,
            &context.panel.name,
            &counts,
            context.row.as_ref().and_then(|row| row.due_at),
            now,
        )
        .await?;
    }
    let record = Record::new(actor.account, "plan.applied", format!("panel/{panel}"))
        .detail(serde_json::json!({ "added": changes.added, "dropped": changes.dropped }));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(changes)
}

/// Only assignments that never had a sheet may disappear.
pub(super) fn without_sheet() -> SimpleExpr {
    assignment::Column::Id.not_in_subquery(
        Query::select()
            .column(score_sheet::Column::AssignmentId)
            .from(score_sheet::Entity)
            .to_owned(),
    )
}

async fn insert_pairs(
    tx: &DatabaseTransaction,
    panel: PanelId,
    added: &[Pair],
    rows: &[assignment::Model],
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let judges: BTreeSet<AccountId> = added.iter().map(|(_, judge)| *judge).collect();
    let mut models = Vec::new();
    for judge in judges {
        let last = rows
            .iter()
            .filter(|row| row.judge_id == judge.0)
            .map(|row| row.position)
            .max()
            .unwrap_or(0);
        let entries: Vec<EntryId> = added
            .iter()
            .filter(|(_, own)| *own == judge)
            .map(|(entry, _)| *entry)
            .collect();
        for (place, entry) in (1..).zip(queue_order(judge, &entries)) {
            models.push(assignment::ActiveModel {
                panel_id: Set(panel.0),
                entry_id: Set(entry.0),
                judge_id: Set(judge.0),
                position: Set(last + place),
                state: Set(SheetState::Assigned.code().to_owned()),
                created_at: Set(now),
                changed_at: Set(now),
                ..Default::default()
            });
        }
    }
    for chunk in models.chunks(CHUNK) {
        assignment::Entity::insert_many(chunk.to_vec()).exec(tx).await?;
    }
    Ok(())
}

/// Tells every judge of a round that opens how much waits for them.
pub(super) async fn tell_judges(
    tx: &DatabaseTransaction,
    edition: &Edition,
    round: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let panels = panel::Entity::find()
        .filter(panel::Column::EditionId.eq(edition.id.0))
        .filter(panel::Column::RoundCode.eq(round))
        .all(tx)
        .await?;
    let due = super::context::find_round(tx, edition.id.0, round)
        .await?
        .and_then(|row| row.due_at);
    for panel in panels {
        let mut counts: BTreeMap<AccountId, usize> = BTreeMap::new();
        for (_, judge) in in_force(&assignments(tx, panel.id).await?) {
            *counts.entry(judge).or_default() += 1;
        }
        queue_letters(tx, edition, &panel.name, &counts, due, now).await?;
    }
    Ok(())
}

async fn queue_letters(
    tx: &DatabaseTransaction,
    edition: &Edition,
    panel: &str,
    counts: &BTreeMap<AccountId, usize>,
    due: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let people = account::Entity::find()
        .filter(account::Column::Id.is_in(counts.keys().map(|id| id.0)))
        .all(tx)
        .await?;
    let until = due.and_then(|due| due.format(&Rfc3339).ok());
    for person in people {
        let letter = Letter {
            recipient: person.email,
            lang: if person.lang == Lang::En.code() {
                Lang::En
            } else {
                Lang::Vi
            },
            kind: LetterKind::JudgingAssigned,
            params: serde_json::json!({
                "name": person.name, "edition": edition.name_vi, "panel": panel, "link": "/cham",
                "count": counts.get(&AccountId(person.id)).copied().unwrap_or(0),
                "until": until,
            }),
            edition: Some(edition.id),
            reference: None,
        };
        queue_letter(tx, letter, now).await?;
    }
    Ok(())
}
