//! Taking an entry back.

use domain::entries::state::{EntryEvent, EntryState};
use domain::ids::EntryId;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::EditionState;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, DatabaseConnection};
use serde_json::json;
use time::OffsetDateTime;

use crate::act_failure;
use crate::database::begin_write;
use crate::entities::entry;
use crate::entries::letters;
use crate::entries::load::load_entry;
use crate::entries::save_section::lock_entry;
use crate::failure::Failure;
use crate::ledger::{self, Record};
use crate::outbox::LetterKind;
use crate::programmes::find_edition;
use crate::rounds::entry_left;

/// Why an entry was not withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum WithdrawEntryError {
    /// The notice is public: taking it back is a matter for the secretariat.
    #[error("the results of the edition are out")]
    TooLate,
    #[error(transparent)]
    Failure(#[from] Failure),
}

act_failure!(WithdrawEntryError);

/// Withdraws the entry for good; its content stays for its authors to read. Withdrawing twice changes nothing.
pub async fn withdraw_entry(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    now: OffsetDateTime,
) -> Result<(), WithdrawEntryError> {
    let tx = begin_write(db).await?;
    lock_entry(&tx, id).await?;
    let entry = load_entry(&tx, id).await?;
    if entry.state == EntryState::Withdrawn && actor.account == Some(entry.owner) {
        return Ok(());
    }
    access::require(actor, Act::WithdrawEntry, &entry.subject(), State::Entry(entry.state))?;
    let edition = find_edition(&tx, entry.edition).await?;
    if matches!(edition.state, EditionState::Noticed | EditionState::Published) {
        return Err(WithdrawEntryError::TooLate);
    }
    let next = entry.state.next(EntryEvent::Withdraw).map_err(|err| Failure::Damaged(err.to_string()))?;
    let row = entry::ActiveModel {
        id: Unchanged(entry.id.0),
        state: Set(next.code().to_owned()),
        supplement_deadline: Set(None),
        supplement_asked_at: Set(None),
        updated_at: Set(now),
        revision: Set(entry.revision + 1),
        ..Default::default()
    };
    row.update(&tx).await?;
    if entry.state == EntryState::Accepted {
        entry_left(&tx, actor, edition.id, id, now).await?;
    }
    let detail = json!({ "from": entry.state.code(), "to": next.code() });
    let record = Record::new(actor.account, "entry.withdrawn", format!("entry/{id}"));
    ledger::append(&tx, record.detail(detail), now).await?;
    if entry.code.is_some()
        && let Some(account) = actor.account
    {
        letters::tell_account(&tx, account, LetterKind::EntryWithdrawn, &edition, &entry, now).await?;
    }
    tx.commit().await?;
    Ok(())
}
