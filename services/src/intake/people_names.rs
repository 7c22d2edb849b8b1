//! Names behind numbers, for many rows in one statement.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entities::{account, author, unit};

/// Names of accounts by their numbers.
pub(crate) async fn account_names(db: &impl ConnectionTrait, ids: Vec<i64>) -> Result<HashMap<i64, String>, DbErr> {
    let pairs: Vec<(i64, String)> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(pairs.into_iter().collect())
}

/// Names of units by their numbers.
pub(super) async fn unit_names(db: &impl ConnectionTrait, ids: Vec<i64>) -> Result<HashMap<i64, String>, DbErr> {
    let pairs: Vec<(i64, String)> = unit::Entity::find()
        .select_only()
        .columns([unit::Column::Id, unit::Column::Name])
        .filter(unit::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(pairs.into_iter().collect())
}

/// The authors' names of each entry, in their order.
pub(super) async fn author_names(
    db: &impl ConnectionTrait,
    entries: Vec<i64>,
) -> Result<HashMap<i64, Vec<String>>, DbErr> {
    let pairs: Vec<(i64, String)> = author::Entity::find()
        .select_only()
        .columns([author::Column::EntryId, author::Column::FullName])
        .filter(author::Column::EntryId.is_in(entries))
        .order_by_asc(author::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    let mut names: HashMap<i64, Vec<String>> = HashMap::new();
    for (entry, name) in pairs {
        names.entry(entry).or_default().push(name);
    }
    Ok(names)
}
