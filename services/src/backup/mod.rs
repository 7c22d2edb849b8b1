//! One file with everything: every row, every attachment, the signing key. Taken while the portal runs, checked on restore.
//!
//! The file is a tar archive: `manifest.json` last, `tables/<name>.jsonl` with one row a line, `data/<path>` for files. Rows are
//! written in the terms of the schema, so a backup of SQLite can be restored into PostgreSQL and the other way round.

mod read;
mod tables;
mod write;

#[cfg(test)]
mod tests;

pub use read::{RestoreError, restore_backup};
pub use write::{BackupError, write_backup};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The version of the format.
const FORMAT: u32 = 1;

/// What a backup holds, to check it against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    #[serde(with = "time::serde::rfc3339")]
    pub taken_at: time::OffsetDateTime,
    /// The newest migration of the database.
    pub schema: String,
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// SHA-256 of each member of the archive.
    pub members: BTreeMap<String, String>,
    /// The last hash of the ledger.
    pub ledger_head: String,
}
