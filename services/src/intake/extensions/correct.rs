//! Correcting an extension: the wrong one ends, the right one takes its place, and everybody told hears of it.

use domain::ids::EditionId;
use domain::intake::extensions::{CorrectionForm, ExtensionProblem, field};
use domain::people::actor::Actor;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection, DatabaseTransaction, IntoActiveModel};
use serde_json::json;
use time::OffsetDateTime;

use super::letters::{News, tell};
use super::target::target_of_row;
use super::{ExtensionError, find_extension, hold_edition, without};
use crate::database::begin_write;
use crate::entities::extension;
use crate::failure::Failure;
use crate::intake::decision::digest;
use crate::intake::letters::moment;
use crate::ledger::{Record, append};
use crate::outbox::LetterKind;
use crate::programmes::find_edition;

/// Puts the right moment in the place of a wrong one. What was sent under the old one stays sent.
pub async fn correct_extension(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    id: i64,
    form: &CorrectionForm,
    now: OffsetDateTime,
) -> Result<(), ExtensionError> {
    let tx = begin_write(db).await?;
    let before = hold_edition(&tx, actor, edition).await?;
    let row = find_extension(&tx, &before, id).await?;
    if row.revoked_at.is_some() {
        return Err(ExtensionError::Problems(vec![(field::UNTIL, ExtensionProblem::NothingChanged)]));
    }
    let target = target_of_row(&tx, &row).await?;
    let in_force = without(&before, id).deadline_of(target.whose()).at;
    let until = form.check(row.until, in_force, now).map_err(ExtensionError::Problems)?;
    let reason = form.reason.trim();
    let new = replace(&tx, actor, row, until, reason, now).await?;
    let news = News {
        kind: LetterKind::ExtensionCorrected,
        extension: new.id,
        replaces: Some(id),
        target: &target,
        reason,
        until,
    };
    let after = find_edition(&tx, edition).await?;
    tell(&tx, &before, &after, &news, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn replace(
    tx: &DatabaseTransaction,
    actor: &Actor,
    old: extension::Model,
    until: OffsetDateTime,
    reason: &str,
    now: OffsetDateTime,
) -> Result<extension::Model, Failure> {
    let new = extension::ActiveModel {
        edition_id: Set(old.edition_id),
        unit_id: Set(old.unit_id),
        entry_id: Set(old.entry_id),
        until: Set(until),
        reason: Set(reason.to_owned()),
        max_uses: Set(old.max_uses),
        uses: Set(old.uses),
        created_by: Set(actor.account.map(|id| id.0).unwrap_or_default()),
        created_at: Set(now),
        ..Default::default()
    };
    let new = new.insert(tx).await?;
    let record = Record::new(actor.account, "extension.corrected", format!("extension/{}", old.id));
    let detail =
        json!({ "from": moment(old.until), "until": moment(until), "by": new.id, "reason_sha256": digest(reason) });
    append(tx, record.detail(detail), now).await?;
    if let Some(entry) = old.entry_id {
        let record = Record::new(actor.account, "entry.extension_granted", format!("entry/{entry}"));
        append(tx, record.detail(json!({ "until": moment(until) })), now).await?;
    }
    let mut old = old.into_active_model();
    old.revoked_at = Set(Some(now));
    old.revoked_why = Set(Some(reason.to_owned()));
    old.replaced_by = Set(Some(new.id));
    old.update(tx).await?;
    Ok(new)
}
