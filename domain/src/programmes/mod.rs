//! Programmes and their editions: the rules of a contest as data.

pub mod changes;
pub mod deadline;
pub mod desk;
pub mod edition;
mod finding;
pub mod form;
pub mod naming;
pub mod planned;
pub mod readiness;
pub mod rules;
pub mod template;
