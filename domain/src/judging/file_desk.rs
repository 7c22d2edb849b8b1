//! Files on the secretary's desk: what blind judges see of each, and what the secretary let them have.

use time::OffsetDateTime;

use crate::ids::{AttachmentId, EntryId};
use crate::judging::entry_view::JudgedPage;
use crate::judging::file_view::{DocumentBlock, FileFacts, Prepared, Shown, file_view};

/// What the secretary can let blind judges have of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Release {
    /// The words behind the pages, beside them.
    Text,
    /// The file as it is.
    File,
}

impl Release {
    /// The word in addresses and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::File => "file",
        }
    }

    /// The release with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Text, Self::File].into_iter().find(|release| release.code() == code)
    }

    /// Words are released where there are any; a file only where nothing of it can be shown in the page.
    pub fn fits(self, prepared: Prepared, has_text: bool) -> bool {
        match self {
            Self::Text => prepared == Prepared::Pages && has_text,
            Self::File => matches!(prepared, Prepared::Not(_)),
        }
    }
}

/// A file in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskFile {
    pub id: AttachmentId,
    pub entry: EntryId,
    pub entry_code: String,
    pub entry_title: String,
    /// The dossier item's name.
    pub item: String,
    pub file_name: String,
    pub prepared: Prepared,
    /// Pages on which a font or a picture could not be read.
    pub incomplete: Vec<usize>,
    pub has_text: bool,
    pub text_released: Option<ReleaseNote>,
    pub file_released: Option<ReleaseNote>,
    /// A copy without names stands for the file.
    pub copy: Option<ReleaseNote>,
}

/// Who did it, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseNote {
    pub by: String,
    pub at: OffsetDateTime,
}

impl DeskFile {
    /// What blind judges see of it now.
    pub fn shown(&self) -> Shown {
        let view = file_view(FileFacts {
            blind: true,
            prepared: self.prepared,
            text_released: self.text_released.is_some(),
            released_as_it_is: self.file_released.is_some(),
        });
        view.shown
    }

    /// Judges cannot read it, or not all of it: the secretary has something to do.
    pub fn waits_for_secretary(&self) -> bool {
        self.shown() == Shown::KeptBack || !self.incomplete.is_empty()
    }
}

/// The files of an edition that blind judges are to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesDesk {
    pub files: Vec<DeskFile>,
    /// How many are still to be opened.
    pub waiting: usize,
    /// How many judges can read.
    pub readable: usize,
}

/// A file with its pages, as the secretary looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileOnDesk {
    pub file: DeskFile,
    /// What is looked at: an act that names another content is refused.
    pub sha256: String,
    pub media_type: String,
    pub pages: Vec<JudgedPage>,
    pub blocks: Vec<DocumentBlock>,
    pub may_release: bool,
}

/// Why nothing was released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleaseProblem {
    /// Another file came, or the copy was taken away: what was looked at is not what judges would get.
    Changed,
    /// There is nothing of the kind to release.
    DoesNotFit,
    /// The box that says “I have looked at it” is not ticked.
    NotLookedAt,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judging::file_view::FileObstacle;

    #[test]
    fn what_fits_a_file() {
        use Prepared as P;
        let not = P::Not(FileObstacle::OtherKind);
        // prepared, has text → text, file
        for (prepared, has_text, text, file) in [
            (P::Pages, true, true, false),
            (P::Pages, false, false, false),
            (P::Document, true, false, false),
            (P::Waiting, false, false, false),
            (not, false, false, true),
        ] {
            assert_eq!(Release::Text.fits(prepared, has_text), text, "{prepared:?}");
            assert_eq!(Release::File.fits(prepared, has_text), file, "{prepared:?}");
        }
    }
}
