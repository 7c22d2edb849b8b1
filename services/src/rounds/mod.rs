//! Rounds: who is in one, its marks, its ranking, and what it decided about each entry.

mod basis;
mod close_round;
mod entries_of_round;
mod keep_ranking;
mod leave_rounds;
mod marks;
mod outcomes;
mod round_row;
mod settle_tie;
mod tell_secretaries;

pub(crate) use basis::{Basis, damaged, load_basis, load_basis_of};
pub(crate) use close_round::close_round;
pub(crate) use entries_of_round::{RoundEntry, entries_of_round};
pub(crate) use leave_rounds::{entry_left, entry_returned};
pub(crate) use marks::{CHAIR, RoundMarks, count_sheets, judges_of_round};
pub(crate) use outcomes::outcomes_of;
pub(crate) use round_row::{find_round, lock_round_row, round_state, share_round_row};
pub use settle_tie::{SettleError, find_tie_desk, settle_tie};

#[cfg(test)]
pub(crate) use marks::load_marks;
#[cfg(test)]
mod tests;
