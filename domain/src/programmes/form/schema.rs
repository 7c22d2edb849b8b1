//! What parts a section of the rules can have.

use serde::{Deserialize, Serialize};

use super::sections;

/// One page of the rules editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulesSection {
    Dates,
    Fields,
    Eligibility,
    Questions,
    Dossier,
    Rounds,
    Combination,
    Prizes,
    Notice,
    LegalBases,
    Prose,
}

/// How a value is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Line,
    Area,
    /// One item a line.
    Lines,
    /// Tie-breaks, one a line; a bare word is a criterion.
    TieBreaks,
    /// Words separated by commas.
    Words,
    Whole {
        max: u64,
    },
    Money,
    Points,
    Share,
    Tick,
    Choice(&'static [&'static str]),
    Checks(&'static [&'static str]),
    Date,
    Instant,
}

/// One value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    pub key: &'static str,
    pub kind: Kind,
    pub required: bool,
}

/// A part of a section.
#[derive(Clone, Copy, Debug)]
pub enum Node {
    Value(Spec),
    /// Values that belong together; an optional group is absent when all of it is empty.
    Group {
        key: &'static str,
        nodes: &'static [Node],
        optional: bool,
    },
    /// A group whose kind decides which of its parts are needed; without a kind it is absent. A single kind is not asked.
    Variant {
        key: &'static str,
        kinds: &'static [&'static str],
        needs: fn(&str) -> &'static [&'static str],
        nodes: &'static [Node],
        optional: bool,
    },
    /// Rows. Coded rows keep their code for ever; fixed rows are neither added nor removed here.
    List {
        key: &'static str,
        nodes: &'static [Node],
        coded: bool,
        fixed: bool,
    },
}

impl Node {
    /// The key of this part in what holds it.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Value(spec) => spec.key,
            Self::Group { key, .. } | Self::Variant { key, .. } | Self::List { key, .. } => key,
        }
    }
}

impl RulesSection {
    /// Every section, in the order in which rules are written.
    pub const ALL: [Self; 11] = [
        Self::Dates,
        Self::Fields,
        Self::Eligibility,
        Self::Questions,
        Self::Dossier,
        Self::Rounds,
        Self::Combination,
        Self::Prizes,
        Self::Notice,
        Self::LegalBases,
        Self::Prose,
    ];

    /// What stands in it.
    pub fn nodes(self) -> &'static [Node] {
        match self {
            Self::Dates => sections::DATES,
            Self::Fields => sections::FIELDS,
            Self::Eligibility => sections::ELIGIBILITY,
            Self::Questions => sections::QUESTIONS,
            Self::Dossier => sections::DOSSIER,
            Self::Rounds => sections::ROUNDS,
            Self::Combination => sections::COMBINATION,
            Self::Prizes => sections::PRIZES,
            Self::Notice => sections::NOTICE,
            Self::LegalBases => sections::LEGAL_BASES,
            Self::Prose => sections::PROSE,
        }
    }

    /// The word in its address.
    pub fn address(self) -> &'static str {
        match self {
            Self::Dates => "thoi-gian",
            Self::Fields => "linh-vuc",
            Self::Eligibility => "doi-tuong",
            Self::Questions => "cau-hoi",
            Self::Dossier => "ho-so",
            Self::Rounds => "vong-cham",
            Self::Combination => "tinh-diem",
            Self::Prizes => "giai-thuong",
            Self::Notice => "cong-khai",
            Self::LegalBases => "can-cu",
            Self::Prose => "loi-van",
        }
    }

    /// The section of an address word.
    pub fn from_address(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.address() == word)
    }

    /// The section in which the value at this path (of a value or of its mark) is edited.
    pub fn of_path(path: &str) -> Option<Self> {
        let mut steps = path.split('.');
        let section = match steps.next()? {
            "dates" => Self::Dates,
            "work_word" | "fields" | "groups" => Self::Fields,
            "eligibility" | "team" => Self::Eligibility,
            "questions" => Self::Questions,
            "dossier" => Self::Dossier,
            "rounds" => match (steps.nth(1), steps.next()) {
                (Some("pass" | "moves_up"), _) | (_, Some("combine" | "outlier" | "ranking")) => Self::Combination,
                _ => Self::Rounds,
            },
            "final_score" => Self::Combination,
            "prizes" => Self::Prizes,
            "notice" => Self::Notice,
            "legal_bases" => Self::LegalBases,
            "prose" => Self::Prose,
            _ => return None,
        };
        Some(section)
    }
}
