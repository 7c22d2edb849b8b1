//! A judge's sheet, as its judge reads it.

use std::collections::BTreeMap;

use domain::ids::{AccountId, AssignmentId, PanelId};
use domain::judging::entry_view::{ScoreSheet, SheetVersion};
use domain::judging::score_sheet::ScoreLine;
use domain::numbers::Points;
use domain::people::access::{self, Act};
use domain::people::actor::Actor;
use domain::programmes::rules::Criterion;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};

use super::context::{PanelContext, find_assignment, find_seat, load_panel, sheet_in_round, sheet_state};
use super::entry_view::judged_entry;
use super::errors::DraftError;
use super::queue::{own_rows, place_in_queue};
use crate::entities::{assignment, entry, score_sheet};
use crate::failure::{Failure, read_json};
use crate::form_saves;

/// The newest version of each assignment's sheet.
pub(super) async fn latest_sheets(
    db: &impl ConnectionTrait,
    assignments: impl Iterator<Item = i64>,
) -> Result<BTreeMap<i64, score_sheet::Model>, Failure> {
    let rows = score_sheet::Entity::find()
        .filter(score_sheet::Column::AssignmentId.is_in(assignments))
        .order_by_asc(score_sheet::Column::Version)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.assignment_id, row)).collect())
}

/// The lines of a rubric with what a stored sheet says to each, as people write it here.
pub(super) fn lines_of(rubric: &[Criterion], sheet: Option<&score_sheet::Model>) -> Vec<ScoreLine> {
    let stored: BTreeMap<String, String> = sheet.and_then(|row| read_json(&row.points).ok()).unwrap_or_default();
    let typed = |code: &str| {
        let text = stored.get(code).cloned().unwrap_or_default();
        Points::parse_plain(&text).map(Points::vietnamese).unwrap_or(text)
    };
    rubric.iter().map(|criterion| ScoreLine { criterion: criterion.clone(), typed: typed(&criterion.code) }).collect()
}

/// What waits in the sheet's form, with the entry beside it. Nobody but its judge finds it.
pub async fn find_score_sheet(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AssignmentId,
) -> Result<ScoreSheet, DraftError> {
    let row = find_assignment(db, id).await?;
    let context = load_panel(db, PanelId(row.panel_id)).await?;
    let subject = context.subject_of_task(db, &row).await?;
    access::require(actor, Act::JudgeEntry, &subject, sheet_in_round(&row, context.state())?)?;
    let seat = find_seat(db, row.panel_id, AccountId(row.judge_id)).await?;
    if seat.declared_at.is_none() {
        return Err(DraftError::NotDeclared);
    }
    let entry = entry::Entity::find_by_id(row.entry_id).one(db).await?.ok_or(Failure::NotFound)?;
    let versions = versions(db, id).await?;
    let mut sheet = sheet_of(&context, actor, &row, &versions)?;
    sheet.entry = judged_entry(db, &context, &entry).await?;
    sheet.saves = form_saves::known(db, &form_of(id, sheet.version)).await?;
    place_in_queue(&mut sheet, &own_rows(db, row.panel_id, row.judge_id).await?);
    Ok(sheet)
}

pub(super) async fn versions(db: &impl ConnectionTrait, id: AssignmentId) -> Result<Vec<score_sheet::Model>, Failure> {
    let rows = score_sheet::Entity::find()
        .filter(score_sheet::Column::AssignmentId.eq(id.0))
        .order_by_asc(score_sheet::Column::Version)
        .all(db)
        .await?;
    Ok(rows)
}

fn sheet_of(
    context: &PanelContext,
    actor: &Actor,
    row: &assignment::Model,
    versions: &[score_sheet::Model],
) -> Result<ScoreSheet, Failure> {
    let latest = versions.last();
    let former = &versions[..versions.len().saturating_sub(1)];
    let state = sheet_in_round(row, context.state())?;
    let subject = context.subject_of(AccountId(row.judge_id));
    Ok(ScoreSheet {
        assignment: AssignmentId(row.id),
        panel: PanelId(row.panel_id),
        panel_name: context.panel.name.clone(),
        round_name: context.round.name.clone(),
        round: context.state(),
        blind: context.round.scoring().blind,
        due_at: context.row.as_ref().and_then(|row| row.due_at),
        entry: domain::judging::entry_view::JudgedEntry::default(),
        lines: lines_of(&context.round.scoring().rubric, latest),
        comment: latest.map(|sheet| sheet.comment.clone()).unwrap_or_default(),
        state: sheet_state(row)?,
        revision: latest.map_or(0, |sheet| sheet.revision),
        version: latest.map_or(1, |sheet| sheet.version),
        saved_at: latest.map(|sheet| sheet.updated_at),
        signed_at: latest.and_then(|sheet| sheet.signed_at),
        total: latest.and_then(|sheet| sheet.total).map(Points::from_millionths),
        reopened: former.last().and_then(|sheet| sheet.reopen_reason.clone()),
        place: (1, 1),
        previous: None,
        next: None,
        may_score: access::allows(actor, Act::ScoreEntry, &subject, state),
        may_recuse: access::allows(actor, Act::RecuseFromEntry, &subject, state),
        history: former.iter().map(version_of).collect(),
        saves: vec![],
    })
}

fn version_of(row: &score_sheet::Model) -> SheetVersion {
    SheetVersion {
        version: row.version,
        total: row.total.map(Points::from_millionths),
        signed_at: row.signed_at,
        reopened_at: row.reopened_at,
        reason: row.reopen_reason.clone().unwrap_or_default(),
    }
}

/// What saves of a version of the sheet are remembered under.
pub(super) fn form_of(id: AssignmentId, version: i32) -> String {
    format!("sheet/{id}/{version}")
}
