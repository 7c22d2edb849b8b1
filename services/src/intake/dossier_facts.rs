//! What the check looks at, read for many entries with the same few statements as for one.

use std::collections::HashMap;

use domain::entries::state::UnitState;
use domain::intake::checklist::Facts;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::Date;

use super::decision::unit_state_of;
use crate::entities::{attachment, author, consent, entry};
use crate::failure::Failure;

/// The word stored of a consent that was given and stands.
const GIVEN: &str = "given";

/// The facts of each entry, by its number, in the order given. Three statements, however many entries.
pub(super) async fn find_facts(
    db: &impl ConnectionTrait,
    entries: &[entry::Model],
) -> Result<Vec<(i64, Facts)>, Failure> {
    let ids: Vec<i64> = entries.iter().map(|row| row.id).collect();
    let authors = find_authors(db, &ids).await?;
    let files = find_files(db, &ids).await?;
    let consents = find_consents(db, &ids).await?;
    entries
        .iter()
        .map(|row| Ok((row.id, facts_of(row, unit_state_of(row)?, &authors, &files, &consents))))
        .collect()
}

fn facts_of(
    row: &entry::Model,
    unit_state: UnitState,
    authors: &[(i64, i64, Option<Date>)],
    files: &[(i64, String, Option<i64>)],
    consents: &[(i64, bool)],
) -> Facts {
    let consents: Vec<bool> = consents.iter().filter(|c| c.0 == row.id).map(|c| c.1).collect();
    Facts {
        field: row.field_code.clone(),
        authors: authors.iter().filter(|a| a.0 == row.id).map(|a| (a.1, a.2)).collect(),
        files: files
            .iter()
            .filter(|f| f.0 == row.id)
            .map(|f| (f.1.clone(), f.2))
            .collect(),
        consents_asked: consents.len(),
        consents_given: consents.iter().filter(|given| **given).count(),
        unit_state,
    }
}

/// Entry, author and date of birth.
async fn find_authors(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<(i64, i64, Option<Date>)>, sea_orm::DbErr> {
    author::Entity::find()
        .select_only()
        .columns([author::Column::EntryId, author::Column::Id, author::Column::BirthDate])
        .filter(author::Column::EntryId.is_in(ids.iter().copied()))
        .order_by_asc(author::Column::Position)
        .into_tuple()
        .all(db)
        .await
}

/// Entry, item and author of each file that is there.
async fn find_files(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<(i64, String, Option<i64>)>, sea_orm::DbErr> {
    attachment::Entity::find()
        .select_only()
        .columns([
            attachment::Column::EntryId,
            attachment::Column::ItemCode,
            attachment::Column::AuthorId,
        ])
        .filter(attachment::Column::EntryId.is_in(ids.iter().copied()))
        .filter(attachment::Column::RemovedAt.is_null())
        .into_tuple()
        .all(db)
        .await
}

/// For each consent asked for: the entry, and whether the newest answer stands.
async fn find_consents(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<(i64, bool)>, sea_orm::DbErr> {
    let of_author: HashMap<i64, i64> = author::Entity::find()
        .select_only()
        .columns([author::Column::Id, author::Column::EntryId])
        .filter(author::Column::EntryId.is_in(ids.iter().copied()))
        .into_tuple::<(i64, i64)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let rows: Vec<(i64, String, String)> = consent::Entity::find()
        .select_only()
        .columns([
            consent::Column::AuthorId,
            consent::Column::Subject,
            consent::Column::State,
        ])
        .filter(consent::Column::AuthorId.is_in(of_author.keys().copied()))
        .order_by_asc(consent::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let newest: HashMap<(i64, String), String> = rows
        .into_iter()
        .map(|(author, subject, state)| ((author, subject), state))
        .collect();
    let given = newest
        .into_iter()
        .filter_map(|((author, _), state)| Some((*of_author.get(&author)?, state == GIVEN)));
    Ok(given.collect())
}
