//! Text at the door: normal form, folding for search, Vietnamese order of names, and the small notations people write.

mod clean;
mod code;
mod contact;
mod damage;
mod email;
mod fold;
mod folded_code;
mod local_path;
mod names;
mod quantities;
mod roman;
mod search;

pub use clean::{clean_line, clean_text};
pub use code::{Code, CodeProblem};
pub use contact::{PhoneProblem, check_phone, format_phone, international_phone};
pub use damage::looks_damaged;
pub use email::{EmailAddress, EmailProblem};
pub use fold::{Match, find_match, fold, is_name_of, matches, slug};
pub use folded_code::{AlikeCodes, alike_codes, clean_code, code_as_issued, folded_code, nfc};
pub use local_path::{is_local, local_or_home};
pub use names::{NameKey, compare_names, compare_words, given_name};
pub use quantities::{format_file_size, format_int, format_money, format_percent};
pub use roman::{format_roman, parse_roman};
pub use search::search_words;

use serde::{Deserialize, Serialize};

/// A language of the portal; Vietnamese comes first and fills every gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    /// The code for `lang="…"` and for addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language a code names; Vietnamese where it names none of ours.
    pub fn of_code(code: &str) -> Self {
        if code == Self::En.code() { Self::En } else { Self::Vi }
    }
}
