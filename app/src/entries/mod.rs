//! Entries: from the first line to the receipt.

#[cfg(feature = "hydrate")]
mod upload_browser;
pub mod upload_island;

#[cfg(feature = "ssr")]
mod section_names;

#[cfg(feature = "ssr")]
pub mod about_fields;
#[cfg(feature = "ssr")]
pub mod author_fields;
#[cfg(feature = "ssr")]
pub mod check_page;
#[cfg(feature = "ssr")]
pub mod consent_beside;
#[cfg(feature = "ssr")]
pub mod consent_page;
#[cfg(feature = "ssr")]
pub mod consent_text;
#[cfg(feature = "ssr")]
pub mod entry_summary;
#[cfg(feature = "ssr")]
pub mod file_words;
#[cfg(feature = "ssr")]
pub mod files_page;
#[cfg(feature = "ssr")]
pub mod guardian_fields;
#[cfg(feature = "ssr")]
pub mod instructor_fields;
#[cfg(feature = "ssr")]
pub mod look_up_page;
#[cfg(feature = "ssr")]
pub mod my_entries_page;
#[cfg(feature = "ssr")]
pub mod own_consent;
#[cfg(feature = "ssr")]
pub mod paper_form_page;
#[cfg(feature = "ssr")]
pub mod problem_words;
#[cfg(feature = "ssr")]
pub mod question_fields;
#[cfg(feature = "ssr")]
pub mod receipt_check_page;
#[cfg(feature = "ssr")]
pub mod receipt_page;
#[cfg(feature = "ssr")]
pub mod section_notices;
#[cfg(feature = "ssr")]
pub mod section_page;
#[cfg(feature = "ssr")]
pub mod start_page;
#[cfg(feature = "ssr")]
pub mod task_list_page;
#[cfg(feature = "ssr")]
pub mod typed;
#[cfg(feature = "ssr")]
pub mod unclaimed_papers;
#[cfg(feature = "ssr")]
pub mod withdraw_page;
