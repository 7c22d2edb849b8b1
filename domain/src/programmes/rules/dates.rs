//! When everything happens.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

/// The dates of an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub opens_at: Option<OffsetDateTime>,
    /// The deadline for entries; later ones are kept as late.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub closes_at: Option<OffsetDateTime>,
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub judged_by: Option<OffsetDateTime>,
    /// Planned days, by a word such as `preliminary` or `ceremony`.
    #[serde(default)]
    pub milestones: Vec<Milestone>,
}

/// A planned day people read about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    pub label: String,
    #[serde(with = "crate::calendar::iso_date")]
    pub day: Date,
}
