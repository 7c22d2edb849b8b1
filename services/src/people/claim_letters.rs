//! Letters about an invitation that somebody with another address wants to take.

use domain::ids::{AccountId, EditionId};
use domain::people::actor::Actor;
use sea_orm::{DatabaseTransaction, EntityTrait};
use serde_json::json;
use time::OffsetDateTime;

use super::known_account::lang_of;
use super::named_grants::ScopeNames;
use crate::entities::{account, edition, invitation};
use crate::failure::Failure;
use crate::outbox::{Letter, LetterKind, queue_letter};

/// Asks the inviter whether it is the right person. An inviter whose account is closed is not written to: whoever else may
/// give the role finds the question on the page of invitations.
pub(super) async fn tell_inviter(
    tx: &DatabaseTransaction,
    row: &invitation::Model,
    claimant: &Actor,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let Some(inviter) = find_account(tx, row.created_by).await? else {
        return Ok(());
    };
    let link = page_of(tx, row).await?;
    let letter = Letter {
        lang: lang_of(&inviter),
        recipient: inviter.email,
        kind: LetterKind::InvitationClaimed,
        params: json!({
            "name": inviter.name, "invited": row.email, "role": row.role, "edition": edition_name(tx, row).await?,
            "claimant": claimant.name, "address": claimant.email, "link": link,
        }),
        edition: row.edition_id.map(EditionId),
        reference: Some(format!("invitation/{}", row.id)),
    };
    queue_letter(tx, letter, now).await
}

/// Tells the person who waited that the role is theirs.
pub(super) async fn tell_claimant(
    tx: &DatabaseTransaction,
    row: &invitation::Model,
    claimant: &Actor,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let Some(person) = find_account(tx, claimant.account.map(|AccountId(id)| id)).await? else {
        return Ok(());
    };
    let letter = Letter {
        lang: lang_of(&person),
        recipient: person.email,
        kind: LetterKind::InvitationConfirmed,
        params: json!({
            "name": person.name, "honorific": person.honorific, "role": row.role,
            "edition": edition_name(tx, row).await?, "link": "/tai-khoan",
        }),
        edition: row.edition_id.map(EditionId),
        reference: Some(format!("invitation/{}", row.id)),
    };
    queue_letter(tx, letter, now).await
}

async fn find_account(tx: &DatabaseTransaction, id: Option<i64>) -> Result<Option<account::Model>, Failure> {
    let Some(id) = id else { return Ok(None) };
    let found = account::Entity::find_by_id(id).one(tx).await?;
    Ok(found.filter(|row| row.disabled_at.is_none()))
}

async fn edition_name(tx: &DatabaseTransaction, row: &invitation::Model) -> Result<Option<String>, Failure> {
    let names = ScopeNames::read(tx, row.edition_id.into_iter().collect(), vec![], vec![]).await?;
    Ok(names.editions.into_values().next())
}

/// Where the inviter answers.
async fn page_of(tx: &DatabaseTransaction, row: &invitation::Model) -> Result<String, Failure> {
    let Some(id) = row.edition_id else {
        return Ok("/quan-tri/loi-moi".to_owned());
    };
    let edition = edition::Entity::find_by_id(id).one(tx).await?.ok_or(Failure::NotFound)?;
    Ok(format!("/thu-ky/{}/loi-moi", edition.slug))
}
