//! Opening a signed sheet again: the signed version stays on record, a new draft starts from it.

use domain::ids::{AccountId, AssignmentId, PanelId};
use domain::judging::states::SheetState;
use domain::people::access::{self, Act};
use domain::people::actor::Actor;
use domain::text::Lang;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use time::OffsetDateTime;

use super::context::{PanelContext, code_of, find_assignment, load_panel, sheet_in_round, text_hash};
use super::errors::{ReasonError, check_reason};
use crate::database::begin_write;
use crate::entities::{account, assignment, entry, score_sheet};
use crate::failure::Failure;
use crate::ledger::{Record, append};
use crate::outbox::{Letter, LetterKind, queue_letter};
use crate::people::live;

/// The state of a version that was signed and opened again.
const REOPENED: &str = "reopened";

/// Gives the sheet back to its judge, with the reason. By the panel's chair or the secretary, while the round is scored.
pub async fn reopen_sheet(
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
    access::require(actor, Act::ReopenSheet, &subject, sheet_in_round(&row, context.state())?)?;
    let reason = check_reason(reason)?.to_owned();
    let signed = score_sheet::Entity::find()
        .filter(score_sheet::Column::AssignmentId.eq(id.0))
        .filter(score_sheet::Column::State.eq(SheetState::Signed.code()))
        .order_by_desc(score_sheet::Column::Version)
        .one(&tx)
        .await?
        .ok_or(Failure::NotFound)?;
    let version = signed.version;
    next_version(&signed, now).insert(&tx).await?;
    let mut old: score_sheet::ActiveModel = signed.into();
    old.state = Set(REOPENED.to_owned());
    old.reopened_at = Set(Some(now));
    old.reopened_by = Set(actor.account.map(|id| id.0));
    old.reopen_reason = Set(Some(reason.clone()));
    old.update(&tx).await?;
    tell_judge(&tx, &context, &row, &reason, now).await?;
    let mut row: assignment::ActiveModel = row.into();
    row.state = Set(SheetState::Draft.code().to_owned());
    row.changed_at = Set(now);
    row.update(&tx).await?;
    let record = Record::new(actor.account, "sheet.reopened", format!("assignment/{id}"))
        .detail(serde_json::json!({ "version": version, "reason_hash": text_hash(&reason) }));
    append(&tx, record, now).await?;
    tx.commit().await?;
    Ok(())
}

fn next_version(signed: &score_sheet::Model, now: OffsetDateTime) -> score_sheet::ActiveModel {
    score_sheet::ActiveModel {
        assignment_id: Set(signed.assignment_id),
        version: Set(signed.version + 1),
        state: Set(SheetState::Draft.code().to_owned()),
        points: Set(signed.points.clone()),
        comment: Set(signed.comment.clone()),
        revision: Set(1),
        started_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    }
}

async fn tell_judge(
    tx: &DatabaseTransaction,
    context: &PanelContext,
    row: &assignment::Model,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let judge = account::Entity::find_by_id(row.judge_id).one(tx).await?.ok_or(Failure::NotFound)?;
    let entry = entry::Entity::find_by_id(row.entry_id).one(tx).await?.ok_or(Failure::NotFound)?;
    let letter = Letter {
        recipient: judge.email,
        lang: Lang::of_code(&judge.lang),
        kind: LetterKind::SheetReopened,
        params: serde_json::json!({
            "name": judge.name, "edition": context.edition.name_vi, "panel": context.panel.name,
            "entry_code": code_of(&entry), "entry_title": entry.title, "reason": reason, "link": format!("/cham/{}", row.id),
        }),
        edition: Some(context.edition.id),
        reference: Some(format!("assignment/{}", row.id)),
    };
    queue_letter(tx, letter, now).await
}
