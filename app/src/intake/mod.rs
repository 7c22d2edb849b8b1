//! The secretary's queue and the unit's confirmation.

#[cfg(feature = "ssr")]
pub mod bulk_page;
#[cfg(feature = "ssr")]
pub mod check_page;
#[cfg(feature = "ssr")]
pub mod check_sheet;
#[cfg(feature = "ssr")]
mod entry_parts;
#[cfg(feature = "ssr")]
pub mod export_words;
#[cfg(feature = "ssr")]
pub mod extensions_page;
#[cfg(feature = "ssr")]
pub mod history_page;
#[cfg(feature = "ssr")]
pub mod judge_file_page;
#[cfg(feature = "ssr")]
pub mod judge_files_page;
#[cfg(feature = "ssr")]
pub mod paper_page;
#[cfg(feature = "ssr")]
pub mod problem_words;
#[cfg(feature = "ssr")]
pub mod queue_page;
#[cfg(feature = "ssr")]
pub mod queue_query;
#[cfg(feature = "ssr")]
pub mod refuse_page;
#[cfg(feature = "ssr")]
pub mod unit_entry_page;
#[cfg(feature = "ssr")]
pub mod unit_page;
