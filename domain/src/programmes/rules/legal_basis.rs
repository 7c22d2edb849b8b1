//! The texts a programme rests on, as a decision or the public rules cite them.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::calendar::iso_date;

/// One text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    pub code: String,
    /// What is printed after *Căn cứ*: kind, number, day, who issued it and on what.
    pub name: String,
    pub kind: BasisKind,
    pub rank: BasisRank,
    #[serde(default, with = "iso_date::option")]
    pub valid_from: Option<Date>,
    /// The first day it no longer applies; none: no end is known.
    #[serde(default, with = "iso_date::option")]
    pub valid_to: Option<Date>,
    /// False while something is to be filled in: it is not printed.
    #[serde(default)]
    pub complete: bool,
}

/// What a text gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasisKind {
    /// The right to decide.
    Competence,
    /// What is decided by.
    Content,
}

/// Where a text stands among others, from the highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasisRank {
    Law,
    Decree,
    PrimeMinister,
    Circular,
    Province,
    Other,
}

/// Those that can be printed, in their order on paper: competence first, each by rank.
pub fn printed(bases: &[LegalBasis]) -> Vec<&LegalBasis> {
    let mut printed: Vec<&LegalBasis> = bases.iter().filter(|basis| basis.complete).collect();
    printed.sort_by_key(|basis| (basis.kind, basis.rank));
    printed
}
