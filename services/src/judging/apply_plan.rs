//! Making the draft plan real.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AccountId, EntryId, PanelId};
use domain::judging::conflicts::Strength;
use domain::judging::plan::{Pair, PlanChanges};
use domain::judging::queue::queue_order;
use domain::judging::states::{RoundState, SheetState};
use domain::people::actor::Actor;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Query, SimpleExpr};
use sea_orm::{ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::conflicts::conflicts_of;
use super::context::{AssignmentLine, assignments, seats};
use super::errors::PlanError;
use super::plan::{changes, find_plan, guarded, remove_plan};
use super::tell_judges::queue_letters;
use crate::database::begin_write;
use crate::entities::{assignment, score_sheet};
use crate::failure::Failure;
use crate::ledger::{Record, append};

const CHUNK: usize = 80;

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
    let is_blocked =
        |pair: &Pair| blocked.get(pair).is_some_and(|found| found.iter().any(|c| c.strength == Strength::Block));
    let mut changes = changes(&plan.pairs, &rows);
    let seated = seats(&tx, panel.0).await?;
    changes.added.retain(|pair| !is_blocked(pair) && seated.iter().any(|seat| seat.account_id == pair.1.0));
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
    assignment::Column::Id
        .not_in_subquery(Query::select().column(score_sheet::Column::AssignmentId).from(score_sheet::Entity).to_owned())
}

async fn insert_pairs(
    tx: &DatabaseTransaction,
    panel: PanelId,
    added: &[Pair],
    rows: &[AssignmentLine],
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let judges: BTreeSet<AccountId> = added.iter().map(|(_, judge)| *judge).collect();
    let mut models = Vec::new();
    for judge in judges {
        let last = rows.iter().filter(|row| row.judge_id == judge.0).map(|row| row.position).max().unwrap_or(0);
        let entries: Vec<EntryId> = added.iter().filter(|(_, own)| *own == judge).map(|(entry, _)| *entry).collect();
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
