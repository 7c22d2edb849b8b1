//! Judging: who scores what, and what a score sheet may hold.

pub mod assignment;
pub mod conflicts;
pub mod desk;
pub mod entry_view;
pub mod file_desk;
pub mod file_view;
pub mod plan;
pub mod progress;
pub mod queue;
pub mod reminders;
pub mod round_deadline;
pub mod score_sheet;
pub mod states;
