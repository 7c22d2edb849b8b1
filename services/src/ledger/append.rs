//! Appending one record.

use domain::ids::AccountId;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryOrder, QuerySelect,
};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::entities::ledger;

/// The lock that serialises appends on PostgreSQL; SQLite has one writer anyway.
const APPEND_LOCK: &str = "SELECT pg_advisory_xact_lock(205161624)";

/// What happened: `act` is a dotted word such as `entry.submitted`, `subject` names the thing such as `entry/12`.
#[derive(Clone, Debug)]
pub struct Record {
    pub actor: Option<AccountId>,
    pub act: &'static str,
    pub subject: String,
    /// Before and after, or their hashes; never secrets or a child's personal data.
    pub detail: serde_json::Value,
}

impl Record {
    /// A record of what this account did to this thing.
    pub fn new(actor: Option<AccountId>, act: &'static str, subject: impl Into<String>) -> Self {
        Self { actor, act, subject: subject.into(), detail: serde_json::Value::Null }
    }

    /// Adds what changed.
    pub fn detail(mut self, detail: serde_json::Value) -> Self {
        self.detail = detail;
        self
    }
}

/// Appends a record to the chain, in the transaction of the change it records.
pub async fn append(tx: &DatabaseTransaction, record: Record, now: OffsetDateTime) -> Result<(), DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(APPEND_LOCK).await?;
    }
    let prev_hash = last_hash(tx).await?;
    let now = now.replace_nanosecond(now.nanosecond() / 1_000 * 1_000).unwrap_or(now);
    let detail = record.detail.to_string();
    let hash = chain_hash(&prev_hash, now, record.actor.map(|id| id.0), record.act, &record.subject, &detail);
    ledger::ActiveModel {
        at: Set(now),
        account_id: Set(record.actor.map(|id| id.0)),
        act: Set(record.act.to_owned()),
        subject: Set(record.subject),
        detail: Set(detail),
        prev_hash: Set(prev_hash),
        hash: Set(hash),
        ..Default::default()
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// The hash of the newest record: another one after every change.
pub(crate) async fn last_hash(db: &impl ConnectionTrait) -> Result<String, DbErr> {
    let last: Option<String> = ledger::Entity::find()
        .select_only()
        .column(ledger::Column::Hash)
        .order_by_desc(ledger::Column::Id)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.unwrap_or_else(|| GENESIS.to_owned()))
}

/// What the first record is chained to.
pub(super) const GENESIS: &str = "vinh-danh/1";

/// SHA-256 over the fields, each with its length before it, so that no two records read the same.
/// Times count in microseconds: PostgreSQL keeps no finer ones.
pub(super) fn chain_hash(
    prev: &str,
    at: OffsetDateTime,
    account: Option<i64>,
    act: &str,
    subject: &str,
    detail: &str,
) -> String {
    let at = at.to_offset(time::UtcOffset::UTC).format(&Rfc3339).unwrap_or_default();
    let account = account.map(|id| id.to_string()).unwrap_or_default();
    let mut hasher = Sha256::new();
    for field in [prev, &at, &account, act, subject, detail] {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field.as_bytes());
    }
    hex::encode(hasher.finalize())
}
