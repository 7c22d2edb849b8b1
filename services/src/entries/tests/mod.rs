//! Entries: drafts, sending, receipts, who may not.

mod drafts;
mod sending;
mod who_may_not;
