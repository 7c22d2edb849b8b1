//! Which deadline counts for an entry now.

use domain::entries::entry::Entry;
use domain::entries::filing::{Filing, LaterDeadline, judge_filing};
use domain::entries::state::EntryState;
use domain::ids::UnitId;
use domain::programmes::edition::Edition;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::entities::extension;
use crate::failure::Failure;

/// How a filing of this entry would stand now: a supplement has its own deadline, everything else the edition's.
pub(super) async fn filing_of(
    db: &impl ConnectionTrait,
    entry: &Entry,
    edition: &Edition,
    now: OffsetDateTime,
) -> Result<Filing, Failure> {
    let closes_at = match (entry.state, entry.supplement_deadline) {
        (EntryState::SupplementRequested, Some(deadline)) => Some(deadline),
        _ => edition.closes_at,
    };
    let grants = extension::Entity::find()
        .filter(extension::Column::EditionId.eq(edition.id.0))
        .filter(extension::Column::RevokedAt.is_null())
        .filter(extension::Column::Until.gt(now))
        .filter(
            Condition::any()
                .add(extension::Column::EntryId.is_null())
                .add(extension::Column::EntryId.eq(entry.id.0)),
        )
        .all(db)
        .await?;
    let later: Vec<LaterDeadline> = grants.into_iter().map(later_of_row).collect();
    Ok(judge_filing(closes_at, &later, entry.unit, now))
}

/// True when somebody may still file in this edition after its deadline.
pub(super) async fn has_later_deadline(
    db: &impl ConnectionTrait,
    edition: &Edition,
    now: OffsetDateTime,
) -> Result<bool, Failure> {
    let grant = extension::Entity::find()
        .filter(extension::Column::EditionId.eq(edition.id.0))
        .filter(extension::Column::RevokedAt.is_null())
        .filter(extension::Column::EntryId.is_null())
        .filter(extension::Column::Until.gt(now))
        .one(db)
        .await?;
    Ok(grant.is_some())
}

fn later_of_row(row: extension::Model) -> LaterDeadline {
    LaterDeadline {
        id: row.id,
        unit: row.unit_id.map(UnitId),
        this_entry: row.entry_id.is_some(),
        until: row.until,
        uses_left: row.max_uses.map(|max| (max - row.uses).max(0)),
    }
}
