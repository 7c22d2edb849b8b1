//! The chain as a file: one record a line, for anybody to verify without the portal.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::append::{GENESIS, chain_hash};
use super::verify::{BadRecord, Chain};
use crate::entities::ledger;

/// How many records are read at a time.
const BATCH: u64 = 1_000;

/// One record of the file. The names of the fields are a public contract: `docs/formats-ledger.md`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportedRecord {
    pub id: i64,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    pub account: Option<i64>,
    pub act: String,
    pub subject: String,
    /// The text that was hashed, letter by letter: it must not be parsed and written again.
    pub detail: String,
    pub prev_hash: String,
    pub hash: String,
}

/// Why a file does not hold a whole chain.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    #[error("line {line} is not a record: {why}")]
    NotARecord { line: usize, why: String },
    #[error("line {line}: {record}")]
    Bad { line: usize, record: BadRecord },
}

/// The next records after this number, as lines of JSON; empty at the end.
pub async fn export(db: &impl ConnectionTrait, after: i64) -> Result<(String, i64), DbErr> {
    let rows = ledger::Entity::find()
        .filter(ledger::Column::Id.gt(after))
        .order_by_asc(ledger::Column::Id)
        .limit(BATCH)
        .all(db)
        .await?;
    let last = rows.last().map_or(after, |row| row.id);
    let mut lines = String::new();
    for row in rows {
        let record = ExportedRecord {
            id: row.id,
            at: row.at.to_offset(time::UtcOffset::UTC),
            account: row.account_id,
            act: row.act,
            subject: row.subject,
            detail: row.detail,
            prev_hash: row.prev_hash,
            hash: row.hash,
        };
        lines.push_str(&serde_json::to_string(&record).map_err(|err| DbErr::Custom(err.to_string()))?);
        lines.push('\n');
    }
    Ok((lines, last))
}

/// Walks an exported chain line by line; empty lines are passed over.
pub struct FileVerifier {
    chain: Chain,
    line: usize,
}

impl Default for FileVerifier {
    fn default() -> Self {
        Self { chain: Chain { records: 0, head: GENESIS.to_owned() }, line: 0 }
    }
}

impl FileVerifier {
    /// Takes the next line.
    pub fn take(&mut self, line: &str) -> Result<(), FileProblem> {
        self.line += 1;
        let text = line.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            return Ok(());
        }
        let record: ExportedRecord = serde_json::from_str(text)
            .map_err(|err| FileProblem::NotARecord { line: self.line, why: err.to_string() })?;
        let expected =
            chain_hash(&self.chain.head, record.at, record.account, &record.act, &record.subject, &record.detail);
        let why = if record.prev_hash != self.chain.head {
            "it is not chained to the record before it"
        } else if record.hash != expected {
            "its content was changed"
        } else {
            self.chain.records += 1;
            self.chain.head = record.hash;
            return Ok(());
        };
        Err(FileProblem::Bad {
            line: self.line,
            record: BadRecord { id: record.id, act: record.act, subject: record.subject, why },
        })
    }

    /// The chain as far as it was read.
    pub fn finish(self) -> Chain {
        self.chain
    }
}
