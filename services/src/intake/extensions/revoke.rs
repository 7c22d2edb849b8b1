//! Taking an extension back.

use domain::ids::EditionId;
use domain::intake::extensions::check_revocation;
use domain::people::actor::Actor;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection, IntoActiveModel};
use serde_json::json;
use time::OffsetDateTime;

use super::letters::{News, tell};
use super::target::target_of_row;
use super::{ExtensionError, find_extension, hold_edition};
use crate::database::begin_write;
use crate::intake::decision::digest;
use crate::intake::letters::moment;
use crate::ledger::{Record, append};
use crate::outbox::LetterKind;
use crate::programmes::find_edition;

/// Ends an extension: the deadline without it counts again. What was sent under it stays sent; whoever was told of it
/// reads why, and until when there is time now.
pub async fn revoke_extension(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: EditionId,
    id: i64,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), ExtensionError> {
    let tx = begin_write(db).await?;
    let before = hold_edition(&tx, actor, edition).await?;
    let row = find_extension(&tx, &before, id).await?;
    if row.revoked_at.is_some() {
        return Ok(());
    }
    let reason = check_revocation(reason).map_err(ExtensionError::Problems)?;
    let target = target_of_row(&tx, &row).await?;
    let until = row.until;
    let entry = row.entry_id;
    let mut row = row.into_active_model();
    row.revoked_at = Set(Some(now));
    row.revoked_why = Set(Some(reason.to_owned()));
    row.update(&tx).await?;
    let record = Record::new(actor.account, "extension.revoked", format!("extension/{id}"));
    let detail = json!({ "until": moment(until), "reason_sha256": digest(reason) });
    append(&tx, record.detail(detail), now).await?;
    if let Some(entry) = entry {
        let record = Record::new(actor.account, "entry.extension_revoked", format!("entry/{entry}"));
        append(&tx, record.detail(json!({ "until": moment(until) })), now).await?;
    }
    let news =
        News { kind: LetterKind::ExtensionRevoked, extension: id, replaces: Some(id), target: &target, reason, until };
    let after = find_edition(&tx, edition).await?;
    tell(&tx, &before, &after, &news, now).await?;
    tx.commit().await?;
    Ok(())
}
