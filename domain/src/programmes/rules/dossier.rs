//! What is handed in.

use serde::{Deserialize, Serialize};

/// One item of the dossier (*hồ sơ gồm*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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

impl FileFormat {
    /// Its pages, its text or its dots can be shown without the file itself.
    pub fn is_shown_in_pages(self) -> bool {
        !matches!(self, Self::Mp4 | Self::Zip)
    }
}
