//! The living component page: every part in every state, with invented people. It is what screenshots and `axe` look
//! at, and where a developer looks first. Its sentences are samples, so they stand here and not in a catalogue.

mod acts;
mod fields;
mod lists;
pub mod living_page;
mod results;
mod samples;
mod tables;
