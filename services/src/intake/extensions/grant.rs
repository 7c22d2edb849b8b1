//! Granting a later deadline.

use domain::ids::EditionId;
use domain::intake::extensions::{ExtensionForm, Problems, Terms};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};
use serde_json::json;
use time::OffsetDateTime;

use super::letters::{News, tell};
use super::target::{Target, find_target};
use super::{ExtensionError, hold_edition};
use crate::database::begin_write;
use crate::entities::extension;
use crate::failure::Failure;
use crate::intake::decision::digest;
use crate::intake::letters::moment;
use crate::ledger::{Record, append};
use crate::outbox::LetterKind;
use crate::programmes::find_edition;

/// Grants a later deadline to the whole edition, one unit or one entry. The same extension twice is one extension.
pub async fn grant_extension(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EditionId,
    form: &ExtensionForm,
    now: OffsetDateTime,
) -> Result<(), ExtensionError> {
    let tx = begin_write(db).await?;
    let edition = hold_edition(&tx, actor, id).await?;
    let target = find_target(&tx, &edition, form).await?;
    if let Ok(target) = &target
        && was_just_granted(&tx, &edition, target, form, now).await?
    {
        return Ok(());
    }
    let in_force = target.as_ref().ok().and_then(|target| edition.deadline_of(target.whose()).at);
    let (target, terms) = both(target, form.check(in_force, now)).map_err(ExtensionError::Problems)?;
    let reason = form.reason.trim();
    let row = insert_extension(&tx, actor, &edition, &target, terms, reason, now).await?;
    let news = News {
        kind: LetterKind::ExtensionGranted,
        extension: row.id,
        replaces: None,
        target: &target,
        reason,
        until: terms.until,
    };
    let after = find_edition(&tx, id).await?;
    tell(&tx, &edition, &after, &news, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Everything that is wrong, with a target that is not there besides what the form itself gets wrong.
fn both(
    target: Result<Target, (&'static str, domain::intake::extensions::ExtensionProblem)>,
    terms: Result<Terms, Problems>,
) -> Result<(Target, Terms), Problems> {
    match (target, terms) {
        (Ok(target), Ok(terms)) => Ok((target, terms)),
        (Ok(_), Err(problems)) => Err(problems),
        (Err(missing), Ok(_)) => Err(vec![missing]),
        (Err(missing), Err(mut problems)) => {
            if problems.iter().all(|(field, _)| *field != missing.0) {
                problems.insert(0, missing);
            }
            Err(problems)
        }
    }
}

/// True for a second press of the button: the same moment for the same target stands already.
async fn was_just_granted(
    tx: &DatabaseTransaction,
    edition: &Edition,
    target: &Target,
    form: &ExtensionForm,
    now: OffsetDateTime,
) -> Result<bool, DbErr> {
    let Ok(terms) = form.check(None, now) else {
        return Ok(false);
    };
    let rows = extension::Entity::find()
        .filter(extension::Column::EditionId.eq(edition.id.0))
        .filter(extension::Column::RevokedAt.is_null())
        .all(tx)
        .await?;
    let same = |row: &extension::Model| {
        row.unit_id == target.unit()
            && row.entry_id == target.entry()
            && row.until == terms.until
            && row.max_uses == terms.max_uses
    };
    Ok(rows.iter().any(same))
}

async fn insert_extension(
    tx: &DatabaseTransaction,
    actor: &Actor,
    edition: &Edition,
    target: &Target,
    terms: Terms,
    reason: &str,
    now: OffsetDateTime,
) -> Result<extension::Model, Failure> {
    let (unit, entry) = (target.unit(), target.entry());
    let row = extension::ActiveModel {
        edition_id: Set(edition.id.0),
        unit_id: Set(unit),
        entry_id: Set(entry),
        until: Set(terms.until),
        reason: Set(reason.to_owned()),
        max_uses: Set(terms.max_uses),
        uses: Set(0),
        created_by: Set(actor.account.map(|id| id.0).unwrap_or_default()),
        created_at: Set(now),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    let until = moment(terms.until);
    let detail = json!({ "until": until, "reason_sha256": digest(reason), "max_uses": terms.max_uses, "unit": unit, "entry": entry });
    let record = Record::new(actor.account, "extension.granted", format!("extension/{}", row.id));
    append(tx, record.detail(detail), now).await?;
    if let Some(entry) = entry {
        let record = Record::new(actor.account, "entry.extension_granted", format!("entry/{entry}"));
        append(tx, record.detail(json!({ "until": until })), now).await?;
    }
    Ok(row)
}
