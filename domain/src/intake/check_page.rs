//! Everything a secretary sees of one entry while checking it.

use time::{Date, OffsetDateTime};

use crate::consent::{Consent, Standing, Subject};
use crate::entries::shown_names::ShownName;
use crate::entries::state::{EntryState, UnitState};
use crate::ids::{AttachmentId, AuthorId, EntryId};
use crate::intake::checklist::{CheckItem, CheckLine};
use crate::ledger::HistoryLine;
use crate::numbers::Share;
use crate::programmes::edition::Edition;

/// One entry on the secretary's desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryForCheck {
    pub edition: Edition,
    pub head: EntryHead,
    pub authors: Vec<CheckedAuthor>,
    pub instructors: Vec<String>,
    /// Question and answer, in the order of the form.
    pub answers: Vec<(String, Answer)>,
    pub files: Vec<CheckedFile>,
    pub lines: Vec<CheckLine>,
    /// Names that blind judges would read; none when no round is blind.
    pub shown_names: Option<Vec<ShownName>>,
    /// The ticks of the last check.
    pub ticks: Vec<CheckItem>,
    pub confirmations: Vec<Confirmation>,
    pub checks: Vec<FormalCheck>,
    pub notes: Vec<StaffNote>,
    pub versions: Vec<Version>,
    pub history: Vec<HistoryLine>,
    /// The next entry that waits for a check.
    pub next: Option<EntryId>,
}

/// What identifies an entry and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryHead {
    pub id: EntryId,
    pub code: String,
    pub title: String,
    pub field: Option<String>,
    pub group: Option<String>,
    pub state: EntryState,
    pub unit_state: UnitState,
    pub unit: Option<String>,
    pub owner: String,
    pub submitted_at: Option<OffsetDateTime>,
    pub state_since: OffsetDateTime,
    /// Until when a supplement that was asked for may come.
    pub supplement_due: Option<OffsetDateTime>,
    pub state_reason: Option<String>,
}

/// An author, as far as the check needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedAuthor {
    pub name: String,
    pub school: Option<String>,
    pub class_name: Option<String>,
    pub share: Option<Share>,
    pub is_representative: bool,
    pub age: AgeCheck,
    /// Shown to the secretary only; none for a unit officer.
    pub birth_date: Option<Date>,
    pub id: AuthorId,
    /// What is needed and what is there.
    pub standing: Standing,
    /// The answers that stand.
    pub answers: Vec<Consent>,
    /// The guardian named in the entry.
    pub guardian: String,
}

impl CheckedAuthor {
    /// The answer of this person that stands.
    pub fn said(&self, subject: Subject) -> Option<&Consent> {
        self.answers.iter().find(|answer| answer.subject == subject)
    }
}

/// Whether an author's age fits the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeCheck {
    /// The rules set no ages.
    NotAsked,
    Fits,
    /// Younger than the window, where younger ones are welcome.
    YoungerWelcome,
    TooOld {
        born_from: Date,
    },
    TooYoung {
        born_to: Date,
    },
    Unknown,
}

/// An answer of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Text(String),
    /// A declaration that was ticked.
    Ticked,
}

/// A file of the entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedFile {
    pub id: AttachmentId,
    pub item_code: String,
    pub item: String,
    pub author: Option<String>,
    pub file_name: String,
    pub size: u64,
    pub sha256: String,
    /// Blind judges are to see it, as far as it can be shown.
    pub for_blind_judges: bool,
}

/// What a unit said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    pub unit: String,
    pub state: UnitState,
    pub officer: String,
    pub note: String,
    pub at: OffsetDateTime,
}

/// One formal check of the past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormalCheck {
    pub outcome: CheckOutcome,
    pub officer: String,
    pub items: Vec<CheckItem>,
    pub reason: String,
    pub citation: Option<String>,
    pub deadline: Option<OffsetDateTime>,
    pub at: OffsetDateTime,
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckOutcome {
    /// Only looked at: the ticks are kept for whoever goes on.
    Noted,
    SupplementRequested,
    Accepted,
    Refused,
    Reopened,
    AdmittedLate,
}

impl CheckOutcome {
    /// Every outcome.
    pub const ALL: [Self; 6] =
        [Self::Noted, Self::SupplementRequested, Self::Accepted, Self::Refused, Self::Reopened, Self::AdmittedLate];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Noted => "noted",
            Self::SupplementRequested => "supplement_requested",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Reopened => "reopened",
            Self::AdmittedLate => "admitted_late",
        }
    }

    /// The outcome of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// A remark among staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffNote {
    pub by: String,
    pub body: String,
    pub at: OffsetDateTime,
}

/// One sent version of the entry, with its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub receipt: String,
    pub content_hash: String,
    pub rules_version: i32,
    pub at: OffsetDateTime,
}
