//! The questions of the entry form.

use serde::{Deserialize, Serialize};

/// A question of the entry form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
