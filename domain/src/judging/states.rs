//! The states of a round and of a judge's sheet.

use serde::{Deserialize, Serialize};

/// Where a round stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// Panels and assignments are being made.
    #[default]
    Preparing,
    /// Judges score.
    Scoring,
    /// No mark changes any more.
    Locked,
}

impl RoundState {
    /// Every state, in order.
    pub const ALL: [Self; 3] = [Self::Preparing, Self::Scoring, Self::Locked];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Scoring => "scoring",
            Self::Locked => "locked",
        }
    }

    /// The state of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Where a judge's work on one entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetState {
    /// Assigned, nothing marked yet.
    Assigned,
    /// Some marks are saved.
    Draft,
    /// Signed: final unless reopened.
    Signed,
    /// The judge does not score this entry, with a reason.
    Recused,
}

impl SheetState {
    /// Every state, in order.
    pub const ALL: [Self; 4] = [Self::Assigned, Self::Draft, Self::Signed, Self::Recused];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Draft => "draft",
            Self::Signed => "signed",
            Self::Recused => "recused",
        }
    }

    /// The state of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}
