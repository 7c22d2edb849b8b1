//! Accepting an entry: the formal check is passed, it will be judged.

use domain::entries::state::EntryEvent;
use domain::ids::EntryId;
use domain::intake::check_page::CheckOutcome;
use domain::intake::checklist::{CheckItem, acceptance_problems, check_lines, ticks_seen};
use domain::people::access::Act;
use domain::people::actor::Actor;
use sea_orm::{DatabaseConnection, DatabaseTransaction};
use serde_json::json;
use time::OffsetDateTime;

use super::decision::{Change, Decided, DecisionError, NewCheck, find_decided, insert_check, move_entry};
use super::dossier_facts::find_facts;
use super::letters::{ActTime, write_to_owner};
use crate::database::begin_write;
use crate::ledger::{Record, append};
use crate::outbox::LetterKind;
use crate::programmes::find_rules;

/// Accepts the entry if every required line is ticked; a line the portal sees missing needs a remark.
pub async fn accept_entry(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    items: &[CheckItem],
    now: OffsetDateTime,
) -> Result<(), DecisionError> {
    accept(db, actor, id, Some(items), now.into()).await
}

/// Accepts it if the portal itself sees everything that is required: for many entries at once.
pub(super) async fn accept_as_seen(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    at: ActTime,
) -> Result<(), DecisionError> {
    accept(db, actor, id, None, at).await
}

async fn accept(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    items: Option<&[CheckItem]>,
    at: ActTime,
) -> Result<(), DecisionError> {
    let now = at.now;
    let tx = begin_write(db).await?;
    let entry = find_decided(&tx, id).await?;
    entry.require(actor, Act::CheckEntry)?;
    let to = entry.next(EntryEvent::Accept)?;
    let items = complete_items(&tx, &entry, items).await?;
    move_entry(&tx, actor, &entry, to, Change::default(), now).await?;
    let check = NewCheck { outcome: CheckOutcome::Accepted, items: &items, reason: "", citation: None, deadline: None };
    insert_check(&tx, &entry, actor, check, now).await?;
    let record = Record::new(actor.account, "entry.accepted", format!("entry/{id}"));
    append(&tx, record.detail(json!({ "code": entry.code() })), now).await?;
    write_to_owner(&tx, &entry.row, LetterKind::EntryAccepted, json!({}), at).await?;
    tx.commit().await?;
    Ok(())
}

async fn complete_items(
    tx: &DatabaseTransaction,
    entry: &Decided,
    items: Option<&[CheckItem]>,
) -> Result<Vec<CheckItem>, DecisionError> {
    let edition = domain::ids::EditionId(entry.row.edition_id);
    let rules = find_rules(tx, edition, entry.row.rules_version).await?;
    let facts = find_facts(tx, std::slice::from_ref(&entry.row)).await?;
    let lines = facts.first().map(|(_, facts)| check_lines(&rules, facts)).unwrap_or_default();
    let items = items.map_or_else(|| ticks_seen(&lines), <[CheckItem]>::to_vec);
    let problems = acceptance_problems(&lines, &items);
    if problems.is_empty() { Ok(items) } else { Err(DecisionError::Incomplete(problems)) }
}
