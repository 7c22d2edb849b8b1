//! A judge's sheet: read it, keep what was typed.

use std::collections::BTreeMap;

use domain::ids::{AccountId, AssignmentId, PanelId};
use domain::judging::entry_view::{ScoreSheet, SheetInput, SheetVersion};
use domain::judging::score_sheet::{COMMENT_MAX, ScoreLine};
use domain::judging::states::{RoundState, SheetState};
use domain::numbers::Points;
use domain::people::access::{self, Act};
use domain::people::actor::Actor;
use domain::programmes::rules::Criterion;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder,
};
use time::OffsetDateTime;

use super::context::{
    PanelContext, find_assignment, find_seat, load_panel, round_state, share_round_row, sheet_in_round, sheet_state,
};
use super::entry_view::judged_entry;
use super::errors::DraftError;
use super::queue::{own_rows, place_in_queue};
use crate::database::begin_write;
use crate::entities::{assignment, entry, score_sheet};
use crate::failure::{Failure, read_json, write_json};
use crate::ledger::{Record, append};

/// Longer comments are kept in a draft up to this length.
const COMMENT_KEPT: usize = COMMENT_MAX * 4;

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
    rubric
        .iter()
        .map(|criterion| ScoreLine {
            criterion: criterion.clone(),
            typed: typed(&criterion.code),
        })
        .collect()
}

/// What waits in the sheet's form, with the entry beside it. Nobody but its judge finds it.
pub async fn find_score_sheet(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AssignmentId,
) -> Result<ScoreSheet, DraftError> {
    let row = find_assignment(db, id).await?;
    let context = load_panel(db, PanelId(row.panel_id)).await?;
    let subject = context.subject_of(AccountId(row.judge_id));
    access::require(actor, Act::JudgeEntry, &subject, sheet_in_round(&row, context.state())?)?;
    let seat = find_seat(db, row.panel_id, AccountId(row.judge_id)).await?;
    if seat.declared_at.is_none() {
        return Err(DraftError::NotDeclared);
    }
    let entry = entry::Entity::find_by_id(row.entry_id)
        .one(db)
        .await?
        .ok_or(Failure::NotFound)?;
    let versions = versions(db, id).await?;
    let mut sheet = sheet_of(&context, actor, &row, &versions)?;
    sheet.entry = judged_entry(db, &context, &entry).await?;
    place_in_queue(&mut sheet, &own_rows(db, row.panel_id, row.judge_id).await?);
    Ok(sheet)
}

async fn versions(db: &impl ConnectionTrait, id: AssignmentId) -> Result<Vec<score_sheet::Model>, Failure> {
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
        blind: context.round.blind,
        due_at: context.row.as_ref().and_then(|row| row.due_at),
        entry: domain::judging::entry_view::JudgedEntry::default(),
        lines: lines_of(&context.round.rubric, latest),
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

/// What saving answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    pub revision: i32,
    pub at: OffsetDateTime,
}

/// Keeps whatever was typed. The ledger hears of the first save only: a draft is nobody's act yet.
pub async fn save_draft(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AssignmentId,
    input: &SheetInput,
    now: OffsetDateTime,
) -> Result<Saved, DraftError> {
    let row = find_assignment(db, id).await?;
    let context = load_panel(db, PanelId(row.panel_id)).await?;
    let judge = AccountId(row.judge_id);
    let subject = context.subject_of(judge);
    access::require(actor, Act::ScoreEntry, &subject, sheet_in_round(&row, context.state())?)?;
    if find_seat(db, row.panel_id, judge).await?.declared_at.is_none() {
        return Err(DraftError::NotDeclared);
    }
    let tx = begin_write(db).await?;
    let row = find_assignment(&tx, id).await?;
    let round = share_round_row(&tx, context.edition.id.0, &context.round.code).await?;
    let round: RoundState = round_state(round.as_ref());
    access::require(actor, Act::ScoreEntry, &subject, sheet_in_round(&row, round)?)?;
    let latest = versions(&tx, id).await?.pop();
    let points = stored_points(&context.round.rubric, input)?;
    let comment: String = input.comment.chars().take(COMMENT_KEPT).collect();
    let saved = match latest {
        Some(sheet) if sheet.points == points && sheet.comment == comment => Saved {
            revision: sheet.revision,
            at: sheet.updated_at,
        },
        Some(sheet) if sheet.revision != input.revision => {
            drop(tx);
            return Err(DraftError::Stale(Box::new(find_score_sheet(db, actor, id).await?)));
        }
        Some(sheet) => update_draft(&tx, &sheet, points, comment, now).await?,
        None => insert_draft(&tx, id, points, comment, now).await?,
    };
    if sheet_state(&row)? == SheetState::Assigned {
        begin_work(&tx, actor, row, now).await?;
    }
    tx.commit().await?;
    Ok(saved)
}

fn stored_points(rubric: &[Criterion], input: &SheetInput) -> Result<String, Failure> {
    let typed = |code: &str| {
        input
            .marks
            .iter()
            .find(|(name, _)| name == code)
            .map(|(_, text)| text.clone())
    };
    let stored: BTreeMap<&str, String> = rubric
        .iter()
        .filter_map(|criterion| {
            let typed = typed(&criterion.code)?;
            let line = ScoreLine {
                criterion: criterion.clone(),
                typed,
            };
            Some((criterion.code.as_str(), line.stored())).filter(|(_, text)| !text.is_empty())
        })
        .collect();
    write_json(&stored)
}

async fn insert_draft(
    tx: &DatabaseTransaction,
    id: AssignmentId,
    points: String,
    comment: String,
    now: OffsetDateTime,
) -> Result<Saved, Failure> {
    let row = score_sheet::ActiveModel {
        assignment_id: Set(id.0),
        version: Set(1),
        state: Set(SheetState::Draft.code().to_owned()),
        points: Set(points),
        comment: Set(comment),
        revision: Set(1),
        started_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(Saved { revision: 1, at: now })
}

async fn update_draft(
    tx: &DatabaseTransaction,
    sheet: &score_sheet::Model,
    points: String,
    comment: String,
    now: OffsetDateTime,
) -> Result<Saved, Failure> {
    score_sheet::Entity::update_many()
        .col_expr(score_sheet::Column::Points, Expr::value(points))
        .col_expr(score_sheet::Column::Comment, Expr::value(comment))
        .col_expr(score_sheet::Column::Revision, Expr::value(sheet.revision + 1))
        .col_expr(score_sheet::Column::UpdatedAt, Expr::value(now))
        .filter(score_sheet::Column::Id.eq(sheet.id))
        .filter(score_sheet::Column::Revision.eq(sheet.revision))
        .exec(tx)
        .await?;
    Ok(Saved {
        revision: sheet.revision + 1,
        at: now,
    })
}

async fn begin_work(
    tx: &DatabaseTransaction,
    actor: &Actor,
    row: assignment::Model,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let id = row.id;
    let mut row: assignment::ActiveModel = row.into();
    row.state = Set(SheetState::Draft.code().to_owned());
    row.changed_at = Set(now);
    row.update(tx).await?;
    append(
        tx,
        Record::new(actor.account, "sheet.started", format!("assignment/{id}")),
        now,
    )
    .await?;
    Ok(())
}
