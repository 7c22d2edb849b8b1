//! A judge steps aside from one entry.

use domain::ids::{AccountId, AssignmentId, PanelId};
use domain::judging::states::SheetState;
use domain::people::access::{self, Act};
use domain::people::actor::Actor;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection};
use time::OffsetDateTime;

use super::context::{find_assignment, load_panel, sheet_in_round, text_hash};
use super::errors::{ReasonError, check_reason};
use crate::database::begin_write;
use crate::entities::assignment;
use crate::ledger::{Record, append};
use crate::people::live;

/// Takes the entry from the judge's queue, with the reason; the pair is not planned again.
pub async fn recuse(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AssignmentId,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), ReasonError> {
    let tx = begin_write(db).await?;
    let actor = &live(&tx, actor).await?;
    let row = find_assignment(&tx, id).await?;
    let context = load_panel(&tx, PanelId(row.panel_id)).await?;
    let subject = context.subject_of(AccountId(row.judge_id));
    access::require(actor, Act::RecuseFromEntry, &subject, sheet_in_round(&row, context.state())?)?;
    let reason = check_reason(reason)?.to_owned();
    super::declaration::block(&tx, &context, &row, &reason, now).await?;
    let mut row: assignment::ActiveModel = row.into();
    row.state = Set(SheetState::Recused.code().to_owned());
    row.reason = Set(Some(reason.clone()));
    row.changed_at = Set(now);
    row.update(&tx).await?;
    let record = Record::new(actor.account, "judge.recused", format!("assignment/{id}"))
        .detail(serde_json::json!({ "reason_hash": text_hash(&reason) }));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}
