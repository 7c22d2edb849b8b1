//! Who is at which section, so that two people see each other.

use domain::entries::sections::EntrySection;
use domain::ids::EntryId;
use domain::people::actor::Actor;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use time::{Duration, OffsetDateTime};

use crate::entities::{account, section_visit};
use crate::failure::Failure;

/// Whoever was at a section within this time counts as being there.
const PRESENT: Duration = Duration::minutes(2);

/// Notes that the person has opened or saved a section.
pub async fn note_visit(
    db: &DatabaseConnection,
    actor: &Actor,
    entry: EntryId,
    section: EntrySection,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let Some(account) = actor.account else { return Ok(()) };
    let row = section_visit::ActiveModel {
        entry_id: Set(entry.0),
        section: Set(section.slug().to_owned()),
        account_id: Set(account.0),
        seen_at: Set(now),
        ..Default::default()
    };
    let replace = OnConflict::columns([
        section_visit::Column::EntryId,
        section_visit::Column::Section,
        section_visit::Column::AccountId,
    ])
    .update_column(section_visit::Column::SeenAt)
    .to_owned();
    section_visit::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// Every section somebody opened, and who else is at one now.
pub(super) async fn visits_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    entry: EntryId,
    now: OffsetDateTime,
) -> Result<(Vec<EntrySection>, Vec<(String, EntrySection)>), Failure> {
    let rows = section_visit::Entity::find()
        .filter(section_visit::Column::EntryId.eq(entry.0))
        .order_by_desc(section_visit::Column::SeenAt)
        .all(db)
        .await?;
    let rows = with_names(db, rows).await?;
    let mut sections = Vec::new();
    let mut others = Vec::new();
    for (row, name) in rows {
        let Some(section) = EntrySection::from_slug(&row.section) else {
            continue;
        };
        if !sections.contains(&section) {
            sections.push(section);
        }
        let is_other = actor.account.is_none_or(|account| account.0 != row.account_id);
        if is_other && now - row.seen_at < PRESENT {
            others.push((name, section));
        }
    }
    Ok((sections, others))
}

/// The rows have no relations: names come with a second statement.
async fn with_names(
    db: &impl ConnectionTrait,
    visits: Vec<section_visit::Model>,
) -> Result<Vec<(section_visit::Model, String)>, Failure> {
    let ids: Vec<i64> = visits.iter().map(|visit| visit.account_id).collect();
    let accounts = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(db).await?;
    let name_of = |id: i64| accounts.iter().find(|row| row.id == id).map(|row| row.name.clone());
    let named = visits.into_iter().map(|visit| {
        let name = name_of(visit.account_id).unwrap_or_default();
        (visit, name)
    });
    Ok(named.collect())
}
