//! Entries: what people send in, and the states it goes through.

pub mod state;
