//! Who is behind a session.

use domain::ids::{AccountId, EditionId, PanelId, UnitId};
use domain::people::actor::Actor;
use domain::people::roles::{Grant, GrantedRole};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entities::{account, role_grant};

/// The person with this account and the roles in force; none when the account is gone or disabled, or when its
/// password has changed since the session that remembers `credentials_version` began.
pub async fn find_actor(
    db: &impl ConnectionTrait,
    id: AccountId,
    credentials_version: i32,
    second_factor: bool,
) -> Result<Option<Actor>, DbErr> {
    let found = account::Entity::find_by_id(id.0)
        .filter(account::Column::DisabledAt.is_null())
        .filter(account::Column::CredentialsVersion.eq(credentials_version))
        .one(db)
        .await?;
    let Some(row) = found else { return Ok(None) };
    let grants = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(id.0))
        .filter(role_grant::Column::RevokedAt.is_null())
        .all(db)
        .await?;
    Ok(Some(Actor {
        account: Some(id),
        name: row.name,
        email: row.email,
        grants: grants.into_iter().filter_map(|row| grant_of_row(&row)).collect(),
        second_factor,
    }))
}

/// What a stored grant allows; none when its role is no longer known.
pub(crate) fn grant_of_row(row: &role_grant::Model) -> Option<Grant> {
    Some(Grant {
        role: GrantedRole::from_code(&row.role)?,
        edition: row.edition_id.map(EditionId),
        panel: row.panel_id.map(PanelId),
        unit: row.unit_id.map(UnitId),
    })
}
