//! The rules of an edition as one document: copied from a template, edited, then frozen as a version.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use crate::calendar::{BirthWindow, NoticePeriod};
use crate::numbers::Points;
use crate::results::{Combine, FinalScore, Outlier, PassRule, Prize, RankingRules, TabulationRules};

/// Where a value comes from: shown to the secretary beside it, never to entrants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Everything that one edition fixes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionRules {
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
    pub dates: Dates,
    /// The rules as prose for the public page, one paragraph a line; `## ` starts a heading.
    #[serde(default)]
    pub prose: String,
    /// The mark of each value, by its path such as `team.max` or `fields.DDHT`.
    #[serde(default)]
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
pub struct Field {
    pub code: String,
    pub name: String,
}

/// An age or school group (*bảng, nhóm*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub code: String,
    pub name: String,
}

/// Who may enter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {
    /// Authors are born between the two dates, both included; none: no age limit.
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

/// A question of the entry form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub code: String,
    pub label: String,
    #[serde(default)]
    pub guidance: String,
    pub section: Section,
    pub kind: QuestionKind,
    pub required: bool,
    /// The most characters; a draft may be longer, a sent entry may not.
    #[serde(default)]
    pub max_chars: Option<u32>,
    #[serde(default)]
    pub options: Vec<String>,
    /// The answer names or could name an author: blind judges never see it.
    #[serde(default)]
    pub identifying: bool,
}

/// The page of the form a question stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Title, field and other facts.
    About,
    /// The description, by its outline.
    Description,
    /// Declarations to tick.
    Declarations,
}

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    Line,
    Text,
    Date,
    Choice,
    Commune,
    Unit,
    Phone,
    Email,
    Address,
    Number,
    Money,
    Tick,
}

/// One item of the dossier (*hồ sơ gồm*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierItem {
    pub code: String,
    pub name: String,
    #[serde(default)]
    pub guidance: String,
    pub required: bool,
    pub kind: DossierKind,
    /// Accepted types, such as `pdf` or `jpg`.
    #[serde(default)]
    pub formats: Vec<FileFormat>,
    pub min_count: u32,
    pub max_count: u32,
    /// The largest file, in MB.
    pub max_mb: u32,
    /// Asked once for each author.
    #[serde(default)]
    pub per_author: bool,
    /// Only for these fields; empty means all.
    #[serde(default)]
    pub only_fields: Vec<String>,
    /// Personal papers: never shown to judges.
    #[serde(default)]
    pub restricted: bool,
    /// Not for blind judges: a video or a drawing tells who made it.
    #[serde(default)]
    pub open_rounds_only: bool,
}

/// How an item of the dossier is delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierKind {
    /// Uploaded files.
    File,
    /// The form itself, filled in here.
    Form,
    /// A consent given in the portal.
    Consent,
    /// The unit's confirmation, given in the portal.
    Confirmation,
    /// A thing brought to the secretariat.
    Physical,
}

/// A type of file, known by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileFormat {
    Pdf,
    Jpg,
    Png,
    Webp,
    Docx,
    Mp4,
    Zip,
}

/// One round of judging.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    pub code: String,
    pub name: String,
    pub judges_per_entry: u32,
    /// Judges see no name, school or file name.
    pub blind: bool,
    pub rubric: Vec<Criterion>,
    pub min_sheets: u32,
    pub combine: Combine,
    pub outlier: Outlier,
    pub ranking: RankingRules,
    /// Who goes on to the next round; none in the last.
    pub pass: Option<PassRule>,
}

/// One criterion of a rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    pub code: String,
    pub name: String,
    #[serde(default)]
    pub guidance: String,
    pub max: Points,
    pub step: Points,
    #[serde(default)]
    pub bands: Vec<ScaleBand>,
}

/// A described stretch of a criterion's scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScaleBand {
    pub label: String,
    pub low: Points,
    pub high: Points,
    #[serde(default)]
    pub description: String,
}

/// The dates of an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
pub struct Milestone {
    pub label: String,
    #[serde(with = "crate::calendar::iso_date")]
    pub day: Date,
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

impl FileFormat {
    /// Its pages, its text or its dots can be shown without the file itself.
    pub fn is_shown_in_pages(self) -> bool {
        !matches!(self, Self::Mp4 | Self::Zip)
    }
}

impl Round {
    /// The most points a sheet can reach: the sum of its criteria, never a constant.
    pub fn max_points(&self) -> Points {
        Points::checked_sum(self.rubric.iter().map(|criterion| criterion.max)).unwrap_or(Points::ZERO)
    }

    /// The rule that combines and ranks this round, as `vinhdanh tabulate` reads it.
    pub fn tabulation(&self) -> TabulationRules {
        TabulationRules {
            version: 1,
            title: self.name.clone(),
            min_sheets: self.min_sheets,
            criteria: self.rubric.iter().map(Criterion::tabulated).collect(),
            combine: self.combine.clone(),
            outlier: self.outlier.clone(),
            ranking: self.ranking.clone(),
        }
    }
}

impl Criterion {
    fn tabulated(&self) -> crate::results::Criterion {
        crate::results::Criterion {
            code: self.code.clone(),
            title: self.name.clone(),
            max: self.max,
            step: Some(self.step),
            factor: Points::ONE,
        }
    }
}
