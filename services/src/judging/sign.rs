//! Signing: the judge's last act on a sheet. What was looked through is what is signed.

use domain::ids::{AccountId, AssignmentId, PanelId};
use domain::judging::round_deadline::signing_is_over;
use domain::judging::score_sheet::check;
use domain::judging::states::SheetState;
use domain::people::access::{self, Act};
use domain::people::actor::Actor;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::context::{find_assignment, find_seat, load_panel, sheet_in_round, sheet_state, text_hash};
use super::errors::SignError;
use super::score_sheet::lines_of;
use crate::database::begin_write;
use crate::entities::{assignment, score_sheet};
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::people::live;
use crate::rounds::{round_state, share_round_row};

/// Signs the stored draft of this revision. Everything that can be read before the write lock is: many sign at once.
/// Pressing twice signs once.
pub async fn sign_sheet(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AssignmentId,
    revision: i32,
    now: OffsetDateTime,
) -> Result<(), SignError> {
    let before = find_assignment(db, id).await?;
    let context = load_panel(db, PanelId(before.panel_id)).await?;
    let judge = AccountId(before.judge_id);
    let subject = context.subject_of_task(db, &before).await?;
    access::require(actor, Act::JudgeEntry, &subject, sheet_in_round(&before, context.state())?)?;
    if find_seat(db, before.panel_id, judge).await?.declared_at.is_none() {
        return Err(Failure::NotFound.into());
    }
    let tx = begin_write(db).await?;
    let actor = &live(&tx, actor).await?;
    let row = find_assignment(&tx, id).await?;
    let sheet = score_sheet::Entity::find()
        .filter(score_sheet::Column::AssignmentId.eq(id.0))
        .order_by_desc(score_sheet::Column::Version)
        .one(&tx)
        .await?;
    let signed_already =
        sheet_state(&row)? == SheetState::Signed && sheet.as_ref().is_some_and(|sheet| sheet.revision == revision + 1);
    if signed_already {
        return Ok(());
    }
    let round = share_round_row(&tx, context.edition.id.0, &context.round.code).await?;
    access::require(actor, Act::ScoreEntry, &subject, sheet_in_round(&row, round_state(round.as_ref()))?)?;
    if let Some(due_at) = round.and_then(|round| round.due_at)
        && signing_is_over(Some(due_at), reopened_at(&tx, id).await?, now)
    {
        return Err(SignError::DeadlinePassed { due_at });
    }
    let comment = sheet.as_ref().map(|sheet| sheet.comment.as_str()).unwrap_or_default();
    let lines = lines_of(&context.round.scoring().rubric, sheet.as_ref());
    let total = check(&lines, comment).map_err(SignError::Problems)?;
    let Some(sheet) = sheet.filter(|sheet| sheet.revision == revision) else {
        return Err(SignError::Stale);
    };
    let done = score_sheet::Entity::update_many()
        .col_expr(score_sheet::Column::State, Expr::value(SheetState::Signed.code()))
        .col_expr(score_sheet::Column::Total, Expr::value(Some(total.millionths())))
        .col_expr(score_sheet::Column::SignedAt, Expr::value(Some(now)))
        .col_expr(score_sheet::Column::Revision, Expr::value(revision + 1))
        .filter(score_sheet::Column::Id.eq(sheet.id))
        .filter(score_sheet::Column::State.eq(SheetState::Draft.code()))
        .filter(score_sheet::Column::Revision.eq(revision))
        .exec(&tx)
        .await?;
    if done.rows_affected != 1 {
        return Err(SignError::Stale);
    }
    assignment::Entity::update_many()
        .col_expr(assignment::Column::State, Expr::value(SheetState::Signed.code()))
        .col_expr(assignment::Column::ChangedAt, Expr::value(now))
        .filter(assignment::Column::Id.eq(id.0))
        .exec(&tx)
        .await?;
    let record = Record::new(actor.account, "sheet.signed", format!("assignment/{id}")).detail(serde_json::json!({
        "version": sheet.version,
        "total": total,
        "points_hash": text_hash(&sheet.points),
        "comment_hash": text_hash(&sheet.comment),
    }));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}

/// When the sheet was last opened again.
async fn reopened_at(db: &impl ConnectionTrait, id: AssignmentId) -> Result<Option<OffsetDateTime>, Failure> {
    let former = score_sheet::Entity::find()
        .filter(score_sheet::Column::AssignmentId.eq(id.0))
        .filter(score_sheet::Column::ReopenedAt.is_not_null())
        .order_by_desc(score_sheet::Column::Version)
        .one(db)
        .await?;
    Ok(former.and_then(|sheet| sheet.reopened_at))
}
