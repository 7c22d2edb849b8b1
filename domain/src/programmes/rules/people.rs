//! Who may enter, and with whom.

use serde::{Deserialize, Serialize};

use crate::calendar::BirthWindow;

/// Who may enter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    /// Authors are born between the two dates, both included; none: no age limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_window: Option<BirthWindow>,
    /// Younger authors are welcome: the later date only warns.
    pub younger_welcome: bool,
    /// How many entries one person may be an author of.
    pub entries_per_author: Option<u32>,
    /// Authors study or live in the province; asked as a box to tick.
    pub in_province: bool,
    /// The article of the rules to cite when the age is refused.
    #[serde(default)]
    pub article: String,
}

/// How authors team up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamRule {
    pub min: u32,
    pub max: u32,
    /// Authors state shares that total exactly 100 %.
    pub shares: bool,
    pub same_school: bool,
    pub instructors_max: u32,
    /// A unit (school, agency, locality) confirms the entry.
    pub unit_confirms: bool,
}
