//! What is asked for, as people write it: codes, pairs and preferences.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::unique_keys::{unique_keys, unique_keys_twice};

/// One question: which judges for which entries. An unknown field is refused, so that a misspelt `conflicts` cannot be
/// overlooked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instance {
    /// A name for people; it changes nothing.
    #[serde(default)]
    pub name: String,
    /// Judges per entry.
    pub k: u32,
    /// Codes of the entries.
    pub entries: Vec<String>,
    /// Codes of the judges.
    pub judges: Vec<String>,
    /// Most entries per judge; a judge who is absent has no cap.
    #[serde(default, deserialize_with = "unique_keys")]
    pub caps: BTreeMap<String, u32>,
    /// Whether loads may differ by at most one entry.
    pub balanced: bool,
    /// Pairs (entry, judge) that may not meet.
    #[serde(default)]
    pub conflicts: Vec<(String, String)>,
    /// Pairs (entry, judge) that are fixed, for example because the sheet is signed.
    #[serde(default)]
    pub must: Vec<(String, String)>,
    /// Entry → judge → preference in points; may be negative, an absent pair counts 0.
    #[serde(default, deserialize_with = "unique_keys_twice")]
    pub prefs: BTreeMap<String, BTreeMap<String, i64>>,
    /// In published instances without an answer: the reason in words; it changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}
