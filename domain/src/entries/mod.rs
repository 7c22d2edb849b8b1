//! Entries: what people send in, and the states it goes through.

pub mod canonical;
pub mod check;
pub mod check_answers;
mod check_authors;
pub mod check_files;
pub mod consent_answer;
pub mod entry;
pub mod file_problem;
pub mod filing;
pub mod open_entry;
pub mod picture_size;
pub mod public_checks;
pub mod receipt;
pub mod section_input;
pub mod sections;
pub mod shown_names;
pub mod state;
pub mod units;
