//! Roles people hold: reading them with the names of their limits, granting and revoking.

use std::collections::HashMap;

use domain::ids::AccountId;
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::people::invitations::{InvitationProblem, InvitationRequest, NamedGrant, check_grant};
use domain::people::roles::{Grant, GrantedRole};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, Select,
};
use serde_json::json;
use time::OffsetDateTime;

use crate::database::begin_write;
use crate::entities::{account, edition, panel, role_grant, unit};
use crate::failure::Failure;
use crate::ledger::{self, Record};

/// Why a role was not granted.
#[derive(Debug, thiserror::Error)]
pub enum GrantError {
    #[error(transparent)]
    Problem(#[from] InvitationProblem),
    #[error(transparent)]
    Failure(#[from] Failure),
}

crate::act_failure!(GrantError);

/// Grants a role at once, without asking the person. Administrators only.
pub async fn grant_role(
    db: &DatabaseConnection,
    actor: &Actor,
    account: AccountId,
    asked: &InvitationRequest,
    now: OffsetDateTime,
) -> Result<(), GrantError> {
    access::require(actor, Act::ManagePeople, &Subject::default(), State::Any)?;
    let tx = begin_write(db).await?;
    account::Entity::find_by_id(account.0)
        .one(&tx)
        .await?
        .ok_or(Failure::NotFound)?;
    let grant = check_grant(asked)?;
    check_scope(&tx, grant).await?.map_or(Ok(()), Err)?;
    if holds(&tx, account, grant).await? {
        return Err(InvitationProblem::HeldAlready.into());
    }
    store_grant(&tx, actor, account, grant, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a role away. Doing it twice changes nothing more. Nobody takes the last administrator away.
pub async fn revoke_role(db: &DatabaseConnection, actor: &Actor, id: i64, now: OffsetDateTime) -> Result<(), Failure> {
    access::require(actor, Act::ManagePeople, &Subject::default(), State::Any)?;
    let tx = begin_write(db).await?;
    let row = role_grant::Entity::find_by_id(id).one(&tx).await?;
    let row = row.ok_or(Failure::NotFound)?;
    if row.revoked_at.is_some() {
        return Ok(());
    }
    if row.role == GrantedRole::Administrator.code() && actor.account == Some(AccountId(row.account_id)) {
        return Err(Failure::Forbidden(access::Forbidden { act: Act::ManagePeople }));
    }
    let (account, role) = (row.account_id, row.role.clone());
    let mut grant: role_grant::ActiveModel = row.into();
    grant.revoked_at = Set(Some(now));
    grant.update(&tx).await?;
    let record = Record::new(actor.account, "role.revoked", format!("account/{account}"));
    ledger::append(&tx, record.detail(json!({ "grant": id, "role": role })), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Stores a grant and records it.
pub(super) async fn store_grant(
    tx: &DatabaseTransaction,
    actor: &Actor,
    account: AccountId,
    grant: Grant,
    now: OffsetDateTime,
) -> Result<(), DbErr> {
    let row = role_grant::ActiveModel {
        account_id: Set(account.0),
        role: Set(grant.role.code().to_owned()),
        edition_id: Set(grant.edition.map(|id| id.0)),
        panel_id: Set(grant.panel.map(|id| id.0)),
        unit_id: Set(grant.unit.map(|id| id.0)),
        granted_by: Set(actor.account.map(|id| id.0)),
        granted_at: Set(now),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    let detail = json!({
        "grant": row.id, "role": row.role, "edition": row.edition_id, "panel": row.panel_id, "unit": row.unit_id
    });
    let record = Record::new(actor.account, "role.granted", format!("account/{account}"));
    ledger::append(tx, record.detail(detail), now).await
}

/// True when the person holds exactly this role within exactly these limits.
pub(super) async fn holds(db: &impl ConnectionTrait, account: AccountId, grant: Grant) -> Result<bool, DbErr> {
    let same = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account.0))
        .filter(role_grant::Column::RevokedAt.is_null())
        .filter(role_grant::Column::Role.eq(grant.role.code()));
    let same = limited(same, role_grant::Column::EditionId, grant.edition.map(|id| id.0));
    let same = limited(same, role_grant::Column::PanelId, grant.panel.map(|id| id.0));
    let same = limited(same, role_grant::Column::UnitId, grant.unit.map(|id| id.0));
    Ok(same.count(db).await? > 0)
}

fn limited(
    found: Select<role_grant::Entity>,
    column: role_grant::Column,
    id: Option<i64>,
) -> Select<role_grant::Entity> {
    match id {
        Some(id) => found.filter(column.eq(id)),
        None => found.filter(column.is_null()),
    }
}

/// Whether the edition, the panel and the unit are there, and the panel belongs to the edition.
pub(super) async fn check_scope(db: &impl ConnectionTrait, grant: Grant) -> Result<Option<InvitationProblem>, DbErr> {
    let edition = match grant.edition {
        Some(id) => edition::Entity::find_by_id(id.0).count(db).await? > 0,
        None => true,
    };
    let panel = match grant.panel {
        Some(id) => {
            let row = panel::Entity::find_by_id(id.0).one(db).await?;
            row.is_some_and(|row| grant.edition.is_some_and(|edition| edition.0 == row.edition_id))
        }
        None => true,
    };
    let unit = match grant.unit {
        Some(id) => unit::Entity::find_by_id(id.0).count(db).await? > 0,
        None => true,
    };
    Ok((!(edition && panel && unit)).then_some(InvitationProblem::ScopeUnknown))
}

/// The names of editions, panels and units.
#[derive(Debug, Default)]
pub(super) struct ScopeNames {
    pub editions: HashMap<i64, String>,
    pub panels: HashMap<i64, String>,
    pub units: HashMap<i64, String>,
}

impl ScopeNames {
    /// Reads the names in three statements, however many there are.
    pub(super) async fn read(
        db: &impl ConnectionTrait,
        editions: Vec<i64>,
        panels: Vec<i64>,
        units: Vec<i64>,
    ) -> Result<Self, DbErr> {
        let editions = edition::Entity::find()
            .filter(edition::Column::Id.is_in(editions))
            .all(db)
            .await?;
        let panels = panel::Entity::find()
            .filter(panel::Column::Id.is_in(panels))
            .all(db)
            .await?;
        let units = unit::Entity::find()
            .filter(unit::Column::Id.is_in(units))
            .all(db)
            .await?;
        Ok(Self {
            editions: editions.into_iter().map(|row| (row.id, row.name_vi)).collect(),
            panels: panels.into_iter().map(|row| (row.id, row.name)).collect(),
            units: units.into_iter().map(|row| (row.id, row.name)).collect(),
        })
    }
}

/// The roles in force of these people, by account, in a constant number of statements.
pub(super) async fn grants_of(
    db: &impl ConnectionTrait,
    accounts: Vec<i64>,
) -> Result<HashMap<i64, Vec<NamedGrant>>, DbErr> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.is_in(accounts))
        .filter(role_grant::Column::RevokedAt.is_null())
        .order_by_asc(role_grant::Column::Id)
        .all(db)
        .await?;
    let names = ScopeNames::read(
        db,
        rows.iter().filter_map(|row| row.edition_id).collect(),
        rows.iter().filter_map(|row| row.panel_id).collect(),
        rows.iter().filter_map(|row| row.unit_id).collect(),
    )
    .await?;
    let mut grants: HashMap<i64, Vec<NamedGrant>> = HashMap::new();
    for row in rows {
        let Some(role) = GrantedRole::from_code(&row.role) else {
            continue;
        };
        grants.entry(row.account_id).or_default().push(NamedGrant {
            id: row.id,
            role,
            edition: row.edition_id.and_then(|id| names.editions.get(&id).cloned()),
            panel: row.panel_id.and_then(|id| names.panels.get(&id).cloned()),
            unit: row.unit_id.and_then(|id| names.units.get(&id).cloned()),
        });
    }
    Ok(grants)
}
