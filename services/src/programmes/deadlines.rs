//! Editions with everything they promised about time: one statement more, however many editions are read.

use std::collections::BTreeMap;

use domain::ids::{EntryId, UnitId};
use domain::programmes::deadline::{LaterDeadline, Reach};
use domain::programmes::edition::Edition;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Select};

use super::find_edition::edition_of_row;
use crate::entities::{edition, extension};
use crate::failure::Failure;
use crate::people::units::find_successors;

/// The editions of these rows, in their order.
pub(crate) async fn editions_of_rows(
    db: &impl ConnectionTrait,
    rows: Vec<edition::Model>,
) -> Result<Vec<Edition>, Failure> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut later = later_deadlines(db, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let own = later.remove(&row.id).unwrap_or_default();
            edition_of_row(row, own)
        })
        .collect()
}

/// The one edition that a question finds, with its extensions: one statement.
pub(super) async fn one_edition(
    db: &impl ConnectionTrait,
    question: Select<edition::Entity>,
) -> Result<Edition, Failure> {
    let found = question.find_with_related(extension::Entity).all(db).await?;
    let (row, extensions) = found.into_iter().next().ok_or(Failure::NotFound)?;
    let later = later_by_edition(db, extensions).await?.remove(&row.id);
    edition_of_row(row, later.unwrap_or_default())
}

/// The extensions that stand, by edition.
async fn later_deadlines(
    db: &impl ConnectionTrait,
    editions: &[i64],
) -> Result<BTreeMap<i64, Vec<LaterDeadline>>, DbErr> {
    if editions.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = extension::Entity::find()
        .filter(extension::Column::EditionId.is_in(editions.iter().copied()))
        .filter(extension::Column::RevokedAt.is_null())
        .all(db)
        .await?;
    later_by_edition(db, rows).await
}

/// One for a unit holds for every unit that was merged into it, too.
async fn later_by_edition(
    db: &impl ConnectionTrait,
    mut rows: Vec<extension::Model>,
) -> Result<BTreeMap<i64, Vec<LaterDeadline>>, DbErr> {
    rows.retain(|row| row.revoked_at.is_none());
    rows.sort_by_key(|row| row.id);
    let mergers = if rows.iter().any(|row| row.unit_id.is_some()) { Some(find_successors(db).await?) } else { None };
    let mut found = BTreeMap::<i64, Vec<LaterDeadline>>::new();
    for row in rows {
        let reaches = match (row.entry_id, row.unit_id, &mergers) {
            (Some(entry), ..) => vec![Reach::Entry(EntryId(entry))],
            (None, Some(unit), Some(mergers)) => {
                let same_today = mergers.all_behind(&[mergers.today(unit)]);
                same_today.into_iter().map(|unit| Reach::Unit(UnitId(unit))).collect()
            }
            (None, Some(unit), None) => vec![Reach::Unit(UnitId(unit))],
            (None, None, _) => vec![Reach::Everybody],
        };
        let own = found.entry(row.edition_id).or_default();
        own.extend(reaches.into_iter().map(|reach| later_of_row(&row, reach)));
    }
    Ok(found)
}

fn later_of_row(row: &extension::Model, reach: Reach) -> LaterDeadline {
    LaterDeadline {
        id: row.id,
        reach,
        until: row.until,
        why: row.reason.clone(),
        granted_at: row.created_at,
        uses_left: row.max_uses.map(|max| (max - row.uses).max(0)),
    }
}
