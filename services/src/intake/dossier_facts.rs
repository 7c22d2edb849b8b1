//! What the check looks at, read for many entries with the same few statements as for one.

use std::collections::BTreeMap;

use domain::consent::Standing;
use domain::entries::state::UnitState;
use domain::intake::checklist::Facts;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::Date;

use super::decision::unit_state_of;
use crate::entities::{attachment, author, entry};
use crate::entries::{PeopleOf, standings_of};
use crate::failure::Failure;

/// The facts of each entry, by its number, in the order given. Five statements, however many entries.
pub(super) async fn find_facts(
    db: &impl ConnectionTrait,
    entries: &[entry::Model],
) -> Result<Vec<(i64, Facts)>, Failure> {
    let ids: Vec<i64> = entries.iter().map(|row| row.id).collect();
    let authors = find_authors(db, &ids).await?;
    let files = find_files(db, &ids).await?;
    let standings = standings_of(db, PeopleOf::Entries(&ids)).await?;
    entries.iter().map(|row| Ok((row.id, facts_of(row, unit_state_of(row)?, &authors, &files, &standings)))).collect()
}

fn facts_of(
    row: &entry::Model,
    unit_state: UnitState,
    authors: &[(i64, i64, Option<Date>)],
    files: &[(i64, String, Option<i64>)],
    standings: &BTreeMap<i64, Vec<Standing>>,
) -> Facts {
    let standings = standings.get(&row.id).map(Vec::as_slice).unwrap_or_default();
    Facts {
        field: row.field_code.clone(),
        authors: authors.iter().filter(|a| a.0 == row.id).map(|a| (a.1, a.2)).collect(),
        files: files.iter().filter(|f| f.0 == row.id).map(|f| (f.1.clone(), f.2)).collect(),
        consents_needed: standings.iter().map(|one| one.lines.len()).sum(),
        consents_given: standings.iter().map(Standing::given).sum(),
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
        .columns([attachment::Column::EntryId, attachment::Column::ItemCode, attachment::Column::AuthorId])
        .filter(attachment::Column::EntryId.is_in(ids.iter().copied()))
        .filter(attachment::Column::RemovedAt.is_null())
        .into_tuple()
        .all(db)
        .await
}
