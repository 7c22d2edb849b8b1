//! A judge leaves: by the secretary's hand, because the role was taken away, or because the account was closed.
//! Signed sheets stay. Sheets not signed are no longer asked for, so that others can be assigned; their drafts are kept.

use domain::ids::{AccountId, PanelId};
use domain::judging::states::{RoundState, SheetState};
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::context::{PanelContext, find_seat, load_panel};
use crate::entities::{assignment, panel, panel_judge};
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::people::end_panel_grants;

/// What is kept as the reason of sheets that are no longer asked for.
const LEFT: &str = "Thôi tham gia tiểu ban";

/// Ends one seat, the roles held in its panel, and the work not signed.
pub(super) async fn leave_seat(
    tx: &DatabaseTransaction,
    actor: &Actor,
    context: &PanelContext,
    judge: AccountId,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let panel = PanelId(context.panel.id);
    let mut row: panel_judge::ActiveModel = find_seat(tx, panel.0, judge).await?.into();
    row.removed_at = Set(Some(now));
    row.update(tx).await?;
    release_work(tx, panel, judge, now).await?;
    end_panel_grants(tx, actor, panel, Some(judge), None, LEFT, now).await?;
    leave_chair(tx, panel, judge).await?;
    let record = Record::new(actor.account, "judge.removed", format!("panel/{panel}"))
        .detail(serde_json::json!({ "judge": judge }));
    append(tx, record, now).await?;
    Ok(())
}

async fn release_work(
    tx: &DatabaseTransaction,
    panel: PanelId,
    judge: AccountId,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    assignment::Entity::delete_many()
        .filter(assignment::Column::PanelId.eq(panel.0))
        .filter(assignment::Column::JudgeId.eq(judge.0))
        .filter(assignment::Column::State.eq(SheetState::Assigned.code()))
        .filter(super::apply_plan::without_sheet())
        .exec(tx)
        .await?;
    assignment::Entity::update_many()
        .col_expr(assignment::Column::State, Expr::value(SheetState::Recused.code()))
        .col_expr(assignment::Column::Reason, Expr::value(LEFT))
        .col_expr(assignment::Column::ChangedAt, Expr::value(now))
        .filter(assignment::Column::PanelId.eq(panel.0))
        .filter(assignment::Column::JudgeId.eq(judge.0))
        .filter(assignment::Column::State.is_in([SheetState::Assigned.code(), SheetState::Draft.code()]))
        .exec(tx)
        .await?;
    Ok(())
}

async fn leave_chair(tx: &DatabaseTransaction, panel: PanelId, judge: AccountId) -> Result<(), Failure> {
    panel::Entity::update_many()
        .col_expr(panel::Column::ChairId, Expr::value(Option::<i64>::None))
        .filter(panel::Column::Id.eq(panel.0))
        .filter(panel::Column::ChairId.eq(judge.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// What hangs on a judge's role that has just ended: the seats within its limits, or the chair alone. A locked round stays as
/// it is; its judge no longer reads it.
pub(crate) async fn leave_panels(
    tx: &DatabaseTransaction,
    actor: &Actor,
    judge: AccountId,
    role: GrantedRole,
    edition: Option<i64>,
    panel: Option<i64>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    match (role, panel) {
        (GrantedRole::PanelChair, Some(panel)) => leave_chair(tx, PanelId(panel), judge).await,
        (GrantedRole::Judge, _) => leave_seats(tx, actor, judge, edition, panel, now).await,
        _ => Ok(()),
    }
}

/// Ends every seat of a person, or those of one edition or panel.
pub(crate) async fn leave_seats(
    tx: &DatabaseTransaction,
    actor: &Actor,
    judge: AccountId,
    edition: Option<i64>,
    panel: Option<i64>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let seats = panel_judge::Entity::find()
        .filter(panel_judge::Column::AccountId.eq(judge.0))
        .filter(panel_judge::Column::RemovedAt.is_null())
        .all(tx)
        .await?;
    for seat in seats {
        if panel.is_some_and(|panel| panel != seat.panel_id) {
            continue;
        }
        let context = load_panel(tx, PanelId(seat.panel_id)).await?;
        let elsewhere = edition.is_some_and(|edition| edition != context.edition.id.0);
        if !elsewhere && context.state() != RoundState::Locked {
            leave_seat(tx, actor, &context, judge, now).await?;
        }
    }
    Ok(())
}
