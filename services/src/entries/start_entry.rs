//! Starting an entry.

use domain::entries::state::{EntryState, UnitState};
use domain::ids::EntryId;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::deadline::Whose;
use domain::programmes::edition::Edition;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QuerySelect,
};
use serde_json::json;
use time::OffsetDateTime;

use crate::act_failure;
use crate::database::begin_write;
use crate::entities::{account, entry};
use crate::failure::Failure;
use crate::ledger::{self, Record};
use crate::programmes::find_edition_by_slug;

/// Why no entry can be started.
#[derive(Debug, thiserror::Error)]
pub enum StartEntryError {
    #[error("the edition receives entries from {opens_at}")]
    NotYetOpen { opens_at: OffsetDateTime },
    #[error("the edition has received entries until {closed_at}")]
    Closed { closed_at: OffsetDateTime },
    #[error(transparent)]
    Failure(#[from] Failure),
}

act_failure!(StartEntryError);

/// Starts a draft; a second press finds the first one, as long as nothing was written into it.
pub async fn start_entry(
    db: &DatabaseConnection,
    actor: &Actor,
    edition: &str,
    now: OffsetDateTime,
) -> Result<EntryId, StartEntryError> {
    let tx = begin_write(db).await?;
    let edition = find_edition_by_slug(&tx, edition).await?;
    access::require(actor, Act::StartEntry, &edition.subject(), State::Edition(edition.state))?;
    check_dates(&edition, now)?;
    let owner = actor.account.ok_or(Failure::NotFound)?;
    lock_account(&tx, owner.0).await?;
    if let Some(untouched) = untouched_draft(&tx, &edition, owner.0).await? {
        return Ok(untouched);
    }
    let row = entry::ActiveModel {
        edition_id: Set(edition.id.0),
        rules_version: Set(edition.version),
        owner_id: Set(owner.0),
        state: Set(EntryState::Draft.code().to_owned()),
        title: Set(String::new()),
        search: Set(String::new()),
        answers: Set("{}".to_owned()),
        revision: Set(1),
        unit_state: Set(UnitState::NotAsked.code().to_owned()),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let row = row.insert(&tx).await?;
    let record = Record::new(actor.account, "entry.started", format!("entry/{}", row.id));
    let detail = json!({ "edition": edition.slug, "rules": edition.version });
    ledger::append(&tx, record.detail(detail), now).await?;
    tx.commit().await?;
    Ok(EntryId(row.id))
}

/// Two presses at once wait for each other: SQLite has one writer anyway.
async fn lock_account(db: &impl ConnectionTrait, id: i64) -> Result<(), Failure> {
    account::Entity::find_by_id(id).lock_exclusive().one(db).await?;
    Ok(())
}

fn check_dates(edition: &Edition, now: OffsetDateTime) -> Result<(), StartEntryError> {
    if let Some(opens_at) = edition.opens_at.filter(|opens_at| now < *opens_at) {
        return Err(StartEntryError::NotYetOpen { opens_at });
    }
    match edition.deadline_of(Whose::NewEntry).at {
        Some(closed_at) if closed_at <= now => Err(StartEntryError::Closed { closed_at }),
        _ => Ok(()),
    }
}

async fn untouched_draft(db: &impl ConnectionTrait, edition: &Edition, owner: i64) -> Result<Option<EntryId>, Failure> {
    let row = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition.id.0))
        .filter(entry::Column::OwnerId.eq(owner))
        .filter(entry::Column::State.eq(EntryState::Draft.code()))
        .filter(entry::Column::Revision.eq(1))
        .one(db)
        .await?;
    Ok(row.map(|row| EntryId(row.id)))
}
