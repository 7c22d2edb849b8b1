//! Why an act on results is refused: each problem has a sentence in `app`.

use time::{Date, OffsetDateTime};

use super::TagProblem;

/// The least and the most characters of a reason people will read later.
pub const REASON_CHARS: std::ops::RangeInclusive<usize> = 10..=2_000;

/// Why prizes cannot be settled like that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllocationProblem {
    /// The list is public: the notice must be withdrawn first.
    NoticeIsOut,
    /// The last round is not locked: marks may still change.
    RoundNotLocked,
    ReasonMissing,
    ReasonTooLong,
    /// The tie is no longer the one that was on the page.
    TieChanged,
    /// More were chosen than there are places.
    TooManyChosen {
        places: u32,
        chosen: usize,
    },
    NoSuchLevel,
    NoSuchEntry,
    Tag(TagProblem),
}

/// Why the provisional list cannot be made public, or be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeProblem {
    RoundNotLocked {
        round: String,
    },
    /// Ties at a prize line still await a decision.
    OpenTies {
        count: usize,
    },
    /// Nobody would be on the list.
    NobodyOnTheList,
    /// The page was old: the list has another number of prizes now.
    OtherCount {
        expected: usize,
    },
    WrongState,
    ReasonMissing,
    ReasonTooLong,
}

/// Why an opinion of the public is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedbackProblem {
    NameMissing,
    ContactMissing,
    BodyMissing,
    BodyTooLong {
        length: usize,
    },
    /// The notice ended at this moment.
    Closed {
        at: OffsetDateTime,
    },
}

/// The most characters of an opinion.
pub const FEEDBACK_MAX: usize = 5_000;

/// Why a reply is not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyProblem {
    Empty,
    TooLong,
    AlreadyAnswered,
}

/// Why a decision is not recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecisionProblem {
    NumberMissing,
    SignerMissing,
    DateMissing,
    /// A decision of tomorrow has not been taken.
    DateInFuture {
        today: Date,
    },
    /// Before the notice began.
    DateBeforeNotice {
        noticed: Date,
    },
    WrongState,
}

/// Why results are not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishProblem {
    NoDecision,
    NoticeRuns {
        until: OffsetDateTime,
    },
    /// The number typed is not the number of prizes.
    OtherCount {
        expected: usize,
    },
    WrongState,
}

/// Why a prize is not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RevokeProblem {
    ReasonMissing,
    ReasonTooLong,
    NumberMissing,
    AlreadyRevoked,
}

/// What is wrong with a reason, if anything.
pub fn reason_problem<P>(reason: &str, missing: P, too_long: P) -> Option<P> {
    let length = reason.trim().chars().count();
    if length < *REASON_CHARS.start() {
        Some(missing)
    } else if length > *REASON_CHARS.end() {
        Some(too_long)
    } else {
        None
    }
}
