//! One act on many entries: what will be done to each, and what will not and why, before anything is done.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::entries::state::EntryState;
use crate::ids::{BulkId, EntryId};
use crate::intake::checklist::LineSubject;

/// The most entries one act takes: a page of the list, so that it ends within a request.
pub const BULK_LIMIT: usize = 50;

/// How long people are told that an act on many entries can be undone.
pub const UNDO_SECONDS: i64 = 10;
/// How long it really can be: the page takes a while to arrive, and the answer too.
pub const UNDO_TIME: Duration = Duration::seconds(15);
/// Letters of the act wait longer than any undoing can come.
pub const LETTERS_WAIT: Duration = Duration::seconds(20);

/// What can be done to many entries at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkAct {
    /// The secretary accepts what is complete.
    Accept,
    /// The secretary reminds owners of a supplement, or units of a confirmation.
    Remind,
    /// The unit confirms.
    Confirm,
    /// The unit returns for correction, with one note for all.
    Return,
}

/// One entry of the selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkLine {
    pub id: EntryId,
    pub code: String,
    pub title: String,
    pub verdict: Verdict,
}

/// What becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It will be done, or was done.
    Done,
    /// It will not be done.
    Left(BulkRefusal),
}

/// Why an entry is left as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkRefusal {
    /// Its state does not allow the act.
    WrongState(EntryState),
    /// It was done before.
    AlreadyDone,
    /// Something is missing, or only a person can check it.
    Incomplete(Vec<LineSubject>),
    /// There is nothing to remind of.
    NothingToRemind,
    /// Nobody would read the letter.
    NobodyToRemind,
    /// A reminder went out less than a day ago.
    RemindedAt(#[serde(with = "time::serde::rfc3339")] OffsetDateTime),
    /// Somebody changed it after the act: undoing would take that back too.
    ChangedSince,
}

/// The selection after the question "what would happen?", or after the act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkOutcome {
    pub lines: Vec<BulkLine>,
    /// Selected beyond the limit: not looked at.
    pub beyond_limit: usize,
    /// Under which number the act can be undone for a while.
    pub undo: Option<BulkId>,
}

impl BulkAct {
    /// Every act.
    pub const ALL: [Self; 4] = [Self::Accept, Self::Remind, Self::Confirm, Self::Return];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Remind => "remind",
            Self::Confirm => "confirm",
            Self::Return => "return",
        }
    }

    /// The act of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

impl BulkOutcome {
    /// How many are or will be done.
    pub fn done(&self) -> usize {
        self.lines.iter().filter(|line| line.verdict == Verdict::Done).count()
    }

    /// The entries that will be done.
    pub fn ids(&self) -> Vec<EntryId> {
        let done = self.lines.iter().filter(|line| line.verdict == Verdict::Done);
        done.map(|line| line.id).collect()
    }

    /// The lines left as they are, with why.
    pub fn left(&self) -> impl Iterator<Item = (&BulkLine, &BulkRefusal)> {
        self.lines.iter().filter_map(|line| match &line.verdict {
            Verdict::Done => None,
            Verdict::Left(why) => Some((line, why)),
        })
    }
}
