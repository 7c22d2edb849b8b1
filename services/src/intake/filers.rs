//! The addresses of those who filed an entry beside its owner: nobody confirms or checks their own.

use std::collections::HashMap;

use domain::text::EmailAddress;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::entities::{author, instructor};

/// The addresses of authors and instructors by entry, in two statements.
pub(super) async fn find_filers(
    db: &impl ConnectionTrait,
    entries: &[i64],
) -> Result<HashMap<i64, Vec<String>>, DbErr> {
    let authors: Vec<(i64, Option<String>)> = author::Entity::find()
        .select_only()
        .columns([author::Column::EntryId, author::Column::Email])
        .filter(author::Column::EntryId.is_in(entries.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let instructors: Vec<(i64, Option<String>)> = instructor::Entity::find()
        .select_only()
        .columns([instructor::Column::EntryId, instructor::Column::Contact])
        .filter(instructor::Column::EntryId.is_in(entries.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let mut found: HashMap<i64, Vec<String>> = HashMap::new();
    for (entry, contacts) in authors.into_iter().chain(instructors) {
        let contacts = contacts.unwrap_or_default();
        let addresses =
            contacts.split([',', ';', '/', ' ']).filter_map(|text| EmailAddress::parse(text).ok().map(String::from));
        found.entry(entry).or_default().extend(addresses);
    }
    Ok(found)
}
