//! Programmes and their editions: the rules of a contest as data.

pub mod edition;
pub mod rules;
