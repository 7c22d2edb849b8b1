//! One's own entries.

use std::collections::BTreeMap;

use domain::entries::open_entry::EntrySummary;
use domain::entries::sections::EntrySection;
use domain::entries::state::{EntryState, UnitState};
use domain::ids::EntryId;
use domain::people::actor::Actor;
use domain::programmes::edition::{Edition, EditionState};
use sea_orm::{ColumnTrait, Condition, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use crate::entities::{account, author, edition, entry, section_visit};
use crate::entries::standing::deadline_of_row;
use crate::failure::Failure;
use crate::programmes::editions_of_rows;

/// More than anybody files; the list is no place to browse.
const SHOWN: u64 = 200;

/// The entries a person filed or is a co-author of, last changed first.
pub async fn list_my_entries(db: &DatabaseConnection, actor: &Actor) -> Result<Vec<EntrySummary>, Failure> {
    let Some(account) = actor.account else {
        return Ok(vec![]);
    };
    let shared = entries_naming(db, actor).await?;
    let rows = entry::Entity::find()
        .filter(Condition::any().add(entry::Column::OwnerId.eq(account.0)).add(entry::Column::Id.is_in(shared)))
        .order_by_desc(entry::Column::UpdatedAt)
        .limit(SHOWN)
        .all(db)
        .await?;
    let editions = edition::Entity::find()
        .filter(edition::Column::Id.is_in(rows.iter().map(|row| row.edition_id)))
        .all(db)
        .await?;
    let editions = editions_of_rows(db, editions).await?;
    let editions: BTreeMap<i64, Edition> = editions.into_iter().map(|edition| (edition.id.0, edition)).collect();
    let visits = section_visit::Entity::find()
        .filter(section_visit::Column::AccountId.eq(account.0))
        .filter(section_visit::Column::EntryId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(section_visit::Column::SeenAt)
        .all(db)
        .await?;
    let last: BTreeMap<i64, String> = visits.into_iter().map(|visit| (visit.entry_id, visit.section)).collect();
    rows.into_iter()
        .map(|row| {
            let edition = editions
                .get(&row.edition_id)
                .ok_or_else(|| Failure::Damaged(format!("entry {} without edition", row.id)))?;
            summary(row, edition, &last)
        })
        .collect()
}

/// Entries whose authors carry the verified address of this person.
async fn entries_naming(db: &DatabaseConnection, actor: &Actor) -> Result<Vec<i64>, Failure> {
    let Some(account) = actor.account else {
        return Ok(vec![]);
    };
    let verified =
        account::Entity::find_by_id(account.0).filter(account::Column::VerifiedAt.is_not_null()).one(db).await?;
    let Some(email) = verified.map(|row| row.email).filter(|email| !email.is_empty()) else {
        return Ok(vec![]);
    };
    let rows = author::Entity::find().filter(author::Column::Email.eq(email)).all(db).await?;
    Ok(rows.into_iter().map(|row| row.entry_id).collect())
}

fn summary(row: entry::Model, edition: &Edition, last: &BTreeMap<i64, String>) -> Result<EntrySummary, Failure> {
    let damaged = || Failure::Damaged(format!("entry {}", row.id));
    Ok(EntrySummary {
        id: EntryId(row.id),
        deadline: deadline_of_row(edition, &row),
        state: EntryState::from_code(&row.state).ok_or_else(damaged)?,
        unit_state: UnitState::from_code(&row.unit_state).ok_or_else(damaged)?,
        last_section: last.get(&row.id).and_then(|slug| EntrySection::from_slug(slug)),
        code: row.code,
        title: row.title,
        edition_vi: edition.name_vi.clone(),
        edition_en: edition.name_en.clone(),
        updated_at: row.updated_at,
    })
}

/// The editions that take entries now, the nearest deadline first.
pub async fn open_editions(db: &DatabaseConnection, now: OffsetDateTime) -> Result<Vec<Edition>, Failure> {
    let rows = edition::Entity::find()
        .filter(edition::Column::State.eq(EditionState::Open.code()))
        .order_by_asc(edition::Column::Id)
        .all(db)
        .await?;
    let mut editions = editions_of_rows(db, rows).await?;
    editions.retain(|edition| edition.takes_new_entries(now));
    editions.sort_by_key(|edition| edition.deadline().at);
    Ok(editions)
}
