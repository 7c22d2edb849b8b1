//! How one entry's total came about: every number a page needs to show it.

use serde::{Deserialize, Serialize};

use super::Spread;
use crate::numbers::{Exact, Points};

/// One entry, from the sheets to the total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryResult {
    pub entry: String,
    /// By judge code.
    pub sheets: Vec<Sheet>,
    /// Mean of all complete sheets, which deviations are measured against. `None` without a complete sheet.
    pub first_mean: Option<Exact>,
    /// In the order of the rules. With `order = "sheet"` they inform and break ties, but are not what the total is made of.
    pub criteria: Vec<CriterionResult>,
    /// With `order = "sheet"`: how the sheets were combined into the total.
    pub sheet_combination: Option<Combination>,
    /// `None` when it cannot be computed; `unranked` says why.
    pub total: Option<Exact>,
    /// Why the entry has no rank; empty when it has one.
    pub unranked: Vec<Unranked>,
    /// Over the complete sheets that count.
    pub spread: Option<Spread>,
}

/// What one judge gave one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub judge: String,
    /// Marks times factors, added up; `None` when a mark is missing, because a missing mark is not a zero.
    pub total: Option<Exact>,
    /// Criteria without a mark, in the order of the rules.
    pub missing: Vec<String>,
    pub state: SheetState,
    /// From the first mean; `None` for an incomplete sheet or without an outlier rule.
    pub deviation: Option<Deviation>,
    /// Beyond the outlier limit.
    pub flagged: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetState {
    Used,
    /// Left out by the outlier rule.
    Dropped,
    /// Left out because whole sheets are combined and a mark is missing.
    Incomplete,
}

/// Distance of a sheet from the first mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deviation {
    /// Sheet minus mean, in points.
    pub points: Exact,
    /// Distance in percent of the mean, never negative; `None` when the mean is zero.
    pub percent: Option<Exact>,
}

/// One criterion of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionResult {
    pub code: String,
    pub combination: Combination,
    pub factor: Points,
    /// Combined value times factor, before rounding.
    pub factored_exact: Option<Exact>,
    /// The same, rounded if the rules say so; this is what is added up.
    pub factored: Option<Exact>,
}

/// Several values made one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Combination {
    /// From the lowest to the highest, equal values by judge code.
    pub marks: Vec<CountedMark>,
    /// Of the kept values.
    pub sum: Exact,
    pub kept: usize,
    /// Sum divided by how many were kept; `None` when nothing was.
    pub exact: Option<Exact>,
    /// Rounded if the rules say so, else the exact value.
    pub value: Option<Exact>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedMark {
    pub judge: String,
    pub value: Exact,
    pub treatment: Treatment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    Kept,
    TrimmedLow,
    TrimmedHigh,
    /// Not in the middle, under a median.
    OffMedian,
    /// Its whole sheet does not count.
    SheetLeftOut,
}

/// Why an entry has no rank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Unranked {
    #[error("{valid} valid sheets, {needed} needed")]
    TooFewSheets { valid: usize, needed: u32 },
    #[error("{criterion}: no mark left to combine")]
    NothingToCombine { criterion: String },
    #[error("no sheet left to combine")]
    NoSheetsToCombine,
}

impl EntryResult {
    pub fn criterion(&self, code: &str) -> Option<&CriterionResult> {
        self.criteria.iter().find(|criterion| criterion.code == code)
    }

    pub fn sheet(&self, judge: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.judge == judge)
    }

    /// Sheets the result rests on.
    pub fn valid_sheets(&self) -> usize {
        self.sheets.iter().filter(|sheet| sheet.state == SheetState::Used).count()
    }
}
