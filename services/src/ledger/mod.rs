//! The ledger: every change of state, chained by hashes, appended in the transaction that makes the change.

mod append;
mod verify;

#[cfg(test)]
mod tests;

pub use append::{Record, append};
pub use verify::{BadRecord, Chain, verify};
