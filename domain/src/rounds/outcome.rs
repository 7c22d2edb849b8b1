//! One outcome for each entry of a round. Written when the round closes; later acts add to them, and the newest counts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::numbers::Exact;
use crate::results::{PassOutcome, PassRule, Ranking, among_best, pass};

/// What a round decided about an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Into the next round; after the last one, onto the list.
    GoesOn,
    Ends,
    /// Equal entries stand across the line: people decide, with a reason.
    Undecided,
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// By the rule on who goes on, or because the round has none.
    Passes,
    BelowMinimum,
    BelowLine,
    TieAtLine,
    /// Too few sheets for a rank.
    Unranked,
    /// People settled a tie at the line.
    Settled,
    /// Withdrawn, or its formal check was taken back.
    Left,
    /// Back after it had left: what it had before holds again.
    Returned,
    /// In place of an entry that left before the next round opened.
    MovedUp,
}

/// The outcome of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// By code.
    pub entry: String,
    pub verdict: Verdict,
    pub why: Why,
    /// The rank and total it was decided by.
    pub rank: Option<usize>,
    pub total: Option<Exact>,
}

/// Why a tie is not settled like that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettleProblem {
    /// The entries that await a decision are no longer those on the page.
    Changed,
    ReasonMissing,
    ReasonTooLong,
}

/// Decides a round that closes. `entries` are all in it; those without a rank end, unless the round has no rule and another
/// follows: then everybody goes on.
pub fn decide<'a>(
    rule: Option<PassRule>,
    is_last: bool,
    entries: impl IntoIterator<Item = &'a str>,
    ranking: &Ranking,
) -> Vec<Outcome> {
    let ranked: BTreeMap<&str, (usize, &Exact, PassOutcome)> = match rule.filter(|_| !is_last) {
        Some(rule) => pass(rule, ranking)
            .into_iter()
            .map(|(place, outcome)| (place.entry.as_str(), (place.rank, &place.total, outcome)))
            .collect(),
        None => ranking
            .places
            .iter()
            .map(|place| (place.entry.as_str(), (place.rank, &place.total, PassOutcome::Passes)))
            .collect(),
    };
    let everybody = rule.is_none() && !is_last;
    let outcome = |entry: &str| match ranked.get(entry) {
        Some((rank, total, outcome)) => {
            let (verdict, why) = of_pass(*outcome);
            Outcome { entry: entry.to_owned(), verdict, why, rank: Some(*rank), total: Some((*total).clone()) }
        }
        None => {
            let (verdict, why) =
                if everybody { (Verdict::GoesOn, Why::Passes) } else { (Verdict::Ends, Why::Unranked) };
            Outcome { entry: entry.to_owned(), verdict, why, rank: None, total: None }
        }
    };
    entries.into_iter().map(outcome).collect()
}

fn of_pass(outcome: PassOutcome) -> (Verdict, Why) {
    match outcome {
        PassOutcome::Passes => (Verdict::GoesOn, Why::Passes),
        PassOutcome::BelowMinimum => (Verdict::Ends, Why::BelowMinimum),
        PassOutcome::BelowLine => (Verdict::Ends, Why::BelowLine),
        PassOutcome::TieAtLine => (Verdict::Undecided, Why::TieAtLine),
    }
}

/// The newest outcome of each entry, of all that were ever written, oldest first.
pub fn newest(written: impl IntoIterator<Item = Outcome>) -> BTreeMap<String, Outcome> {
    written.into_iter().map(|outcome| (outcome.entry.clone(), outcome)).collect()
}

/// Settles the tie at the line: those chosen go on, the other undecided ones end. `undecided` are those on the page that was
/// read: when others await a decision by now, nothing is settled.
pub fn settle(
    outcomes: &BTreeMap<String, Outcome>,
    undecided: &BTreeSet<String>,
    chosen: &BTreeSet<String>,
) -> Result<Vec<Outcome>, SettleProblem> {
    let open: BTreeSet<String> =
        outcomes.values().filter(|one| one.verdict == Verdict::Undecided).map(|one| one.entry.clone()).collect();
    if open.is_empty() || open != *undecided || !chosen.is_subset(&open) {
        return Err(SettleProblem::Changed);
    }
    let settled = |entry: &String| {
        let verdict = if chosen.contains(entry) { Verdict::GoesOn } else { Verdict::Ends };
        Outcome { verdict, why: Why::Settled, ..outcomes[entry].clone() }
    };
    Ok(open.iter().map(settled).collect())
}

/// Places under the line that nobody has yet; none where the rule counts no places.
pub fn free_places(rule: PassRule, outcomes: &BTreeMap<String, Outcome>) -> Option<usize> {
    let line = usize::try_from(line(rule, outcomes)?).unwrap_or(usize::MAX);
    let going = outcomes.values().filter(|one| one.verdict == Verdict::GoesOn).count();
    Some(line.saturating_sub(going))
}

/// How many go on by rank: a share is one of those ranked when the round closed, whoever left since.
fn line(rule: PassRule, outcomes: &BTreeMap<String, Outcome>) -> Option<u64> {
    let ranked = outcomes.values().filter(|one| one.rank.is_some()).count() as u64;
    match rule {
        PassRule::MinMean { .. } => None,
        PassRule::TopN { n } => Some(n),
        PassRule::TopShare { share } | PassRule::TopShareOrMinMean { share, .. } => Some(share.floor_of(ranked)),
    }
}

/// Who moves up once entries have left: the line is drawn again among those who are still there. Whoever goes on already
/// stays; equal entries across the new line become undecided. Only what changes is returned.
pub fn move_up(rule: PassRule, outcomes: &BTreeMap<String, Outcome>) -> Vec<Outcome> {
    let Some(line) = line(rule, outcomes) else {
        return Vec::new();
    };
    let there = |one: &&Outcome| one.why != Why::Left && one.rank.is_some();
    let ranks: Vec<usize> = outcomes.values().filter(there).filter_map(|one| one.rank).collect();
    let moved = |one: &Outcome| {
        let rank = one.rank?;
        let before = ranks.iter().filter(|other| **other < rank).count() as u64;
        let equal = ranks.iter().filter(|other| **other == rank).count() as u64;
        let (verdict, why) = match among_best(line, before, equal) {
            PassOutcome::Passes => (Verdict::GoesOn, Why::MovedUp),
            PassOutcome::TieAtLine => (Verdict::Undecided, Why::TieAtLine),
            PassOutcome::BelowLine | PassOutcome::BelowMinimum => return None,
        };
        let rises = match one.verdict {
            Verdict::GoesOn => false,
            Verdict::Undecided => verdict == Verdict::GoesOn,
            Verdict::Ends => true,
        };
        rises.then(|| Outcome { verdict, why, ..one.clone() })
    };
    outcomes.values().filter(there).filter_map(moved).collect()
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::GoesOn, Self::Ends, Self::Undecided];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::GoesOn => "goes_on",
            Self::Ends => "ends",
            Self::Undecided => "undecided",
        }
    }

    /// The verdict of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Passes,
        Self::BelowMinimum,
        Self::BelowLine,
        Self::TieAtLine,
        Self::Unranked,
        Self::Settled,
        Self::Left,
        Self::Returned,
        Self::MovedUp,
    ];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Passes => "passes",
            Self::BelowMinimum => "below_minimum",
            Self::BelowLine => "below_line",
            Self::TieAtLine => "tie_at_line",
            Self::Unranked => "unranked",
            Self::Settled => "settled",
            Self::Left => "left",
            Self::Returned => "returned",
            Self::MovedUp => "moved_up",
        }
    }

    /// The reason of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}
