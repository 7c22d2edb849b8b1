//! The ledger as people read it.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

/// One record, as the history of a thing shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    pub at: OffsetDateTime,
    pub who: Who,
    pub act: String,
    /// What the act says of itself; only what its reader may know.
    pub detail: serde_json::Value,
}

/// Who did it, as far as the reader may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The reader.
    You,
    /// Somebody with a name.
    Named(String),
    /// Somebody of the secretariat, to a reader who is not.
    Secretariat,
    /// An officer of the confirming unit, to a reader who is not.
    Unit,
    /// Nobody: the portal itself, or somebody without an account.
    Portal,
}

/// Which records are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerFilter {
    /// The beginning of a subject such as `entry/12`.
    pub subject: String,
    /// The beginning of an act such as `entry.`.
    pub act: String,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Counts from 1.
    pub page: u64,
}

/// One record of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    pub id: i64,
    pub at: OffsetDateTime,
    pub account: Option<i64>,
    pub name: Option<String>,
    pub act: String,
    pub subject: String,
    pub detail: String,
    pub hash: String,
}

/// A page of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerPageData {
    pub filter: LedgerFilter,
    pub lines: Vec<LedgerLine>,
    pub total: u64,
}

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainVerdict {
    /// The whole chain holds: how long it is, and its last hash to keep elsewhere.
    Whole { records: u64, head: String },
    /// The first record that does not fit.
    Broken { id: i64, act: String, subject: String },
}
