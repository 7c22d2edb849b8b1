//! Why there is no assignment. The English lines are for the command line and the log.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One reason why there is no assignment. Counts are entries, judges or places; a place is one judge for one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AssignmentProblem {
    /// The number of judges per entry is zero.
    #[error("k is 0: every entry needs at least one judge")]
    NoJudgePerEntry,
    /// Fewer judges than every single entry needs.
    #[error("every entry needs {needed} different judges, but there are only {judges} judges in all")]
    TooFewJudges { judges: usize, needed: usize },
    /// The code stands twice in the list of entries.
    #[error("entry {entry} is listed twice")]
    EntryListedTwice { entry: String },
    /// The code stands twice in the list of judges.
    #[error("judge {judge} is listed twice")]
    JudgeListedTwice { judge: String },
    /// A part of the instance names an entry that is not in the list.
    #[error("{part} names entry {entry}, which is not in the list of entries")]
    UnknownEntry { entry: String, part: InstancePart },
    /// A part of the instance names a judge who is not in the list.
    #[error("{part} names judge {judge}, who is not in the list of judges")]
    UnknownJudge { judge: String, part: InstancePart },
    /// The pair is fixed and may not meet.
    #[error("entry {entry} and judge {judge} are fixed by must, but also have a conflict")]
    FixedPairInConflict { entry: String, judge: String },
    /// More judges are fixed for the entry than it gets.
    #[error("entry {entry} has {fixed} fixed judges, but gets only {needed}")]
    EntryFixedTooOften { entry: String, fixed: usize, needed: usize },
    /// More entries are fixed for the judge than the cap or the balance allows.
    #[error("judge {judge} has {fixed} fixed entries, but may judge at most {limit}")]
    JudgeFixedTooOften { judge: String, fixed: usize, limit: usize },
    /// Too few judges without a conflict for one entry.
    #[error("entry {entry} has only {eligible} eligible judges, needs {needed}: it is short by {}", needed - eligible)]
    EntryShortOfJudges { entry: String, eligible: usize, needed: usize },
    /// The cap forbids what the balance demands.
    #[error("judge {judge} has a cap of {cap} entries, but balanced loads give every judge at least {floor}")]
    CapBelowFloor { judge: String, cap: usize, floor: usize },
    /// All judges together may take fewer places than there are.
    #[error("all judges together may take {places} places, but {needed} are needed: short by {}", needed - places)]
    PlacesShort { places: usize, needed: usize },
    /// Conflicts drive these entries to the same judges, who may not take that many places.
    #[error(
        "{} need {needed} places with {}, who may take only {places}: short by {}",
        Codes("entry", "entries", entries), Codes("judge", "judges", judges), needed - places
    )]
    JudgesOverrun { entries: Vec<String>, judges: Vec<String>, needed: usize, places: usize },
    /// Conflicts and fixed pairs leave these judges less than the balance demands.
    #[error(
        "balanced loads give {} at least {floor} places, but conflicts and fixed pairs leave only {possible}: short by {}",
        Codes("judge", "judges", judges), floor - possible
    )]
    JudgesShortOfEntries { judges: Vec<String>, possible: usize, floor: usize },
}

/// The part of the instance in which a code stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum InstancePart {
    /// The most entries per judge.
    Caps,
    /// The pairs that may not meet.
    Conflicts,
    /// The fixed pairs.
    Must,
    /// The preferences.
    Prefs,
}

impl fmt::Display for InstancePart {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Caps => "caps",
            Self::Conflicts => "conflicts",
            Self::Must => "must",
            Self::Prefs => "prefs",
        })
    }
}

/// A noun with its codes; long lists are cut, the reader needs a hold and not the whole list.
struct Codes<'a>(&'static str, &'static str, &'a [String]);

impl fmt::Display for Codes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        const SHOWN: usize = 12;
        let Self(one, many, codes) = *self;
        let noun = if codes.len() == 1 { one } else { many };
        let shown = &codes[..codes.len().min(SHOWN)];
        write!(f, "{noun} {}", shown.join(", "))?;
        match codes.len() - shown.len() {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}
