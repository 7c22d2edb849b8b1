//! The plan made by the machine: the best assignment the solver finds.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AccountId, EntryId, PanelId};
use domain::judging::assignment::{AssignmentProblem, Instance, assign_judges};
use domain::judging::conflicts::{Conflict, Strength};
use domain::judging::plan::Pair;
use domain::judging::states::SheetState;
use domain::people::actor::Actor;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use time::OffsetDateTime;

use super::conflicts::{conflicts_of, refresh_conflicts};
use super::context::{AssignmentLine, PanelContext, assignments, panel_entries, seats};
use super::desk::names_of;
use super::errors::PlanError;
use super::plan::{changes, find_plan, guarded, store};
use crate::database::begin_write;
use crate::entities::panel_judge;
use crate::failure::{Failure, read_json};
use crate::ledger::{Record, append};
use crate::rounds::RoundEntry;

/// A field the judge knows is worth more than any balance of likings; a flag is avoided wherever it can be.
const KNOWS_THE_FIELD: i64 = 10;
const FLAGGED: i64 = -100;

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
    let kept = rows.iter().filter(|row| has_begun(row)).map(AssignmentLine::pair);
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

fn has_begun(row: &AssignmentLine) -> bool {
    matches!(row.state(), SheetState::Draft | SheetState::Signed)
}

/// The question to the solver. Entries that have all their judges by work begun are out of it,
/// and so are judges without a seat whose sheets stay.
fn instance(
    context: &PanelContext,
    balanced: bool,
    entries: &[RoundEntry],
    judges: &[panel_judge::Model],
    rows: &[AssignmentLine],
    conflicts: &BTreeMap<Pair, Vec<Conflict>>,
) -> Result<Instance, Failure> {
    let k = context.round.scoring().judges_per_entry;
    let begun: Vec<&AssignmentLine> = rows.iter().filter(|row| has_begun(row)).collect();
    let fixed = |entry: i64| begun.iter().filter(|row| row.entry_id == entry).count();
    let open: Vec<&RoundEntry> = entries.iter().filter(|row| fixed(row.id) < k as usize).collect();
    let mut codes: Vec<i64> = judges.iter().map(|seat| seat.account_id).collect();
    let gone: BTreeSet<i64> = begun.iter().map(|row| row.judge_id).filter(|id| !codes.contains(id)).collect();
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
            let elsewhere =
                begun.iter().filter(|row| row.judge_id == seat.account_id && !is_open(row.entry_id)).count();
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
    let recused = rows.iter().filter(|row| row.state() == SheetState::Recused);
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
    entries: &[RoundEntry],
) -> Result<PlanError, Failure> {
    let judges = instance.judges.iter().filter_map(|code| code.parse().ok());
    let mut names: BTreeMap<String, String> =
        names_of(db, judges).await?.into_iter().map(|(id, name)| (format!("g{id}"), name)).collect();
    names.extend(entries.iter().map(|row| (format!("h{}", row.id), row.code())));
    Ok(PlanError::NoAssignment { problems, names })
}
