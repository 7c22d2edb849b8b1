//! How score sheets become a ranking, as a rules document states it.

use serde::{Deserialize, Serialize};

use crate::numbers::Points;
use crate::programmes::rules::{Combine, Criterion, Outlier, RankingRules, Scoring};

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
    #[serde(rename = "criterion", default, with = "rows")]
    pub criteria: Vec<Criterion>,
    pub combine: Combine,
    #[serde(default)]
    pub outlier: Outlier,
    #[serde(default)]
    pub ranking: RankingRules,
}

impl TabulationRules {
    /// The rules of a round under this title.
    pub fn of(title: &str, scoring: &Scoring) -> Self {
        Self {
            version: 1,
            title: title.to_owned(),
            min_sheets: scoring.min_sheets,
            criteria: scoring.rubric.clone(),
            combine: scoring.combine.clone(),
            outlier: scoring.outlier.clone(),
            ranking: scoring.ranking.clone(),
        }
    }

    pub fn criterion(&self, code: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.code == code)
    }
}

fn version_one() -> u32 {
    1
}

fn one_sheet() -> u32 {
    1
}

/// Criteria as the file format writes them: what only judges read stays out.
mod rows {
    use serde::{Deserializer, Serializer};

    use super::*;

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        code: String,
        #[serde(default)]
        title: String,
        max: Points,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<Points>,
        #[serde(default)]
        factor: Option<Points>,
    }

    pub fn serialize<S: Serializer>(criteria: &[Criterion], serializer: S) -> Result<S::Ok, S::Error> {
        let row = |criterion: &Criterion| Row {
            code: criterion.code.clone(),
            title: criterion.name.clone(),
            max: criterion.max,
            step: criterion.step,
            factor: Some(criterion.factor),
        };
        serializer.collect_seq(criteria.iter().map(row))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Criterion>, D::Error> {
        let criterion = |row: Row| Criterion {
            factor: row.factor.unwrap_or(Points::ONE),
            ..Criterion::new(&row.code, &row.title, row.max, row.step)
        };
        Ok(Vec::<Row>::deserialize(deserializer)?.into_iter().map(criterion).collect())
    }
}
