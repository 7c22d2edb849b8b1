//! The matrix of entries and judges, and what applying the draft plan would change.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AccountId, EntryId, PanelId};
use domain::judging::plan::{MATRIX_ROWS, Matrix, MatrixJudge, MatrixRow, Pair, cell};
use domain::judging::states::SheetState;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::text::compare_names;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::conflicts::conflicts_of;
use super::context::{AssignmentLine, assignments, in_force, load_panel, panel_entries, seats};
use super::desk::names_of;
use super::plan::{Plan, changes, find_plan, wanted};
use crate::entities::panel;
use crate::failure::Failure;
use crate::rounds::RoundEntry;

/// One page of the matrix; the number of statements does not grow with entries or judges.
pub async fn find_matrix(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
    page: usize,
    only_short: bool,
) -> Result<Matrix, Failure> {
    let context = load_panel(db, panel).await?;
    access::require(actor, Act::ReadEditionDesk, &context.subject(), State::Any)?;
    let mut entries = panel_entries(db, &context).await?;
    let seated = seats(db, panel.0).await?;
    let rows = assignments(db, panel.0).await?;
    let plan = find_plan(db, panel.0).await?;
    let mut per_entry: BTreeMap<EntryId, usize> = BTreeMap::new();
    let mut per_judge: BTreeMap<AccountId, usize> = BTreeMap::new();
    for (entry, judge) in counted(plan.as_ref(), &rows) {
        *per_entry.entry(entry).or_default() += 1;
        *per_judge.entry(judge).or_default() += 1;
    }
    let needed = context.round.scoring().judges_per_entry as usize;
    let is_short = |id: i64| per_entry.get(&EntryId(id)).copied().unwrap_or(0) < needed;
    let short = entries.iter().filter(|row| is_short(row.id)).count();
    if only_short {
        entries.retain(|row| is_short(row.id));
    }
    let total = entries.len();
    let page = page.clamp(1, total.div_ceil(MATRIX_ROWS).max(1));
    let shown: Vec<_> = entries.into_iter().skip((page - 1) * MATRIX_ROWS).take(MATRIX_ROWS).collect();
    let ids: Vec<i64> = shown.iter().map(|row| row.id).collect();
    let cells: Vec<AssignmentLine> = rows.iter().filter(|row| ids.contains(&row.entry_id)).cloned().collect();
    let planned = wanted(plan.as_ref(), &cells);
    let states: BTreeMap<Pair, SheetState> = cells.iter().map(|row| (row.pair(), row.state())).collect();
    let conflicts = conflicts_of(db, panel.0, Some(&ids)).await?;
    let names = names_of(db, seated.iter().map(|seat| AccountId(seat.account_id))).await?;
    let mut judges: Vec<MatrixJudge> = seated
        .iter()
        .map(|seat| MatrixJudge {
            judge: AccountId(seat.account_id),
            name: names.get(&AccountId(seat.account_id)).cloned().unwrap_or_default(),
            load: per_judge.get(&AccountId(seat.account_id)).copied().unwrap_or(0),
            capacity: seat.capacity.and_then(|count| u32::try_from(count).ok()),
            declared: seat.declared_at.is_some(),
        })
        .collect();
    judges.sort_by(|a, b| compare_names(&a.name, &b.name));
    let row = |entry: &RoundEntry| MatrixRow {
        entry: EntryId(entry.id),
        code: entry.code(),
        title: entry.title.clone(),
        cells: judges
            .iter()
            .map(|judge| {
                let pair = (EntryId(entry.id), judge.judge);
                let found = conflicts.get(&pair).cloned().unwrap_or_default();
                (cell(planned.contains(&pair), states.get(&pair).copied(), &found), found)
            })
            .collect(),
        judges: per_entry.get(&EntryId(entry.id)).copied().unwrap_or(0),
    };
    Ok(Matrix {
        panel,
        rows: shown.iter().map(row).collect(),
        panel_name: context.panel.name.clone(),
        round_name: context.round.name.clone(),
        round: context.state(),
        needed,
        page,
        entries: total,
        short,
        changes: plan.as_ref().map_or(0, |plan| changes(&plan.pairs, &rows).count()),
        revision: plan.map_or(0, |plan| plan.revision),
        panels: panel_names(db, context.edition.id.0).await?,
        judges,
    })
}

/// The pairs that count towards what an entry needs and a judge carries: those planned, and those begun whatever the plan says;
/// never a judge who recused.
fn counted(plan: Option<&Plan>, rows: &[AssignmentLine]) -> BTreeSet<Pair> {
    let Some(plan) = plan else { return in_force(rows) };
    let recused = rows.iter().filter(|row| row.state() == SheetState::Recused);
    let recused: BTreeSet<Pair> = recused.map(AssignmentLine::pair).collect();
    let begun = rows.iter().filter(|row| matches!(row.state(), SheetState::Draft | SheetState::Signed));
    let planned = plan.pairs.difference(&recused).copied();
    planned.chain(begun.map(AssignmentLine::pair)).collect()
}

/// The panels of an edition, as id and name.
async fn panel_names(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<(PanelId, String)>, Failure> {
    let rows: Vec<(i64, String)> = panel::Entity::find()
        .select_only()
        .column(panel::Column::Id)
        .column(panel::Column::Name)
        .filter(panel::Column::EditionId.eq(edition))
        .order_by_asc(panel::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, name)| (PanelId(id), name)).collect())
}

/// What applying the plan would do, as entry code and judge: added, then dropped; with the plan's revision.
pub async fn preview_plan(
    db: &DatabaseConnection,
    actor: &Actor,
    panel: PanelId,
) -> Result<(Vec<(String, String)>, Vec<(String, String)>, i32), Failure> {
    let context = load_panel(db, panel).await?;
    access::require(actor, Act::AssignJudges, &context.subject(), State::Round(context.state()))?;
    let rows = assignments(db, panel.0).await?;
    let plan = find_plan(db, panel.0).await?;
    let entries: BTreeMap<i64, String> =
        panel_entries(db, &context).await?.iter().map(|row| (row.id, row.code())).collect();
    let diff = plan.as_ref().map(|plan| changes(&plan.pairs, &rows)).unwrap_or_default();
    let names = names_of(db, diff.added.iter().chain(&diff.dropped).map(|pair| pair.1)).await?;
    let words = |pairs: &[(EntryId, AccountId)]| {
        let word = |(entry, judge): &(EntryId, AccountId)| {
            let code = entries.get(&entry.0).cloned().unwrap_or_default();
            (code, names.get(judge).cloned().unwrap_or_default())
        };
        pairs.iter().map(word).collect::<Vec<_>>()
    };
    Ok((words(&diff.added), words(&diff.dropped), plan.map_or(0, |plan| plan.revision)))
}
