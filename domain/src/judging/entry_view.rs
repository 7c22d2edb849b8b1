//! An entry as a judge may see it, and the judge's sheet beside it.

use serde::Serialize;
use time::OffsetDateTime;

use crate::copies::SaveId;
use crate::ids::{AssignmentId, PanelId};
use crate::judging::file_view::{DocumentBlock, Shown};
use crate::judging::round_deadline::signing_is_over;
use crate::judging::score_sheet::ScoreLine;
use crate::judging::states::{RoundState, SheetState};
use crate::numbers::Points;

/// What a judge reads. In a blind round `people` is empty and nothing else names anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct JudgedEntry {
    pub code: String,
    pub title: String,
    pub field: String,
    pub group: String,
    pub answers: Vec<JudgedAnswer>,
    pub files: Vec<JudgedFile>,
    /// Authors and unit as lines; only in rounds that are not blind.
    pub people: Vec<String>,
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JudgedAnswer {
    pub label: String,
    pub text: String,
}

/// A file under a neutral name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JudgedFile {
    /// From 1, in the order of the dossier.
    pub number: usize,
    /// The dossier item's name, such as *Bản thuyết minh*.
    pub item: String,
    pub media_type: String,
    pub size: i64,
    /// What stands in the page.
    pub shown: Shown,
    /// The judge may have the file itself.
    pub may_have_file: bool,
    pub pages: Vec<JudgedPage>,
    /// The text of a document, when that is what is shown.
    pub blocks: Vec<DocumentBlock>,
}

/// The picture of a page, a photo, or a picture that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JudgedPage {
    /// From 1.
    pub number: usize,
    pub width: u32,
    pub height: u32,
    /// The words behind it, when the judge may read them.
    pub text: Option<String>,
}

impl JudgedFile {
    /// What a download is called: never what the authors called it.
    pub fn download_name(&self, code: &str) -> String {
        let ending = match self.media_type.as_str() {
            "application/pdf" => "pdf",
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/webp" => "webp",
            "video/mp4" => "mp4",
            "application/zip" => "zip",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
            _ => "bin",
        };
        format!("{code}-tep-{}.{ending}", self.number)
    }
}

/// A judge's sheet with everything its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScoreSheet {
    pub assignment: AssignmentId,
    pub panel: PanelId,
    pub panel_name: String,
    pub round_name: String,
    pub round: RoundState,
    pub blind: bool,
    pub due_at: Option<OffsetDateTime>,
    pub entry: JudgedEntry,
    pub lines: Vec<ScoreLine>,
    pub comment: String,
    pub state: SheetState,
    /// 0 before the first save.
    pub revision: i32,
    pub version: i32,
    pub saved_at: Option<OffsetDateTime>,
    pub signed_at: Option<OffsetDateTime>,
    pub total: Option<Points>,
    /// Why the sheet was opened again.
    pub reopened: Option<String>,
    /// Place in the queue, from 1, and its length.
    pub place: (usize, usize),
    pub previous: Option<AssignmentId>,
    pub next: Option<AssignmentId>,
    pub may_score: bool,
    pub may_recuse: bool,
    /// Versions that were signed and opened again.
    pub history: Vec<SheetVersion>,
    /// The newest saves, one a page, for the devices that wait for an answer.
    pub saves: Vec<SaveId>,
}

/// A version of a sheet that stays on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetVersion {
    pub version: i32,
    pub total: Option<Points>,
    pub signed_at: Option<OffsetDateTime>,
    pub reopened_at: Option<OffsetDateTime>,
    pub reason: String,
}

/// What was typed into a sheet's form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetInput {
    /// Criterion code and text.
    pub marks: Vec<(String, String)>,
    pub comment: String,
    /// The revision the form was opened with.
    pub revision: i32,
    /// Which save of which page it is.
    pub save: Option<SaveId>,
}

impl ScoreSheet {
    /// The deadline, when it has passed and keeps this judge from signing.
    pub fn missed_deadline(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        let reopened_at = self.history.last().and_then(|version| version.reopened_at);
        self.due_at.filter(|_| self.may_score && signing_is_over(self.due_at, reopened_at, now))
    }

    /// The same sheet showing what was typed.
    pub fn with(mut self, input: &SheetInput) -> Self {
        for line in &mut self.lines {
            if let Some((_, text)) = input.marks.iter().find(|(code, _)| *code == line.criterion.code) {
                line.typed.clone_from(text);
            }
        }
        self.comment.clone_from(&input.comment);
        self
    }
}
