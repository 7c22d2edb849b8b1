//! The life of an entry until judging: a draft, sent, checked, accepted or refused.

use serde::{Deserialize, Serialize};

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// Being written.
    Draft,
    /// Sent after the deadline: kept, awaiting the secretary's decision.
    Late,
    /// Sent in time, awaiting the formal check.
    Submitted,
    /// Sent back to be completed before a deadline.
    SupplementRequested,
    /// Passed the formal check: it will be judged.
    Accepted,
    /// Not eligible, with the rule cited.
    Refused,
    /// Taken back by its authors.
    Withdrawn,
}

/// What happens to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryEvent {
    Submit,
    SubmitLate,
    AdmitLate,
    RequestSupplement,
    ReturnByUnit,
    Accept,
    Refuse,
    ReopenCheck,
    Withdraw,
}

/// The move is not possible from this state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an entry that is {from:?} cannot {event:?}")]
pub struct RefusedMove {
    pub from: EntryState,
    pub event: EntryEvent,
}

impl EntryState {
    /// Every state, in the order of an entry's life.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Late,
        Self::Submitted,
        Self::SupplementRequested,
        Self::Accepted,
        Self::Refused,
        Self::Withdrawn,
    ];

    /// The state after the event, or why the event is refused.
    pub fn next(self, event: EntryEvent) -> Result<Self, RefusedMove> {
        use EntryEvent as E;
        let next = match (self, event) {
            (Self::Draft | Self::SupplementRequested, E::Submit) => Self::Submitted,
            (Self::Draft | Self::SupplementRequested, E::SubmitLate) => Self::Late,
            (Self::Late, E::AdmitLate) => Self::Submitted,
            (Self::Submitted | Self::Late, E::RequestSupplement) => Self::SupplementRequested,
            (Self::Submitted, E::ReturnByUnit) => Self::SupplementRequested,
            (Self::Submitted, E::Accept) => Self::Accepted,
            (Self::Submitted | Self::Late | Self::SupplementRequested, E::Refuse) => Self::Refused,
            (Self::Accepted | Self::Refused, E::ReopenCheck) => Self::Submitted,
            (Self::Draft | Self::Late | Self::Submitted | Self::SupplementRequested | Self::Accepted, E::Withdraw) => {
                Self::Withdrawn
            }
            (from, event) => return Err(RefusedMove { from, event }),
        };
        Ok(next)
    }

    /// True while its authors may change it.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::SupplementRequested)
    }

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Late => "late",
            Self::Submitted => "submitted",
            Self::SupplementRequested => "supplement_requested",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// How an entry stands with the unit that must confirm it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitState {
    /// Nobody has been asked yet.
    NotAsked,
    /// The unit has it on its list.
    Waiting,
    /// The unit confirmed it.
    Confirmed,
    /// The unit returned it for correction.
    Returned,
}

impl UnitState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::NotAsked, Self::Waiting, Self::Confirmed, Self::Returned];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::Waiting => "waiting",
            Self::Confirmed => "confirmed",
            Self::Returned => "returned",
        }
    }

    /// The state of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntryEvent as E;
    use EntryState as S;

    #[test]
    fn every_move_of_an_entry() {
        let events = [
            E::Submit,
            E::SubmitLate,
            E::AdmitLate,
            E::RequestSupplement,
            E::ReturnByUnit,
            E::Accept,
            E::Refuse,
            E::ReopenCheck,
            E::Withdraw,
        ];
        #[rustfmt::skip]
        let table = [
            (S::Draft, [Some(S::Submitted), Some(S::Late), None, None, None, None, None, None, Some(S::Withdrawn)]),
            (S::Late, [None, None, Some(S::Submitted), Some(S::SupplementRequested), None, None, Some(S::Refused), None, Some(S::Withdrawn)]),
            (S::Submitted, [None, None, None, Some(S::SupplementRequested), Some(S::SupplementRequested), Some(S::Accepted), Some(S::Refused), None, Some(S::Withdrawn)]),
            (S::SupplementRequested, [Some(S::Submitted), Some(S::Late), None, None, None, None, Some(S::Refused), None, Some(S::Withdrawn)]),
            (S::Accepted, [None, None, None, None, None, None, None, Some(S::Submitted), Some(S::Withdrawn)]),
            (S::Refused, [None, None, None, None, None, None, None, Some(S::Submitted), None]),
            (S::Withdrawn, [None; 9]),
        ];
        assert_eq!(table.map(|(from, _)| from), S::ALL);
        for (from, expected) in table {
            let actual = events.map(|event| from.next(event).ok());
            assert_eq!(actual, expected, "{from:?}");
        }
    }

    #[test]
    fn stored_words_read_back() {
        for state in S::ALL {
            assert_eq!(S::from_code(state.code()), Some(state));
        }
        for state in UnitState::ALL {
            assert_eq!(UnitState::from_code(state.code()), Some(state));
        }
    }
}
