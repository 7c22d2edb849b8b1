//! Roles in force with the names of their limits.

use std::collections::HashMap;

use domain::people::invitations::NamedGrant;
use domain::people::roles::GrantedRole;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entities::{account, edition, panel, role_grant, unit};

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
        let editions = edition::Entity::find().filter(edition::Column::Id.is_in(editions)).all(db).await?;
        let panels = panel::Entity::find().filter(panel::Column::Id.is_in(panels)).all(db).await?;
        let units = unit::Entity::find().filter(unit::Column::Id.is_in(units)).all(db).await?;
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
    let mut grants: HashMap<i64, Vec<NamedGrant>> = HashMap::new();
    for (account, grant) in name_grants(db, rows).await? {
        grants.entry(account).or_default().push(grant);
    }
    Ok(grants)
}

/// These grants with the names of their limits and givers, each beside its account; roles no longer known are left out.
pub(super) async fn name_grants(
    db: &impl ConnectionTrait,
    rows: Vec<role_grant::Model>,
) -> Result<Vec<(i64, NamedGrant)>, DbErr> {
    let names = ScopeNames::read(
        db,
        rows.iter().filter_map(|row| row.edition_id).collect(),
        rows.iter().filter_map(|row| row.panel_id).collect(),
        rows.iter().filter_map(|row| row.unit_id).collect(),
    )
    .await?;
    let givers = names_of(db, rows.iter().filter_map(|row| row.granted_by)).await?;
    let named = rows.into_iter().filter_map(|row| {
        let grant = NamedGrant {
            id: row.id,
            role: GrantedRole::from_code(&row.role)?,
            edition: row.edition_id.and_then(|id| names.editions.get(&id).cloned()),
            panel: row.panel_id.and_then(|id| names.panels.get(&id).cloned()),
            unit: row.unit_id.and_then(|id| names.units.get(&id).cloned()),
            given_by: row.granted_by.and_then(|id| givers.get(&id).cloned()),
            given_at: Some(row.granted_at),
        };
        Some((row.account_id, grant))
    });
    Ok(named.collect())
}

/// The names of these people.
pub(super) async fn names_of(
    db: &impl ConnectionTrait,
    accounts: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, String>, DbErr> {
    let rows: Vec<(i64, String)> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Id.is_in(accounts))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
