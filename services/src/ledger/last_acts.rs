//! When something was last done to each of several things.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use crate::entities::ledger;

/// The last moment at which each of these subjects met this act. What never met it is left out.
pub(crate) async fn last_acts(
    db: &impl ConnectionTrait,
    act: &str,
    subjects: &[String],
) -> Result<BTreeMap<String, OffsetDateTime>, DbErr> {
    let records: Vec<(String, OffsetDateTime)> = ledger::Entity::find()
        .select_only()
        .columns([ledger::Column::Subject, ledger::Column::At])
        .filter(ledger::Column::Subject.is_in(subjects.iter().map(String::as_str)))
        .filter(ledger::Column::Act.eq(act))
        .order_by_asc(ledger::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(records.into_iter().collect())
}
