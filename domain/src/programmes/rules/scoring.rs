//! How score sheets are filled in, and how they become a ranking.

use serde::{Deserialize, Deserializer, Serialize};

use super::TieBreak;
use crate::numbers::Points;

/// A round decided by score sheets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    pub judges_per_entry: u32,
    /// Judges see no name, school or file name.
    pub blind: bool,
    pub rubric: Vec<Criterion>,
    /// Fewer valid sheets: the entry is listed without a rank.
    pub min_sheets: u32,
    pub combine: Combine,
    #[serde(default)]
    pub outlier: Outlier,
    #[serde(default)]
    pub ranking: RankingRules,
}

/// One criterion of a rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    pub code: String,
    pub name: String,
    #[serde(default)]
    pub guidance: String,
    /// Highest mark a judge may give.
    pub max: Points,
    /// Marks lie on the grid 0, step, 2 × step, …; without a step any decimal is a mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Points>,
    /// How many times its marks count.
    #[serde(default = "factor_one", deserialize_with = "factor_or_one", skip_serializing_if = "is_one")]
    pub factor: Points,
    #[serde(default)]
    pub bands: Vec<ScaleBand>,
}

/// A described stretch of a criterion's scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleBand {
    pub label: String,
    pub low: Points,
    pub high: Points,
    #[serde(default)]
    pub description: String,
}

/// How marks become one value.
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

/// How entries with equal totals are told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankingRules {
    /// Tried in order among entries with equal totals.
    #[serde(default)]
    pub tie_break: Vec<TieBreak>,
}

impl Scoring {
    /// The criterion with this code.
    pub fn criterion(&self, code: &str) -> Option<&Criterion> {
        self.rubric.iter().find(|criterion| criterion.code == code)
    }

    /// The most points a sheet can reach: the sum of its criteria, never a constant.
    pub fn max_points(&self) -> Points {
        Points::checked_sum(self.rubric.iter().map(|criterion| criterion.weighed(criterion.max)))
            .unwrap_or(Points::ZERO)
    }
}

impl Criterion {
    /// A plain criterion that counts once.
    pub fn new(code: &str, name: &str, max: Points, step: Option<Points>) -> Self {
        Self {
            code: code.to_owned(),
            name: name.to_owned(),
            guidance: String::new(),
            max,
            step,
            factor: Points::ONE,
            bands: vec![],
        }
    }

    /// Points as they count on a sheet: times the factor, for people rounded half up to 6 decimals. Rankings multiply exactly.
    pub fn weighed(&self, points: Points) -> Points {
        points.times(self.factor).unwrap_or(Points::ZERO)
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

fn factor_one() -> Points {
    Points::ONE
}

fn factor_or_one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Points, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or(Points::ONE))
}

fn is_one(factor: &Points) -> bool {
    *factor == Points::ONE
}
