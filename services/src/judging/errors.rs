//! What can go wrong in judging, in the words of each act.

use std::collections::BTreeMap;

use domain::judging::assignment::AssignmentProblem;
use domain::judging::desk::{JudgeProblem, LockPreview, OpenProblem, PanelProblem};
use domain::judging::entry_view::ScoreSheet;
use domain::judging::score_sheet::ScoreProblem;
use time::OffsetDateTime;

use crate::act_failure;
use crate::failure::Failure;

/// Why a panel is not made, changed or removed.
#[derive(Debug, thiserror::Error)]
pub enum PanelError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("problems: {0:?}")]
    Problems(Vec<PanelProblem>),
    #[error("the panel has judges or assignments")]
    NotEmpty,
}

/// Why a judge is not seated, changed or removed.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("problems: {0:?}")]
    Problems(Vec<JudgeProblem>),
}

/// Why a plan is not changed or applied.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The plan was changed meanwhile.
    #[error("the plan was changed meanwhile")]
    Stale,
    /// The pair may not meet, or its work has begun.
    #[error("the pair cannot be changed")]
    Fixed,
    #[error("no assignment: {problems:?}")]
    NoAssignment {
        problems: Vec<AssignmentProblem>,
        /// Names of the judges by the code the problems use.
        names: BTreeMap<String, String>,
    },
}

/// Why a round is neither opened nor locked.
#[derive(Debug, thiserror::Error)]
pub enum RoundError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the round cannot open: {0:?}")]
    Problems(Vec<OpenProblem>),
    /// The typed word is another one.
    #[error("not confirmed")]
    NotConfirmed(Box<LockPreview>),
}

/// Why a draft is not saved.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    #[error(transparent)]
    Failure(#[from] Failure),
    /// Another window saved meanwhile: both versions are shown.
    #[error("another version was saved meanwhile")]
    Stale(Box<ScoreSheet>),
    #[error("the judge has not declared conflicts yet")]
    NotDeclared,
}

/// Why a sheet is not signed.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the sheet changed since it was looked through")]
    Stale,
    #[error("the deadline of the round passed at {due_at}")]
    DeadlinePassed { due_at: OffsetDateTime },
    #[error("problems: {0:?}")]
    Problems(Vec<ScoreProblem>),
}

/// Why an act that needs a reason is not done.
#[derive(Debug, thiserror::Error)]
pub enum ReasonError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("no reason given")]
    ReasonMissing,
    #[error("the reason has {0} characters")]
    ReasonTooLong(usize),
}

act_failure!(PanelError, JudgeError, PlanError, RoundError, DraftError, SignError, ReasonError);

/// The most characters of a reason.
pub(super) const REASON_MAX: usize = 1_000;

/// The reason in order, or why it is not.
pub(super) fn check_reason(reason: &str) -> Result<&str, ReasonError> {
    let reason = reason.trim();
    match reason.chars().count() {
        0 => Err(ReasonError::ReasonMissing),
        length if length > REASON_MAX => Err(ReasonError::ReasonTooLong(length)),
        _ => Ok(reason),
    }
}
