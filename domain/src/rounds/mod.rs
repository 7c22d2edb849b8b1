//! Rounds: what each decides about its entries, and what a change of the rules may do to them.

mod outcome;
mod pinned;
mod tie_view;

pub use outcome::{Outcome, SettleProblem, Verdict, Why, decide, free_places, move_up, newest, settle};
pub use pinned::{TouchedRound, pin_rounds, touched_rounds};
pub use tie_view::TieDesk;

#[cfg(test)]
mod outcome_tests;
