//! What everybody sees: home, contests, their rules, help and statements. No script at all.

pub mod accessibility_page;
pub mod contest_page;
pub mod contests_page;
pub mod help_page;
pub mod home_page;
pub mod privacy_page;
mod prize_list;
pub mod rules_page;
mod rules_text;
pub mod rules_words;
