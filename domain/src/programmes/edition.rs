//! The life of an edition.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::ids::{EditionId, ProgrammeId};
use crate::people::actor::Subject;
use crate::programmes::deadline::{Deadlines, EffectiveDeadline, Whose, effective_deadline};
use crate::text::Lang;

/// One run of a programme, without its rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    pub id: EditionId,
    pub programme: ProgrammeId,
    /// The word in its addresses.
    pub slug: String,
    pub name_vi: String,
    pub name_en: String,
    pub ordinal: i32,
    pub year: i32,
    /// What entry codes start with, such as `TTN-2027`.
    pub code_prefix: String,
    pub state: EditionState,
    /// The version of the rules in force.
    pub version: i32,
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub opens_at: Option<OffsetDateTime>,
    pub deadlines: Deadlines,
}

impl Edition {
    /// The name in a language; without an English one, the Vietnamese.
    pub fn name(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.name_en.is_empty() { &self.name_en } else { &self.name_vi }
    }

    /// The deadline that holds for everybody, and is said in public.
    pub fn deadline(&self) -> EffectiveDeadline {
        self.deadline_of(Whose::Everybody)
    }

    /// The deadline that counts for one of those it may have been extended for.
    pub fn deadline_of(&self, whose: Whose) -> EffectiveDeadline {
        effective_deadline(&self.deadlines, whose)
    }

    /// True when entries can be begun now: intake is open, begun, and not over for everybody.
    pub fn takes_new_entries(&self, now: OffsetDateTime) -> bool {
        let begun = self.opens_at.is_none_or(|opens| opens <= now);
        self.state == EditionState::Open && begun && !self.deadline_of(Whose::NewEntry).is_over(now)
    }

    /// What permissions on the edition depend on.
    pub fn subject(&self) -> Subject {
        Subject { edition: Some(self.id), ..Subject::default() }
    }
}

/// Where an edition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditionState {
    /// The rules are being written; nobody but staff sees it.
    Draft,
    /// The rules are frozen; entries are received until the deadline.
    Open,
    /// Intake has ended; rounds are judged and ranked.
    Judging,
    /// The provisional list is public, for feedback.
    Noticed,
    /// The decision is signed and the winners are public.
    Published,
}

/// What happens to an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditionEvent {
    Open,
    StartJudging,
    ReopenIntake,
    GiveNotice,
    WithdrawNotice,
    Publish,
}

/// The move is not possible from this state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an edition that is {from:?} cannot {event:?}")]
pub struct RefusedMove {
    pub from: EditionState,
    pub event: EditionEvent,
}

impl EditionState {
    /// Every state, in order.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Open, Self::Judging, Self::Noticed, Self::Published];

    /// The state after the event, or why the event is refused.
    pub fn next(self, event: EditionEvent) -> Result<Self, RefusedMove> {
        use EditionEvent as E;
        match (self, event) {
            (Self::Draft, E::Open) => Ok(Self::Open),
            (Self::Open, E::StartJudging) => Ok(Self::Judging),
            (Self::Judging, E::ReopenIntake) => Ok(Self::Open),
            (Self::Judging, E::GiveNotice) => Ok(Self::Noticed),
            (Self::Noticed, E::WithdrawNotice) => Ok(Self::Judging),
            (Self::Noticed, E::Publish) => Ok(Self::Published),
            (from, event) => Err(RefusedMove { from, event }),
        }
    }

    /// True once visitors may see the edition.
    pub fn is_public(self) -> bool {
        self != Self::Draft
    }

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Judging => "judging",
            Self::Noticed => "noticed",
            Self::Published => "published",
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
    use EditionEvent as E;
    use EditionState as S;

    #[test]
    fn every_move_of_an_edition() {
        let events = [E::Open, E::StartJudging, E::ReopenIntake, E::GiveNotice, E::WithdrawNotice, E::Publish];
        let table = [
            (S::Draft, [Some(S::Open), None, None, None, None, None]),
            (S::Open, [None, Some(S::Judging), None, None, None, None]),
            (S::Judging, [None, None, Some(S::Open), Some(S::Noticed), None, None]),
            (S::Noticed, [None, None, None, None, Some(S::Judging), Some(S::Published)]),
            (S::Published, [None; 6]),
        ];
        for (from, expected) in table {
            assert_eq!(events.map(|event| from.next(event).ok()), expected, "{from:?}");
        }
    }
}
