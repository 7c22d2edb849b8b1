//! How far a letter is, and how long to wait after a failure.

use serde::{Deserialize, Serialize};
use time::Duration;

/// How far a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// Waits for its turn, or for the next attempt.
    Queued,
    /// Handed to the mail server right now.
    Sending,
    Sent,
    /// Written to a file, because no mail server is set.
    Kept,
    /// Given up after the last attempt.
    Failed,
    /// Held back by a person.
    Held,
}

impl MailState {
    /// Every state, in the order in which people see them.
    pub const ALL: [Self; 6] = [Self::Queued, Self::Sending, Self::Sent, Self::Kept, Self::Failed, Self::Held];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Kept => "kept",
            Self::Failed => "failed",
            Self::Held => "held",
        }
    }

    /// The state of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// True when a person may put it back into the queue.
    pub fn may_retry(self) -> bool {
        matches!(self, Self::Failed | Self::Held | Self::Kept)
    }

    /// True when a person may hold it back.
    pub fn may_hold(self) -> bool {
        matches!(self, Self::Queued | Self::Failed)
    }
}

/// A letter is given up after this many attempts.
pub const MAX_ATTEMPTS: i32 = 8;

/// How long to wait after the `attempts`-th failure; nothing when it was the last.
pub fn retry_after(attempts: i32) -> Option<Duration> {
    let wait = match attempts {
        ..=1 => Duration::minutes(1),
        2 => Duration::minutes(5),
        3 => Duration::minutes(30),
        4 => Duration::hours(2),
        5 => Duration::hours(6),
        6 => Duration::hours(12),
        7 => Duration::hours(24),
        _ => return None,
    };
    Some(wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_ends_with_the_last_attempt() {
        let waits: Vec<_> = (1..=MAX_ATTEMPTS).map(retry_after).collect();
        assert!(waits[..7].is_sorted());
        assert!(waits[..7].iter().all(Option::is_some));
        assert_eq!(waits[7], None);
    }

    #[test]
    fn what_was_sent_is_neither_sent_again_nor_held() {
        for state in [MailState::Sent, MailState::Sending] {
            assert!(!state.may_retry() && !state.may_hold(), "{state:?}");
        }
    }
}
