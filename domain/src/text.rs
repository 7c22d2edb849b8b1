//! Text at the door: normal form, folding for search, Vietnamese order of names.

use serde::{Deserialize, Serialize};

/// A language of the portal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    /// The code for `lang` attributes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// Placeholder until the text branch lands.
pub fn clean_text(text: &str) -> String {
    text.to_owned()
}
