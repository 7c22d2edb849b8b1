//! Keeping the ticks of a check that is not finished: whoever opens the entry next goes on from them.

use domain::ids::EntryId;
use domain::intake::check_page::CheckOutcome;
use domain::intake::checklist::CheckItem;
use domain::people::access::Act;
use domain::people::actor::Actor;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use time::OffsetDateTime;

use super::decision::{DecisionError, NewCheck, find_decided, insert_check};
use crate::database::begin_write;
use crate::entities::formal_check;
use crate::failure::write_json;
use crate::ledger::{Record, append};

/// Keeps the ticks. The same ticks again are kept once.
pub async fn save_check(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    items: &[CheckItem],
    now: OffsetDateTime,
) -> Result<(), DecisionError> {
    let tx = begin_write(db).await?;
    let entry = find_decided(&tx, id).await?;
    entry.require(actor, Act::CheckEntry)?;
    let last = formal_check::Entity::find()
        .filter(formal_check::Column::EntryId.eq(id.0))
        .order_by_desc(formal_check::Column::Id)
        .one(&tx)
        .await?;
    let same = write_json(&items)?;
    if last.is_some_and(|last| last.items == same && last.outcome == CheckOutcome::Noted.code()) {
        return Ok(());
    }
    let check = NewCheck { outcome: CheckOutcome::Noted, items, reason: "", citation: None, deadline: None };
    insert_check(&tx, &entry, actor, check, now).await?;
    let ticked = items.iter().filter(|item| item.ok).count();
    let record = Record::new(actor.account, "entry.check_noted", format!("entry/{id}"));
    append(&tx, record.detail(json!({ "ticked": ticked })), now).await?;
    tx.commit().await?;
    Ok(())
}
