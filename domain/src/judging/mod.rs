//! Judging: who scores what, and what a score sheet may hold.

pub mod assignment;
pub mod states;
