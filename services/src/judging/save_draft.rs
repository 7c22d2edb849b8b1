//! Keeping the draft of a sheet: whatever was typed, unless another window saved meanwhile.

use std::collections::BTreeMap;

use domain::copies::{Origin, Verdict};
use domain::ids::{AccountId, AssignmentId, PanelId};
use domain::judging::entry_view::SheetInput;
use domain::judging::score_sheet::{COMMENT_MAX, ScoreLine};
use domain::judging::states::{RoundState, SheetState};
use domain::people::access::{self, Act};
use domain::people::actor::Actor;
use domain::programmes::rules::Criterion;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::context::{find_assignment, find_seat, load_panel, sheet_in_round, sheet_state};
use super::errors::DraftError;
use super::score_sheet::{find_score_sheet, form_of, versions};
use crate::database::begin_write;
use crate::entities::{assignment, score_sheet};
use crate::failure::{Failure, write_json};
use crate::form_saves;
use crate::ledger::{Record, append};
use crate::people::live;
use crate::rounds::{round_state, share_round_row};

/// Longer comments are kept in a draft up to this length.
const COMMENT_KEPT: usize = COMMENT_MAX * 4;

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
    let subject = context.subject_of_task(db, &row).await?;
    access::require(actor, Act::ScoreEntry, &subject, sheet_in_round(&row, context.state())?)?;
    if find_seat(db, row.panel_id, judge).await?.declared_at.is_none() {
        return Err(DraftError::NotDeclared);
    }
    let tx = begin_write(db).await?;
    let actor = &live(&tx, actor).await?;
    let row = find_assignment(&tx, id).await?;
    let round = share_round_row(&tx, context.edition.id.0, &context.round.code).await?;
    let round: RoundState = round_state(round.as_ref());
    access::require(actor, Act::ScoreEntry, &subject, sheet_in_round(&row, round)?)?;
    let latest = versions(&tx, id).await?.pop();
    let points = stored_points(&context.round.scoring().rubric, input)?;
    let comment: String = input.comment.chars().take(COMMENT_KEPT).collect();
    let form = form_of(id, latest.as_ref().map_or(1, |sheet| sheet.version));
    let origin = Origin { base: Some(input.revision.to_string()), save: input.save.clone(), reshapes: false };
    let judged = judge_draft(&tx, &form, &origin, latest.as_ref(), (&points, &comment)).await?;
    let saved = match (judged.verdict, latest) {
        (Verdict::Stale, _) => {
            drop(tx);
            return Err(DraftError::Stale(Box::new(find_score_sheet(db, actor, id).await?)));
        }
        (Verdict::Overtaken, _) => {
            let revision = judged.own_mark.and_then(|mark| mark.parse().ok()).unwrap_or_default();
            return Ok(Saved { revision, at: now });
        }
        (Verdict::Same, Some(sheet)) => Saved { revision: sheet.revision, at: sheet.updated_at },
        (_, Some(sheet)) => update_draft(&tx, &sheet, points, comment, now).await?,
        (_, None) => insert_draft(&tx, id, points, comment, now).await?,
    };
    form_saves::remember(&tx, &form, &origin, &saved.revision.to_string(), now).await?;
    if sheet_state(&row)? == SheetState::Assigned {
        begin_work(&tx, actor, row, now).await?;
    }
    tx.commit().await?;
    Ok(saved)
}

/// The mark of a sheet is its revision; text that is there already changes nothing.
async fn judge_draft(
    tx: &DatabaseTransaction,
    form: &str,
    origin: &Origin,
    latest: Option<&score_sheet::Model>,
    (points, comment): (&str, &str),
) -> Result<form_saves::Judged, Failure> {
    let stored = latest.map_or(0, |sheet| sheet.revision).to_string();
    let is_same = latest.is_some_and(|sheet| sheet.points == points && sheet.comment == comment);
    let wanted = if is_same { stored.clone() } else { "changed".to_owned() };
    // Before the first save there is nothing to overwrite.
    let origin = match latest {
        Some(_) => origin.clone(),
        None => Origin { base: None, ..origin.clone() },
    };
    form_saves::judge(tx, form, &origin, &stored, &wanted).await
}

fn stored_points(rubric: &[Criterion], input: &SheetInput) -> Result<String, Failure> {
    let typed = |code: &str| input.marks.iter().find(|(name, _)| name == code).map(|(_, text)| text.clone());
    let stored: BTreeMap<&str, String> = rubric
        .iter()
        .filter_map(|criterion| {
            let typed = typed(&criterion.code)?;
            let line = ScoreLine { criterion: criterion.clone(), typed };
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
    Ok(Saved { revision: sheet.revision + 1, at: now })
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
    append(tx, Record::new(actor.account, "sheet.started", format!("assignment/{id}")), now).await?;
    Ok(())
}
