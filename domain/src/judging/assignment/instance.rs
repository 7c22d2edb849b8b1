//! What is asked for, as people write it: codes, pairs and preferences.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::unique_keys::{unique_keys, unique_keys_twice};
use crate::text::clean_code;

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

/// A key that stands twice once its spelling is cleaned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is given twice")]
pub struct CodeGivenTwice(pub String);

impl Instance {
    /// The same question with every code in NFC: a code written in two normal forms is one code everywhere.
    pub fn with_clean_codes(self) -> Result<Self, CodeGivenTwice> {
        let list = |codes: Vec<String>| codes.iter().map(|code| clean_code(code)).collect();
        let pairs = |pairs: Vec<(String, String)>| {
            let clean = |(entry, judge): &(String, String)| (clean_code(entry), clean_code(judge));
            pairs.iter().map(clean).collect()
        };
        let prefs = self.prefs.into_iter();
        let prefs = prefs.map(|(entry, of_judges)| Ok((entry, clean_keys(of_judges)?)));
        Ok(Self {
            entries: list(self.entries),
            judges: list(self.judges),
            caps: clean_keys(self.caps)?,
            conflicts: pairs(self.conflicts),
            must: pairs(self.must),
            prefs: clean_keys(prefs.collect::<Result<_, _>>()?)?,
            ..Self { name: self.name, k: self.k, balanced: self.balanced, why: self.why, ..Self::default() }
        })
    }
}

fn clean_keys<V>(map: BTreeMap<String, V>) -> Result<BTreeMap<String, V>, CodeGivenTwice> {
    let mut clean = BTreeMap::new();
    for (code, value) in map {
        let code = clean_code(&code);
        if clean.insert(code.clone(), value).is_some() {
            return Err(CodeGivenTwice(code));
        }
    }
    Ok(clean)
}
