//! Units: communes, schools, agencies and enterprises, with their validity and successor.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::calendar::parse_date;
use crate::ids::UnitId;
use crate::text::{clean_line, fold};

/// The longest name of a unit, in characters.
pub const LONGEST_UNIT_NAME: usize = 200;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    Ward,
    Commune,
    SpecialZone,
    School,
    Agency,
    Enterprise,
}

impl UnitKind {
    /// Every kind, in the order in which people see them.
    pub const ALL: [Self; 6] =
        [Self::Ward, Self::Commune, Self::SpecialZone, Self::School, Self::Agency, Self::Enterprise];

    /// The kinds at the level of the commune, the lowest of the two levels of government.
    pub const COMMUNES: [Self; 3] = [Self::Ward, Self::Commune, Self::SpecialZone];

    /// Whether units of this kind are at the level of the commune.
    pub fn is_commune(self) -> bool {
        Self::COMMUNES.contains(&self)
    }

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ward => "ward",
            Self::Commune => "commune",
            Self::SpecialZone => "special_zone",
            Self::School => "school",
            Self::Agency => "agency",
            Self::Enterprise => "enterprise",
        }
    }

    /// The kind of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind of a word people write in a list, accents and case aside.
    pub fn from_word(word: &str) -> Option<Self> {
        match fold(word).as_str() {
            "phuong" => Some(Self::Ward),
            "xa" => Some(Self::Commune),
            "dac khu" => Some(Self::SpecialZone),
            "truong" | "truong hoc" => Some(Self::School),
            "co quan" | "so" | "ban nganh" => Some(Self::Agency),
            "doanh nghiep" | "cong ty" => Some(Self::Enterprise),
            other => Self::from_code(other),
        }
    }
}

/// A unit as staff see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub id: UnitId,
    pub code: String,
    pub name: String,
    pub kind: UnitKind,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    /// Code and name of the unit above it.
    pub parent: Option<(String, String)>,
    /// Code and name of the unit that follows it.
    pub successor: Option<(String, String)>,
}

/// A unit as typed in a form or a row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitDraft {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub parent: String,
    pub valid_from: String,
    pub valid_to: String,
    pub successor: String,
}

/// A unit whose own fields are in order; `parent` and `successor` are codes that may or may not be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedUnit {
    pub code: String,
    pub name: String,
    pub kind: UnitKind,
    pub parent: Option<String>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub successor: Option<String>,
}

/// What is wrong with a unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnitProblem {
    #[error("no code was given")]
    CodeMissing,
    #[error("a code has letters, digits, dots and hyphens, at most 40")]
    CodeBad,
    #[error("another unit has this code")]
    CodeTaken,
    #[error("the code stands in line {0} already")]
    CodeTwice(u64),
    #[error("no name was given")]
    NameMissing,
    #[error("a name has at most {LONGEST_UNIT_NAME} characters")]
    NameTooLong,
    #[error("no such kind: {0:?}")]
    KindUnknown(String),
    #[error("no date: {0:?}")]
    FromBad(String),
    #[error("no date: {0:?}")]
    ToBad(String),
    #[error("it ends before it begins")]
    EndsBeforeBegins,
    #[error("no unit above has the code {0:?}")]
    ParentUnknown(String),
    #[error("no unit has the code {0:?}")]
    SuccessorUnknown(String),
    #[error("a unit is not its own parent or successor")]
    Itself,
    #[error("units succeed each other in a circle: {}", .0.join(", "))]
    SuccessorsInCircle(Vec<String>),
    #[error("units stand above each other in a circle: {}", .0.join(", "))]
    ParentsInCircle(Vec<String>),
}

/// Cleans a unit, or lists everything that is wrong with it.
pub fn check_unit(draft: &UnitDraft) -> Result<CheckedUnit, Vec<UnitProblem>> {
    let mut problems = Vec::new();
    let code = clean_line(&draft.code);
    if code.is_empty() {
        problems.push(UnitProblem::CodeMissing);
    } else if !is_code(&code) {
        problems.push(UnitProblem::CodeBad);
    }
    let name = clean_line(&draft.name);
    if name.is_empty() {
        problems.push(UnitProblem::NameMissing);
    } else if name.chars().count() > LONGEST_UNIT_NAME {
        problems.push(UnitProblem::NameTooLong);
    }
    let kind = UnitKind::from_word(&draft.kind);
    if kind.is_none() {
        problems.push(UnitProblem::KindUnknown(clean_line(&draft.kind)));
    }
    let valid_from = optional_date(&draft.valid_from, UnitProblem::FromBad, &mut problems);
    let valid_to = optional_date(&draft.valid_to, UnitProblem::ToBad, &mut problems);
    if let (Some(from), Some(to)) = (valid_from, valid_to)
        && to < from
    {
        problems.push(UnitProblem::EndsBeforeBegins);
    }
    let optional = |raw: &str| Some(clean_line(raw)).filter(|text| !text.is_empty());
    let (parent, successor) = (optional(&draft.parent), optional(&draft.successor));
    if !code.is_empty() && (parent.as_ref() == Some(&code) || successor.as_ref() == Some(&code)) {
        problems.push(UnitProblem::Itself);
    }
    match kind {
        Some(kind) if problems.is_empty() => {
            Ok(CheckedUnit { code, name, kind, parent, valid_from, valid_to, successor })
        }
        _ => Err(problems),
    }
}

fn is_code(code: &str) -> bool {
    code.len() <= 40 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

fn optional_date(raw: &str, bad: fn(String) -> UnitProblem, problems: &mut Vec<UnitProblem>) -> Option<Date> {
    let text = clean_line(raw);
    if text.is_empty() {
        return None;
    }
    let date = parse_date(&text).ok();
    if date.is_none() {
        problems.push(bad(text));
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn ha_long() -> UnitDraft {
        UnitDraft {
            code: " 06688 ".to_owned(),
            name: "Phường  Hạ Long".to_owned(),
            kind: "Phường".to_owned(),
            valid_from: "1/7/2025".to_owned(),
            ..UnitDraft::default()
        }
    }

    #[test]
    fn a_good_unit_is_cleaned() {
        let unit = check_unit(&ha_long()).unwrap();
        assert_eq!((unit.code.as_str(), unit.name.as_str()), ("06688", "Phường Hạ Long"));
        assert_eq!((unit.kind, unit.valid_from), (UnitKind::Ward, Some(date!(2025 - 07 - 01))));
        assert_eq!((unit.parent, unit.successor), (None, None));
    }

    #[test]
    fn every_problem_is_named_at_once() {
        let draft =
            UnitDraft { kind: "huyện".to_owned(), valid_from: "31/02/2025".to_owned(), ..UnitDraft::default() };
        let problems = check_unit(&draft).unwrap_err();
        assert_eq!(
            problems,
            [
                UnitProblem::CodeMissing,
                UnitProblem::NameMissing,
                UnitProblem::KindUnknown("huyện".to_owned()),
                UnitProblem::FromBad("31/02/2025".to_owned()),
            ]
        );
        let draft = UnitDraft { valid_to: "30/6/2025".to_owned(), successor: "06688".to_owned(), ..ha_long() };
        assert_eq!(check_unit(&draft), Err(vec![UnitProblem::EndsBeforeBegins, UnitProblem::Itself]));
    }

    #[test]
    fn kinds_are_read_without_accents() {
        let table = [
            ("Xã", Some(UnitKind::Commune)),
            ("ĐẶC KHU", Some(UnitKind::SpecialZone)),
            ("trường học", Some(UnitKind::School)),
            ("agency", Some(UnitKind::Agency)),
            ("huyện", None),
            ("", None),
        ];
        for (word, expected) in table {
            assert_eq!(UnitKind::from_word(word), expected, "{word}");
        }
    }
}
