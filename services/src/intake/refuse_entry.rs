//! Refusing an entry, with the reason and the rule that asks for it.

use domain::entries::state::EntryEvent;
use domain::ids::EntryId;
use domain::intake::check_page::CheckOutcome;
use domain::intake::decisions::RefusalForm;
use domain::people::access::Act;
use domain::people::actor::Actor;
use sea_orm::DatabaseConnection;
use serde_json::json;
use time::OffsetDateTime;

use super::decision::{Change, DecisionError, NewCheck, digest, find_decided, insert_check, move_entry};
use super::letters::write_to_owner;
use crate::database::begin_write;
use crate::ledger::{Record, append};
use crate::outbox::LetterKind;

/// Refuses the entry, late or not. The authors read the reason and the citation.
pub async fn refuse_entry(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    form: &RefusalForm,
    now: OffsetDateTime,
) -> Result<(), DecisionError> {
    let tx = begin_write(db).await?;
    let entry = find_decided(&tx, id).await?;
    entry.require(actor, Act::CheckEntry)?;
    let to = entry.next(EntryEvent::Refuse)?;
    let problems = form.problems();
    if !problems.is_empty() {
        return Err(DecisionError::Problems(problems));
    }
    let (reason, citation) = (form.reason.trim(), form.citation.trim());
    let change = Change { reason: Some(reason.to_owned()), ..Change::default() };
    move_entry(&tx, actor, &entry, to, change, now).await?;
    let check = NewCheck {
        outcome: CheckOutcome::Refused,
        items: &form.items,
        reason,
        citation: Some(citation),
        deadline: None,
    };
    insert_check(&tx, &entry, actor, check, now).await?;
    let record = Record::new(actor.account, "entry.refused", format!("entry/{id}"));
    let detail = json!({ "code": entry.code(), "from": entry.state.code(), "reason_sha256": digest(reason), "citation": citation });
    append(&tx, record.detail(detail), now).await?;
    let more = json!({ "reason": reason, "citation": citation });
    write_to_owner(&tx, &entry.row, LetterKind::EntryRefused, more, now).await?;
    tx.commit().await?;
    Ok(())
}
