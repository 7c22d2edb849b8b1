//! The secretary's queue and the unit's confirmation.

pub mod bulk;
pub mod check_page;
pub mod checklist;
pub mod decisions;
pub mod export;
pub mod extensions;
pub mod queue;
pub mod unit_desk;
