//! What people see. Pages are views of their props and exist on the server only; islands are compiled for both sides.

#![recursion_limit = "256"]

pub mod copies;
pub mod entries;
pub mod intake;
pub mod islands;
pub mod judging;
pub mod ledger;
pub mod outbox;
pub mod people;
pub mod programmes;
pub mod results;
pub mod words;

#[cfg(feature = "ssr")]
pub mod busy_page;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod errors_page;
#[cfg(feature = "ssr")]
pub mod living;
#[cfg(feature = "ssr")]
pub mod public;
#[cfg(feature = "ssr")]
pub mod shell;
