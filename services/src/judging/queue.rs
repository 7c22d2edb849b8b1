//! What waits for a judge.

use std::collections::BTreeMap;

use domain::ids::{AccountId, AssignmentId, EditionId, PanelId};
use domain::judging::entry_view::ScoreSheet;
use domain::judging::progress::Progress;
use domain::judging::queue::{QUEUE_ROWS, Queue, QueueFilter, QueueItem, minutes_left};
use domain::judging::score_sheet::running;
use domain::judging::states::{RoundState, SheetState};
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::text::matches;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};

use super::context::{PanelContext, find_assignment, find_seat, load_panel, sheet_in_round};
use super::desk::state_of;
use super::score_sheet::{latest_sheets, lines_of};
use crate::entities::{assignment, entry, panel, panel_judge, score_sheet};
use crate::failure::Failure;
use crate::rounds::RoundEntry;

/// One page of a judge's queue in one panel, filtered; none when the person sits in no panel.
/// The number of statements does not grow with the entries.
pub async fn list_assignments(
    db: &DatabaseConnection,
    actor: &Actor,
    filter: &QueueFilter,
) -> Result<Option<Queue>, Failure> {
    let account = actor.account.ok_or(Failure::NotFound)?;
    let panels = own_panels(db, actor).await?;
    let chosen = match filter.panel {
        Some(wanted) => panels.iter().find(|panel| panel.id == wanted.0).ok_or(Failure::NotFound)?,
        None => match panels.first() {
            Some(panel) => panel,
            None => return Ok(None),
        },
    };
    let context = load_panel(db, PanelId(chosen.id)).await?;
    let seat = find_seat(db, chosen.id, account).await?;
    let opened = context.state() != RoundState::Preparing;
    let rows = if opened { own_rows(db, chosen.id, account.0).await? } else { vec![] };
    let entries = entry::Entity::find()
        .filter(entry::Column::Id.is_in(rows.iter().map(|row| row.entry_id)))
        .into_partial_model::<RoundEntry>()
        .all(db)
        .await?;
    let sheets = latest_sheets(db, rows.iter().map(|row| row.id)).await?;
    let progress = Progress::of(rows.iter().map(state_of));
    let next = rows.iter().find(|row| matches!(state_of(row), SheetState::Assigned | SheetState::Draft));
    let wanted = |row: &assignment::Model, entry: &RoundEntry| {
        filter.state.is_none_or(|state| state_of(row) == state)
            && (filter.search.is_empty() || matches(&format!("{} {}", entry.code(), entry.title), &filter.search))
    };
    let found: Vec<(usize, &assignment::Model, &RoundEntry)> = rows
        .iter()
        .enumerate()
        .filter_map(|(before, row)| Some((before + 1, row, entries.iter().find(|entry| entry.id == row.entry_id)?)))
        .filter(|(_, row, entry)| wanted(row, entry))
        .collect();
    let page = filter.page.clamp(1, found.len().div_ceil(QUEUE_ROWS).max(1));
    Ok(Some(Queue {
        panel: PanelId(chosen.id),
        panel_name: context.panel.name.clone(),
        round_name: context.round.name.clone(),
        edition_name: context.edition.name_vi.clone(),
        round: context.state(),
        blind: context.round.scoring().blind,
        declared: seat.declared_at.is_some(),
        is_chair: context.panel.chair_id == Some(account.0),
        due_at: context.row.as_ref().and_then(|row| row.due_at),
        progress,
        minutes_left: minutes_left(&signing_gaps(&sheets), progress.left()),
        found: found.len(),
        page,
        items: found
            .iter()
            .skip((page - 1) * QUEUE_ROWS)
            .take(QUEUE_ROWS)
            .map(|(place, row, entry)| item(&context, *place, row, entry, sheets.get(&row.id)))
            .collect(),
        next: next.map(|row| AssignmentId(row.id)),
        others: panels
            .iter()
            .filter(|panel| panel.id != chosen.id)
            .map(|panel| (PanelId(panel.id), panel.name.clone()))
            .collect(),
    }))
}

/// The panels in which the person sits and has the role of a judge, newest first.
async fn own_panels(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<panel::Model>, Failure> {
    let account = actor.account.ok_or(Failure::NotFound)?;
    let seats = panel_judge::Entity::find()
        .filter(panel_judge::Column::AccountId.eq(account.0))
        .filter(panel_judge::Column::RemovedAt.is_null())
        .all(db)
        .await?;
    let panels = panel::Entity::find()
        .filter(panel::Column::Id.is_in(seats.iter().map(|seat| seat.panel_id)))
        .order_by_desc(panel::Column::Id)
        .all(db)
        .await?;
    let judges_in = |panel: &panel::Model| {
        let subject = Subject {
            edition: Some(EditionId(panel.edition_id)),
            panel: Some(PanelId(panel.id)),
            ..Subject::default()
        };
        access::allows(actor, Act::DeclareConflicts, &subject, State::Any)
    };
    Ok(panels.into_iter().filter(judges_in).collect())
}

/// A judge's assignments in a panel, in the judge's order.
pub(super) async fn own_rows(
    db: &impl ConnectionTrait,
    panel: i64,
    judge: i64,
) -> Result<Vec<assignment::Model>, Failure> {
    let rows = assignment::Entity::find()
        .filter(assignment::Column::PanelId.eq(panel))
        .filter(assignment::Column::JudgeId.eq(judge))
        .order_by_asc(assignment::Column::Position)
        .order_by_asc(assignment::Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

fn item(
    context: &PanelContext,
    place: usize,
    row: &assignment::Model,
    entry: &RoundEntry,
    sheet: Option<&score_sheet::Model>,
) -> QueueItem {
    let lines = lines_of(&context.round.scoring().rubric, sheet);
    let so_far = running(&lines);
    let marked = so_far.lines - so_far.missing - so_far.wrong;
    QueueItem {
        assignment: AssignmentId(row.id),
        place,
        code: entry.code(),
        title: entry.title.clone(),
        field: context.field_name(entry.field_code.as_deref()),
        state: state_of(row),
        marked: (marked, so_far.lines),
        sum: (marked > 0).then_some(so_far.sum),
        reason: row.reason.clone(),
        reopened: sheet.is_some_and(|sheet| sheet.version > 1 && sheet.signed_at.is_none()),
    }
}

/// Seconds between one signature and the next: the judge's own pace.
fn signing_gaps(sheets: &BTreeMap<i64, score_sheet::Model>) -> Vec<i64> {
    let mut signed: Vec<i64> =
        sheets.values().filter_map(|sheet| sheet.signed_at).map(|at| at.unix_timestamp()).collect();
    signed.sort_unstable();
    signed.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

/// Fills in where a sheet stands in its judge's queue.
pub(super) fn place_in_queue(sheet: &mut ScoreSheet, rows: &[assignment::Model]) {
    let here = rows.iter().position(|row| row.id == sheet.assignment.0);
    let usable = |row: &&assignment::Model| state_of(row) != SheetState::Recused;
    let id = |row: &assignment::Model| AssignmentId(row.id);
    let Some(here) = here else { return };
    sheet.place = (here + 1, rows.len());
    sheet.previous = rows[..here].iter().rev().find(usable).map(id);
    sheet.next = next_due(rows, here);
}

/// The next sheet to be scored, from this place on and then from the beginning.
fn next_due(rows: &[assignment::Model], here: usize) -> Option<AssignmentId> {
    let due = |row: &&assignment::Model| matches!(state_of(row), SheetState::Assigned | SheetState::Draft);
    let next = rows[here + 1..].iter().find(due).or_else(|| rows[..here].iter().find(due));
    next.map(|row| AssignmentId(row.id))
}

/// Where a judge goes on after a sheet: its panel, and what is due next there.
pub async fn find_next(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AssignmentId,
) -> Result<(PanelId, Option<AssignmentId>), Failure> {
    let row = find_assignment(db, id).await?;
    let context = load_panel(db, PanelId(row.panel_id)).await?;
    let subject = context.subject_of(AccountId(row.judge_id));
    access::require(actor, Act::ReadSheet, &subject, sheet_in_round(&row, context.state())?)?;
    if actor.account != subject.judge {
        return Err(Failure::NotFound);
    }
    let rows = own_rows(db, row.panel_id, row.judge_id).await?;
    let here = rows.iter().position(|own| own.id == row.id).ok_or(Failure::NotFound)?;
    Ok((PanelId(row.panel_id), next_due(&rows, here)))
}
