//! Entries: drafts, sending, receipts, who may not.

mod consent_bounds;
mod consent_paper;
mod consents;
mod deadlines;
mod drafts;
mod public_checks;
mod sending;
mod unread;
mod who_may_not;
