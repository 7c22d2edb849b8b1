//! The rules of an edition as one document: copied from a template, edited, then frozen as a version.

mod dates;
mod dossier;
mod form;
mod legal_basis;
mod people;
mod provenance;
mod round;
mod scoring;
mod tie_break;

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, de};

pub use dates::{Dates, Milestone};
pub use dossier::{DossierItem, DossierKind, FileFormat};
pub use form::{Question, QuestionKind, Section};
pub use legal_basis::{BasisKind, BasisRank, LegalBasis, printed};
pub use people::{Eligibility, TeamRule};
pub use provenance::{Mark, Sureness};
pub use round::{Decides, Round};
pub use scoring::{
    Combine, CombineOrder, Criterion, Method, Outlier, OutlierLimit, OutlierMode, RankingRules, ScaleBand, Scoring,
};
pub use tie_break::{TieBreak, TieBreakProblem};

use crate::calendar::NoticePeriod;
use crate::results::{FinalScore, Prize};

/// The version of this document that is written, and the only one that is read.
pub const RULES_FORMAT: u32 = 1;

/// Everything that one edition fixes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionRules {
    /// The version of this document, so that old editions stay readable: [`RULES_FORMAT`].
    #[serde(default = "rules_format", deserialize_with = "known_format")]
    pub version: u32,
    /// What a thing entered is called.
    pub work_word: WorkWord,
    pub fields: Vec<Field>,
    pub groups: Vec<Group>,
    pub eligibility: Eligibility,
    pub team: TeamRule,
    pub questions: Vec<Question>,
    pub dossier: Vec<DossierItem>,
    pub rounds: Vec<Round>,
    pub final_score: FinalScore,
    pub prizes: Vec<Prize>,
    pub notice: NoticePeriod,
    #[serde(default)]
    pub legal_bases: Vec<LegalBasis>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub dates: Dates,
    /// The rules as prose for the public page, one paragraph a line; `## ` starts a heading.
    #[serde(default)]
    pub prose: String,
    /// The mark of each value, by its path such as `team.max` or `fields.DDHT`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, Mark>,
}

/// The word for the thing entered: chosen by programme type, never free text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkWord {
    /// *công trình*
    Work,
    /// *mô hình, sản phẩm*
    Product,
    /// *giải pháp*
    Solution,
    /// *đề tài*
    Project,
    /// *sáng kiến*
    Initiative,
}

/// A field (*lĩnh vực*) in which entries compete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub code: String,
    pub name: String,
}

/// An age or school group (*bảng, nhóm*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub code: String,
    pub name: String,
}

impl EditionRules {
    /// The field with this code.
    pub fn field(&self, code: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.code == code)
    }

    /// The round with this code.
    pub fn round(&self, code: &str) -> Option<&Round> {
        self.rounds.iter().find(|round| round.code == code)
    }

    /// The question with this code.
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.code == code)
    }

    /// The dossier item with this code.
    pub fn dossier_item(&self, code: &str) -> Option<&DossierItem> {
        self.dossier.iter().find(|item| item.code == code)
    }

    /// The dossier items asked of an entry in this field.
    pub fn dossier_for(&self, field: Option<&str>) -> impl Iterator<Item = &DossierItem> {
        self.dossier.iter().filter(move |item| {
            item.only_fields.is_empty() || field.is_some_and(|field| item.only_fields.iter().any(|only| only == field))
        })
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn rules_format() -> u32 {
    RULES_FORMAT
}

fn known_format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        RULES_FORMAT => Ok(RULES_FORMAT),
        other => Err(de::Error::custom(format!(
            "rules of version {other} are unknown; this program reads version {RULES_FORMAT}"
        ))),
    }
}
