//! The draft plan of assignments: kept apart until it is applied, changed by hand, thrown away.

use std::collections::BTreeSet;

use domain::ids::PanelId;
use domain::judging::conflicts::Strength;
use domain::judging::plan::{Pair, PlanChanges, plan_changes};
use domain::judging::states::SheetState;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
};
use time::OffsetDateTime;

use super::conflicts::conflicts_of;
use super::context::{AssignmentLine, PanelContext, assignments, in_force, load_panel, panel_entries, seats};
use super::errors::PlanError;
use crate::database::begin_write;
use crate::entities::assignment_plan;
use crate::failure::{Failure, read_json, write_json};
use crate::ledger::{Record, append};
use crate::people::live;

/// The stored plan; none while nobody drafts.
pub(super) struct Plan {
    pub revision: i32,
    pub pairs: BTreeSet<Pair>,
}

pub(super) async fn find_plan(db: &impl ConnectionTrait, panel: i64) -> Result<Option<Plan>, Failure> {
    let row = assignment_plan::Entity::find().filter(assignment_plan::Column::PanelId.eq(panel)).one(db).await?;
    row.map(|row| Ok(Plan { revision: row.revision, pairs: read_json(&row.pairs)? })).transpose()
}

/// What the plan wants, or what is in force while there is none.
pub(super) fn wanted(plan: Option<&Plan>, rows: &[AssignmentLine]) -> BTreeSet<Pair> {
    plan.map_or_else(|| in_force(rows), |plan| plan.pairs.clone())
}

/// Compares a plan with the assignments.
pub(super) fn changes(planned: &BTreeSet<Pair>, rows: &[AssignmentLine]) -> PlanChanges {
    let current: Vec<(Pair, SheetState)> = rows.iter().map(|row| (row.pair(), row.state())).collect();
    plan_changes(planned, &current)
}

pub(super) async fn guarded(db: &DatabaseTransaction, actor: &Actor, panel: PanelId) -> Result<PanelContext, Failure> {
    let actor = &live(db, actor).await?;
    let context = load_panel(db, panel).await?;
    access::require(actor, Act::AssignJudges, &context.subject(), State::Round(context.state()))?;
    Ok(context)
}

pub(super) async fn store(
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
    if done.rows_affected == 1 { Ok(()) } else { Err(PlanError::Stale) }
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
    let current = rows.iter().find(|row| row.pair() == pair).map(AssignmentLine::state);
    let blocked = conflicts_of(&tx, panel.0, Some(&[pair.0.0]))
        .await?
        .get(&pair)
        .is_some_and(|found| found.iter().any(|conflict| conflict.strength == Strength::Block));
    if !matches!(current, None | Some(SheetState::Assigned)) || (planned && blocked) {
        return Err(PlanError::Fixed);
    }
    let plan = find_plan(&tx, panel.0).await?;
    let mut pairs = wanted(plan.as_ref(), &rows);
    let changed = if planned { pairs.insert(pair) } else { pairs.remove(&pair) };
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
    append(&tx, Record::new(actor.account, "plan.discarded", format!("panel/{panel}")), now).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn remove_plan(tx: &DatabaseTransaction, panel: PanelId) -> Result<(), Failure> {
    assignment_plan::Entity::delete_many().filter(assignment_plan::Column::PanelId.eq(panel.0)).exec(tx).await?;
    Ok(())
}
