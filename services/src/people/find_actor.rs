//! Who is behind a session.

use domain::ids::{AccountId, EditionId, PanelId, UnitId};
use domain::people::actor::Actor;
use domain::people::exclusions::{Exception, Exclusion};
use domain::people::roles::{Grant, GrantedRole};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use crate::entities::{account, role_exception, role_grant};
use crate::failure::Failure;

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
    Ok(Some(actor_of_row(db, row, second_factor).await?))
}

/// The person as the rows say within the act's own transaction: what was taken away since the request began is gone.
pub(crate) async fn live(tx: &DatabaseTransaction, actor: &Actor) -> Result<Actor, Failure> {
    let Some(id) = actor.account else {
        return Ok(Actor::visitor());
    };
    let found = person_behind(tx, id, actor.second_factor).await?;
    found.ok_or(Failure::NotFound)
}

/// The person with this account and the roles in force, whatever the session; none when the account is gone or disabled.
pub(super) async fn person_behind(
    tx: &DatabaseTransaction,
    id: AccountId,
    second_factor: bool,
) -> Result<Option<Actor>, DbErr> {
    let found = account::Entity::find_by_id(id.0).filter(account::Column::DisabledAt.is_null()).one(tx).await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(actor_of_row(tx, row, second_factor).await?))
}

async fn actor_of_row(db: &impl ConnectionTrait, row: account::Model, second_factor: bool) -> Result<Actor, DbErr> {
    let id = AccountId(row.id);
    let grants = find_grants(db, id).await?;
    // Nothing to except for entrants and for who is a judge and nothing else: most people are asked one question less.
    let judges_only = |grant: &Grant| matches!(grant.role, GrantedRole::Judge | GrantedRole::PanelChair);
    let exceptions = if grants.iter().all(judges_only) { vec![] } else { find_exceptions(db, id).await? };
    Ok(Actor { account: Some(id), name: row.name, email: row.email, grants, exceptions, second_factor })
}

/// The roles in force.
pub(super) async fn find_grants(db: &impl ConnectionTrait, id: AccountId) -> Result<Vec<Grant>, DbErr> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(id.0))
        .filter(role_grant::Column::RevokedAt.is_null())
        .all(db)
        .await?;
    Ok(rows.iter().filter_map(grant_of_row).collect())
}

/// The exceptions in force.
pub(super) async fn find_exceptions(db: &impl ConnectionTrait, id: AccountId) -> Result<Vec<Exception>, DbErr> {
    let rows = role_exception::Entity::find()
        .filter(role_exception::Column::AccountId.eq(id.0))
        .filter(role_exception::Column::EndedAt.is_null())
        .all(db)
        .await?;
    let exceptions = rows.iter().filter_map(|row| {
        Some(Exception { exclusion: Exclusion::from_code(&row.exclusion)?, edition: row.edition_id.map(EditionId) })
    });
    Ok(exceptions.collect())
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

/// Everybody who is a secretary of the edition now, and can sign in.
pub(crate) async fn secretaries_of(
    db: &impl ConnectionTrait,
    edition: EditionId,
) -> Result<Vec<account::Model>, Failure> {
    let holders = Query::select()
        .column(role_grant::Column::AccountId)
        .from(role_grant::Entity)
        .and_where(role_grant::Column::Role.eq(GrantedRole::Secretary.code()))
        .and_where(role_grant::Column::RevokedAt.is_null())
        .cond_where(
            Condition::any()
                .add(role_grant::Column::EditionId.is_null())
                .add(role_grant::Column::EditionId.eq(edition.0)),
        )
        .to_owned();
    let people = account::Entity::find()
        .filter(account::Column::Id.in_subquery(holders))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::Column::Id)
        .all(db)
        .await?;
    Ok(people)
}
