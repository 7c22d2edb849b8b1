//! The letter of an invitation: one for each press that means it.

use domain::ids::EditionId;
use domain::people::actor::Actor;
use domain::people::roles::Grant;
use domain::text::Lang;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::invite::grant_of;
use crate::entities::{account, invitation};
use crate::failure::Failure;
use crate::outbox::{Letter, LetterKind, queue_letter};
use crate::tokens::{hash_token, new_token};

/// How long an invitation stands.
const LIFETIME: Duration = Duration::days(14);
/// Asking for the same again this soon is a second press of the button.
const PRESS: Duration = Duration::minutes(1);

/// Two presses at once wait for each other: SQLite has one writer anyway.
pub(crate) async fn lock_inviter(tx: &DatabaseTransaction, actor: &Actor) -> Result<(), Failure> {
    if let Some(id) = actor.account {
        account::Entity::find_by_id(id.0).lock_exclusive().one(tx).await?;
    }
    Ok(())
}

/// Whom an invitation goes to, and what for.
pub(crate) struct Invited<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub grant: Grant,
    /// The edition it is sent from.
    pub edition: Option<EditionId>,
    /// The name of the edition or unit, for the letter.
    pub about: Option<String>,
    /// The seat that waits in a panel, as JSON.
    pub seat: Option<String>,
    pub lang: Lang,
}

/// Stores the invitation and queues its letter; nothing when the same was sent a moment ago.
pub(crate) async fn send_invitation(
    tx: &DatabaseTransaction,
    actor: &Actor,
    invited: &Invited<'_>,
    now: OffsetDateTime,
) -> Result<Option<i64>, Failure> {
    let token = new_token();
    let Some(id) = store_invitation(tx, actor, invited, &token, now).await? else {
        return Ok(None);
    };
    let letter = Letter {
        recipient: invited.email.to_owned(),
        lang: invited.lang,
        kind: LetterKind::Invitation,
        params: json!({
            "link": format!("/loi-moi/{token}"), "name": invited.name, "role": invited.grant.role.code(),
            "edition": invited.about, "until": (now + LIFETIME).format(&Rfc3339).unwrap_or_default(),
        }),
        edition: invited.edition,
        reference: Some(format!("invitation/{id}")),
    };
    queue_letter(tx, letter, now).await?;
    Ok(Some(id))
}

async fn store_invitation(
    tx: &DatabaseTransaction,
    actor: &Actor,
    invited: &Invited<'_>,
    token: &str,
    now: OffsetDateTime,
) -> Result<Option<i64>, Failure> {
    let (name, email, grant) = (invited.name, invited.email, invited.grant);
    let open = invitation::Entity::find()
        .filter(invitation::Column::Email.eq(email))
        .filter(invitation::Column::Role.eq(grant.role.code()))
        .filter(invitation::Column::AcceptedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .all(tx)
        .await?;
    let same = open.into_iter().find(|row| grant_of(row) == Some(grant));
    let is_press =
        |row: &invitation::Model| row.name == name && row.seat == invited.seat && now - row.created_at < PRESS;
    if same.as_ref().is_some_and(is_press) {
        return Ok(None);
    }
    let mut row = match same {
        Some(row) => row.into(),
        None => invitation::ActiveModel {
            email: Set(email.to_owned()),
            role: Set(grant.role.code().to_owned()),
            edition_id: Set(grant.edition.map(|id| id.0)),
            panel_id: Set(grant.panel.map(|id| id.0)),
            unit_id: Set(grant.unit.map(|id| id.0)),
            ..Default::default()
        },
    };
    row.name = Set(name.to_owned());
    row.seat = Set(invited.seat.clone());
    row.claimed_by = Set(None);
    row.claimed_at = Set(None);
    row.token_hash = Set(hash_token(token));
    row.expires_at = Set(now + LIFETIME);
    row.created_by = Set(actor.account.map(|id| id.0));
    row.created_at = Set(now);
    let saved = row.save(tx).await?;
    Ok(saved.id.try_as_ref().copied())
}
