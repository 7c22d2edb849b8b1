//! How score sheets become a ranking, as a rules document states it.

use serde::{Deserialize, Serialize};

use super::TieBreak;
use crate::numbers::Points;

/// The rules of one round. Read loosely, then checked whole by [`TabulationRules::problems`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TabulationRules {
    /// Version of the format; only 1 exists.
    #[serde(default = "version_one")]
    pub version: u32,
    #[serde(default)]
    pub title: String,
    /// Fewer valid sheets: the entry is listed without a rank.
    #[serde(default = "one_sheet")]
    pub min_sheets: u32,
    #[serde(rename = "criterion", default)]
    pub criteria: Vec<Criterion>,
    pub combine: Combine,
    #[serde(default)]
    pub outlier: Outlier,
    #[serde(default)]
    pub ranking: RankingRules,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    pub code: String,
    #[serde(default)]
    pub title: String,
    /// Highest mark a judge may give.
    pub max: Points,
    /// Marks lie on the grid 0, step, 2 × step, …; without a step any decimal is a mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Points>,
    #[serde(default = "factor_one")]
    pub factor: Points,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Combine {
    pub order: CombineOrder,
    pub method: Method,
    /// How many lowest marks a trimmed mean leaves out.
    #[serde(default)]
    pub trim_low: u32,
    #[serde(default)]
    pub trim_high: u32,
    /// Decimals of each combined value, half up; without it values stay exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<u32>,
    /// Decimals of each combined value after its factor, half up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_factored: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CombineOrder {
    /// The judges' marks are combined per criterion, then the criteria are added up, each times its factor.
    Criterion,
    /// Each judge's sheet is added up, then the sheets are combined.
    Sheet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Mean,
    Median,
    TrimmedMean,
}

/// What happens to a sheet far from the mean of all sheets of its entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlier {
    pub mode: OutlierMode,
    /// Limit in percent of the mean; exactly one of the two limits is given unless the mode is off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Points>,
    /// Limit in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutlierMode {
    #[default]
    Off,
    /// The sheet counts; people are alerted.
    Flag,
    /// The sheet is invalid. Measured once against the first mean; no second pass.
    DropOnce,
}

/// A sheet is an outlier when it deviates by more than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlierLimit {
    PercentOfMean(Points),
    Points(Points),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankingRules {
    /// Tried in order among entries with equal totals.
    #[serde(default)]
    pub tie_break: Vec<TieBreak>,
}

impl TabulationRules {
    pub fn criterion(&self, code: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.code == code)
    }
}

impl Outlier {
    /// `None` when nothing is measured.
    pub fn limit(&self) -> Option<OutlierLimit> {
        match (self.mode, self.percent, self.points) {
            (OutlierMode::Off, ..) => None,
            (_, Some(percent), _) => Some(OutlierLimit::PercentOfMean(percent)),
            (_, None, points) => points.map(OutlierLimit::Points),
        }
    }
}

fn version_one() -> u32 {
    1
}

fn one_sheet() -> u32 {
    1
}

fn factor_one() -> Points {
    Points::ONE
}
