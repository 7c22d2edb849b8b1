//! What the allocation of prizes starts from and what it answers, with the reason for every entry.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::numbers::Exact;

/// A ranked entry. Equal ranks mean equal in everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub entry: String,
    pub rank: usize,
    pub total: Exact,
    pub field: String,
    pub group: Option<String>,
}

/// Who of a tie at a cap line gets the level, as people decided. Those not chosen fall to the next level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieDecision {
    pub prize: String,
    /// Not more than there are places; places may be left empty.
    pub chosen: BTreeSet<String>,
    /// The tied entries the decision was about: it lapses when they are no longer the same.
    pub among: BTreeSet<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// By rank, then entry code.
    pub awards: Vec<Award>,
    /// Every level and pool that was looked at, in the order of the table.
    pub levels: Vec<LevelUse>,
    /// Decisions people still have to take; while there are any, awards that depend on them are open.
    pub open_ties: Vec<TieAtCap>,
}

/// What one entry gets, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    pub entry: String,
    /// `None`: no prize, or still open.
    pub prize: Option<String>,
    /// Levels from the highest down, until one was given or is open.
    pub levels: Vec<Level>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    pub prize: String,
    pub tried: Tried,
}

/// What happened to an entry at one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tried {
    Given,
    BelowBand,
    /// Above the top of the highest band: the table does not foresee such a total.
    AboveHighestBand,
    CapFull,
    /// People left the level empty.
    Withheld,
    /// People chose others of the same tie.
    NotChosen,
    /// Open: one of the [ties](Allocation::open_ties).
    TieUndecided,
    /// Open: depends on a tie further up.
    AwaitsTie,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelUse {
    pub prize: String,
    /// Field or group; empty for the whole edition.
    pub pool: String,
    pub given: u32,
    pub cap: Option<u32>,
    /// People left it empty.
    pub withheld: bool,
}

/// More equal entries than places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieAtCap {
    pub prize: String,
    pub pool: String,
    pub places: u32,
    pub entries: BTreeSet<String>,
}
