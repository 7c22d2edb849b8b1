//! Ranking, prizes, notice, decision and winners.

mod archive;
mod awards;
mod decision;
mod explain;
mod feedback;
mod files;
mod kept_rankings;
mod letters;
mod notice;
mod prize_choices;
mod prizes;
mod proof;
mod public;
mod ranking;
mod special_prizes;

#[cfg(test)]
mod tests;

pub use archive::load_archive;
pub use decision::{DecisionInput, approvals, find_approval, publish_results, record_decision, revoke_award};
pub use explain::{explain_entry, explain_public};
pub use feedback::{FeedbackInput, answer_feedback, send_feedback};
pub use files::{ListCell, ListFile};
pub use kept_rankings::KeptRankings;
pub use notice::{find_notice_desk, give_notice, withdraw_notice};
pub use prize_choices::{decide_tie, give_prize_back, undo_tie, withhold_prize};
pub use prizes::find_prize_desk;
pub use proof::{Proof, ProofRound, find_proof};
pub use public::{all_results, find_all_winners, find_public_notice, find_winners, find_winning_entry};
pub use ranking::{find_ranking, find_whole_ranking};
pub use special_prizes::{give_tag, take_tag};

use crate::failure::Failure;

/// An act on results failed: refused with every problem, or one of the failures of every act.
#[derive(Debug, thiserror::Error)]
pub enum ActError<P: std::fmt::Debug> {
    #[error("refused: {0:?}")]
    Refused(Vec<P>),
    #[error(transparent)]
    Failure(Failure),
}

impl<P: std::fmt::Debug> From<Failure> for ActError<P> {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl<P: std::fmt::Debug> From<sea_orm::DbErr> for ActError<P> {
    fn from(err: sea_orm::DbErr) -> Self {
        Self::Failure(err.into())
    }
}

impl<P: std::fmt::Debug> From<domain::people::access::Forbidden> for ActError<P> {
    fn from(forbidden: domain::people::access::Forbidden) -> Self {
        Self::Failure(forbidden.into())
    }
}

/// Refused for these problems, or fine when there are none.
fn refuse<P: std::fmt::Debug>(problems: impl IntoIterator<Item = P>) -> Result<(), ActError<P>> {
    let problems: Vec<P> = problems.into_iter().collect();
    if problems.is_empty() { Ok(()) } else { Err(ActError::Refused(problems)) }
}
