//! The ledger: every change of state, chained by hashes, appended in the transaction that makes the change.

mod append;
mod export;
mod find_records;
mod last_acts;
mod verify;

#[cfg(test)]
mod tests;

pub(crate) use append::last_hash;
pub use append::{Record, append};
pub use export::{ExportedRecord, FileProblem, FileVerifier, export};
pub use find_records::{export_for, find_records, verify_for};
pub(crate) use last_acts::last_acts;
pub use verify::{BadRecord, Chain, verify};
