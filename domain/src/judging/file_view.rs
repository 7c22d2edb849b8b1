//! What a judge sees of a file. In a blind round only what was made from its dots or from a list of what is kept.

use serde::{Deserialize, Serialize};

/// How far a file is on its way to be read in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Prepared {
    /// Its turn has not come.
    Waiting,
    /// Its pages are pictures.
    Pages,
    /// It is a text with pictures.
    Document,
    Not(FileObstacle),
}

/// Why a file cannot be shown in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileObstacle {
    /// Somebody has to type a password.
    Locked,
    Damaged,
    /// It holds nothing to see.
    Empty,
    TooManyPages,
    /// It needs more memory or time than there is.
    TooLarge,
    /// A video, an archive, a drawing: nobody can look for names in it but a person.
    OtherKind,
}

impl FileObstacle {
    /// Every obstacle.
    pub const ALL: [Self; 6] =
        [Self::Locked, Self::Damaged, Self::Empty, Self::TooManyPages, Self::TooLarge, Self::OtherKind];

    /// The word in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Damaged => "damaged",
            Self::Empty => "empty",
            Self::TooManyPages => "too_many_pages",
            Self::TooLarge => "too_large",
            Self::OtherKind => "other_kind",
        }
    }

    /// The obstacle with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|obstacle| obstacle.code() == code)
    }
}

/// What the answer depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileFacts {
    pub blind: bool,
    pub prepared: Prepared,
    /// The secretary read the words behind the pages and let judges read them.
    pub text_released: bool,
    /// The secretary looked at the file and let judges have it as it is.
    pub released_as_it_is: bool,
}

/// What a judge gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileView {
    pub shown: Shown,
    /// The words behind the pages stand beside them.
    pub text: bool,
    /// The file itself can be had.
    pub file: bool,
}

/// What stands in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Shown {
    Pages,
    Document,
    /// Soon.
    Preparing,
    /// Nothing: the file itself is there.
    Nothing,
    /// Nothing, and the secretariat knows.
    KeptBack,
}

/// What a judge gets of a file.
pub fn file_view(facts: FileFacts) -> FileView {
    let file = !facts.blind || facts.released_as_it_is;
    let shown = match facts.prepared {
        Prepared::Pages => Shown::Pages,
        Prepared::Document => Shown::Document,
        _ if file => Shown::Nothing,
        Prepared::Waiting => Shown::Preparing,
        Prepared::Not(_) => Shown::KeptBack,
    };
    FileView { shown, text: !facts.blind || facts.text_released, file }
}

/// A part of a text that was cleaned by a list of what is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentBlock {
    Heading {
        level: u8,
        text: String,
    },
    Paragraph(String),
    /// A line of a list.
    Item {
        level: u8,
        text: String,
    },
    Table(Vec<Vec<String>>),
    /// The picture with this number, from 1.
    Picture(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_judge_gets_of_a_file() {
        use Prepared as P;
        use Shown as S;
        let not = P::Not(FileObstacle::OtherKind);
        // blind, prepared, text released, released as it is → shown, text, file
        let table = [
            (true, P::Waiting, false, false, S::Preparing, false, false),
            (true, P::Pages, false, false, S::Pages, false, false),
            (true, P::Pages, true, false, S::Pages, true, false),
            (true, P::Document, false, false, S::Document, false, false),
            (true, not, false, false, S::KeptBack, false, false),
            (true, not, false, true, S::Nothing, false, true),
            (true, P::Waiting, false, true, S::Nothing, false, true),
            (false, P::Waiting, false, false, S::Nothing, true, true),
            (false, P::Pages, false, false, S::Pages, true, true),
            (false, not, false, false, S::Nothing, true, true),
        ];
        for (blind, prepared, text_released, released_as_it_is, shown, text, file) in table {
            let facts = FileFacts { blind, prepared, text_released, released_as_it_is };
            assert_eq!(file_view(facts), FileView { shown, text, file }, "{facts:?}");
        }
    }

    #[test]
    fn a_blind_judge_never_has_a_file_that_nobody_released() {
        let all = FileObstacle::ALL.map(Prepared::Not).into_iter();
        for prepared in all.chain([Prepared::Waiting, Prepared::Pages, Prepared::Document]) {
            for text_released in [false, true] {
                let facts = FileFacts { blind: true, prepared, text_released, released_as_it_is: false };
                assert!(!file_view(facts).file, "{facts:?}");
            }
        }
    }

    #[test]
    fn obstacles_have_words_of_their_own() {
        for obstacle in FileObstacle::ALL {
            assert_eq!(FileObstacle::from_code(obstacle.code()), Some(obstacle));
        }
    }
}
