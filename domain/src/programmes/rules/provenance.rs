//! Where the values of the rules come from.

use serde::{Deserialize, Serialize};

/// Where a value comes from: shown to the secretary beside it, never to entrants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    pub sureness: Sureness,
    /// Codes of sources, such as `C12`.
    #[serde(default)]
    pub sources: Vec<String>,
    #[serde(default)]
    pub note: String,
}

/// How sure a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sureness {
    /// Stated by a source.
    Sourced,
    /// Proposed: the secretary should confirm it.
    Proposed,
    /// Set by the secretary.
    Confirmed,
}
