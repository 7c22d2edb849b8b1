//! Panels, assignments and score sheets.

pub mod matrix_keys_island;
mod score_lines;
#[cfg(feature = "hydrate")]
mod score_lines_browser;
pub mod score_lines_island;

#[cfg(feature = "ssr")]
pub mod conflicts_page;
#[cfg(feature = "ssr")]
pub mod declaration_page;
#[cfg(feature = "ssr")]
pub mod entry_reader;
#[cfg(feature = "ssr")]
pub mod judged_file;
#[cfg(feature = "ssr")]
pub mod matrix_page;
#[cfg(feature = "ssr")]
pub mod panel_desk_page;
#[cfg(feature = "ssr")]
pub mod panel_page;
#[cfg(feature = "ssr")]
pub mod panels_page;
#[cfg(feature = "ssr")]
pub mod plan_page;
#[cfg(feature = "ssr")]
pub mod progress_page;
#[cfg(feature = "ssr")]
pub mod queue_page;
#[cfg(feature = "ssr")]
pub mod recuse_page;
#[cfg(feature = "ssr")]
pub mod reminders_page;
#[cfg(feature = "ssr")]
pub mod round_page;
#[cfg(feature = "ssr")]
pub mod score_sheet_page;
#[cfg(feature = "ssr")]
pub mod sentences;
#[cfg(feature = "ssr")]
pub mod sign_page;
