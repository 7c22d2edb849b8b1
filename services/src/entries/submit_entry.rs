//! Sending an entry: every problem at once, or a signed receipt.

use domain::calendar::vietnam_date;
use domain::entries::canonical::canonical_entry;
use domain::entries::check::{EntryProblem, check_entry};
use domain::entries::entry::Entry;
use domain::entries::filing::{Filing, Standing, judge_filing};
use domain::entries::receipt::{ReceiptPayload, SignedReceipt};
use domain::entries::state::{EntryEvent, EntryState, UnitState};
use domain::ids::EntryId;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::{Edition, EditionState};
use domain::programmes::rules::EditionRules;
use domain::text::Code;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, ExprTrait,
    QueryFilter, QueryOrder,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use crate::act_failure;
use crate::database::begin_write;
use crate::entities::{edition, entry, extension, receipt};
use crate::entries::load::load_entry;
use crate::entries::save_section::{lock_entry, search_text};
use crate::entries::signing::ReceiptKey;
use crate::entries::{consents, letters};
use crate::failure::Failure;
use crate::ledger::{self, Record};
use crate::programmes::{find_edition, find_rules};

/// Why an entry was not sent.
#[derive(Debug, thiserror::Error)]
pub enum SubmitEntryError {
    #[error("the entry has {} problems", .0.len())]
    Problems(Vec<EntryProblem>),
    /// The edition has been noticed or published: nothing more is taken, not even late.
    #[error("the edition takes no more entries")]
    IntakeOver,
    #[error(transparent)]
    Failure(#[from] Failure),
}

act_failure!(SubmitEntryError);

/// Sends the entry and signs its receipt. A second press returns the first receipt.
pub async fn submit_entry(
    db: &DatabaseConnection,
    key: &ReceiptKey,
    actor: &Actor,
    id: EntryId,
    now: OffsetDateTime,
) -> Result<SignedReceipt, SubmitEntryError> {
    // Receipts count in whole seconds.
    let now = now.replace_nanosecond(0).unwrap_or(now);
    let tx = begin_write(db).await?;
    lock_entry(&tx, id).await?;
    let mut entry = load_entry(&tx, id).await?;
    if let Some(receipt) = first_receipt(&tx, actor, &entry).await? {
        return Ok(receipt);
    }
    access::require(actor, Act::SubmitEntry, &entry.subject(), State::Entry(entry.state))?;
    let edition = find_edition(&tx, entry.edition).await?;
    if !matches!(edition.state, EditionState::Open | EditionState::Judging) {
        return Err(SubmitEntryError::IntakeOver);
    }
    let rules = find_rules(&tx, entry.edition, entry.rules_version).await?;
    let problems = check_entry(&rules, &entry, vietnam_date(now));
    if !problems.is_empty() {
        return Err(SubmitEntryError::Problems(problems));
    }
    let filing = judge_filing(&edition.deadlines, entry.whose(), now);
    if entry.code.is_none() {
        entry.code = Some(next_code(&tx, &edition).await?);
    }
    let receipt = sign_receipt(&tx, key, &rules, &entry, &edition, &filing, now).await?;
    let before = entry.clone();
    entry.state = next_state(&entry, &filing)?;
    entry.unit_state = next_unit_state(&tx, &rules, &entry, &receipt).await?;
    store(&tx, &before, &entry, &receipt, &filing, now).await?;
    consents::ask_missing(&tx, actor, &edition, &entry, now).await?;
    letters::tell_of_submission(&tx, actor, &edition, &entry, &filing, now).await?;
    tx.commit().await?;
    tracing::info!(entry.id = %id, "Entry {id} submitted");
    Ok(receipt)
}

/// The receipt of an entry that was sent already and not sent back.
async fn first_receipt(
    db: &impl ConnectionTrait,
    actor: &Actor,
    entry: &Entry,
) -> Result<Option<SignedReceipt>, Failure> {
    let was_sent = matches!(entry.state, EntryState::Submitted | EntryState::Late | EntryState::Accepted);
    if !was_sent || actor.account != Some(entry.owner) {
        return Ok(None);
    }
    Ok(receipts_of(db, entry.id).await?.pop())
}

/// Every receipt of an entry, oldest first.
pub(super) async fn receipts_of(db: &impl ConnectionTrait, id: EntryId) -> Result<Vec<SignedReceipt>, Failure> {
    let rows = receipt::Entity::find()
        .filter(receipt::Column::EntryId.eq(id.0))
        .order_by_asc(receipt::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(receipt_of_row).collect()
}

/// The stored bytes are what was signed: they are read, not rebuilt.
pub(super) fn receipt_of_row(row: receipt::Model) -> Result<SignedReceipt, Failure> {
    let text = format!("{}signature: {}\n", row.payload, row.signature);
    SignedReceipt::parse(&text).map_err(|err| Failure::Damaged(err.to_string()))
}

/// The private code of a receipt: with the entry code it shows the state of the entry without an account.
pub fn look_up_code(receipt: &SignedReceipt) -> Code {
    let digest = Sha256::digest(receipt.signature.as_bytes());
    let number = digest[..8].iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    Code::new(number)
}

/// The next number of the edition. The update comes first: it makes others wait.
async fn next_code(tx: &DatabaseTransaction, edition: &Edition) -> Result<String, Failure> {
    edition::Entity::update_many()
        .col_expr(edition::Column::NextNumber, Expr::col(edition::Column::NextNumber).add(1))
        .filter(edition::Column::Id.eq(edition.id.0))
        .exec(tx)
        .await?;
    let row = edition::Entity::find_by_id(edition.id.0).one(tx).await?;
    let number = row.ok_or(Failure::NotFound)?.next_number - 1;
    Ok(format!("{}-{number:04}", edition.code_prefix))
}

async fn sign_receipt(
    tx: &DatabaseTransaction,
    key: &ReceiptKey,
    rules: &EditionRules,
    entry: &Entry,
    edition: &Edition,
    filing: &Filing,
    now: OffsetDateTime,
) -> Result<SignedReceipt, Failure> {
    let code = entry.code.clone().unwrap_or_default();
    let number = match receipts_of(tx, entry.id).await?.len() {
        0 => code,
        earlier => format!("{code}/{}", earlier + 1),
    };
    let payload = ReceiptPayload {
        number,
        edition: edition.slug.clone(),
        submitted_at: now,
        deadline: filing.deadline.at,
        standing: filing.standing,
        rules_version: entry.rules_version,
        content_hash: content_hash(rules, entry, &edition.slug),
        key_id: key.id(),
    };
    let signature = key.sign(&payload.text());
    Ok(SignedReceipt { payload, signature })
}

/// SHA-256 of the canonical form, in hexadecimal.
pub(super) fn content_hash(rules: &EditionRules, entry: &Entry, edition: &str) -> String {
    hex::encode(Sha256::digest(canonical_entry(rules, entry, edition).as_bytes()))
}

fn next_state(entry: &Entry, filing: &Filing) -> Result<EntryState, Failure> {
    let event = match filing.standing {
        Standing::OnTime => EntryEvent::Submit,
        Standing::Late => EntryEvent::SubmitLate,
    };
    entry.state.next(event).map_err(|err| Failure::Damaged(err.to_string()))
}

/// The unit is asked when an entry is new to it or has changed since it confirmed.
async fn next_unit_state(
    tx: &DatabaseTransaction,
    rules: &EditionRules,
    entry: &Entry,
    receipt: &SignedReceipt,
) -> Result<UnitState, Failure> {
    if !rules.team.unit_confirms || entry.unit.is_none() {
        return Ok(UnitState::NotAsked);
    }
    let last = receipts_of(tx, entry.id).await?.pop();
    let unchanged = last.is_some_and(|last| last.payload.content_hash == receipt.payload.content_hash);
    if entry.unit_state == UnitState::Confirmed && unchanged {
        Ok(UnitState::Confirmed)
    } else {
        Ok(UnitState::Waiting)
    }
}

async fn store(
    tx: &DatabaseTransaction,
    before: &Entry,
    entry: &Entry,
    signed: &SignedReceipt,
    filing: &Filing,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let row = entry::ActiveModel {
        id: Unchanged(entry.id.0),
        code: Set(entry.code.clone()),
        state: Set(entry.state.code().to_owned()),
        unit_state: Set(entry.unit_state.code().to_owned()),
        search: Set(search_text(entry)),
        supplement_deadline: Set(None),
        supplement_asked_at: Set(None),
        state_reason: Set(None),
        submitted_at: Set(Some(entry.submitted_at.unwrap_or(now))),
        updated_at: Set(now),
        revision: Set(entry.revision + 1),
        ..Default::default()
    };
    row.update(tx).await?;
    let payload = &signed.payload;
    let row = receipt::ActiveModel {
        entry_id: Set(entry.id.0),
        number: Set(payload.number.clone()),
        submitted_at: Set(payload.submitted_at),
        content_hash: Set(payload.content_hash.clone()),
        rules_version: Set(payload.rules_version),
        payload: Set(payload.text()),
        signature: Set(signed.signature.clone()),
        key_id: Set(payload.key_id.clone()),
        ..Default::default()
    };
    row.insert(tx).await?;
    if let Some(used) = filing.used {
        extension::Entity::update_many()
            .col_expr(extension::Column::Uses, Expr::col(extension::Column::Uses).add(1))
            .filter(extension::Column::Id.eq(used))
            .exec(tx)
            .await?;
    }
    let detail = json!({
        "from": before.state.code(),
        "to": entry.state.code(),
        "receipt": payload.number,
        "content": payload.content_hash,
        "rules": payload.rules_version,
        "extension": filing.used,
    });
    let record = Record::new(Some(entry.owner), "entry.submitted", format!("entry/{}", entry.id));
    ledger::append(tx, record.detail(detail), now).await?;
    Ok(())
}
