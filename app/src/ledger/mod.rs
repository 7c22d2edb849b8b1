//! The ledger as the administrator reads it.

#[cfg(feature = "ssr")]
pub mod act_words;
#[cfg(feature = "ssr")]
pub mod ledger_page;
