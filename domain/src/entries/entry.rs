//! An entry as its authors write it: answers, people and files.

use std::collections::BTreeMap;

use time::{Date, OffsetDateTime};

use crate::calendar::is_child;
use crate::entries::consent::Consent;
use crate::entries::state::{EntryState, UnitState};
use crate::ids::{AccountId, AttachmentId, AuthorId, EditionId, EntryId, UnitId};
use crate::numbers::Share;
use crate::people::actor::Subject;
use crate::programmes::rules::FileFormat;

/// Answers by the code of their question, as typed.
pub type Answers = BTreeMap<String, String>;

/// One entry with everything it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: EntryId,
    pub edition: EditionId,
    pub rules_version: i32,
    pub owner: AccountId,
    /// The unit that confirms it.
    pub unit: Option<UnitId>,
    pub unit_name: String,
    pub code: Option<String>,
    pub state: EntryState,
    pub title: String,
    pub field: Option<String>,
    pub group: Option<String>,
    pub answers: Answers,
    pub authors: Vec<Author>,
    pub instructors: Vec<Instructor>,
    /// Files that were not removed, by item and position.
    pub files: Vec<EntryFile>,
    pub revision: i32,
    pub unit_state: UnitState,
    pub supplement_deadline: Option<OffsetDateTime>,
    pub state_reason: Option<String>,
    pub created_at: OffsetDateTime,
    pub updated_at: OffsetDateTime,
    pub submitted_at: Option<OffsetDateTime>,
}

/// One author, with the share of the work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// None until it is stored.
    pub id: Option<AuthorId>,
    pub full_name: String,
    pub birth_date: Option<Date>,
    pub gender: String,
    pub ethnicity: String,
    pub class_name: String,
    /// The school or workplace, when it is a unit of the portal.
    pub unit: Option<UnitId>,
    pub school_name: String,
    pub phone: String,
    pub email: String,
    pub address: String,
    pub share: Option<Share>,
    pub is_representative: bool,
    pub disability: bool,
    pub guardian: Guardian,
    pub consents: Vec<Consent>,
}

/// The parent or guardian of a child author.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guardian {
    pub name: String,
    pub phone: String,
    pub email: String,
    pub relation: String,
}

/// A person who guided the authors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instructor {
    pub full_name: String,
    pub unit_name: String,
    pub contact: String,
}

/// A stored file of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFile {
    pub id: AttachmentId,
    /// The dossier item it belongs to.
    pub item: String,
    pub author: Option<AuthorId>,
    pub name: String,
    pub media_type: String,
    pub size: u64,
    /// Of the bytes stored, in hexadecimal.
    pub sha256: String,
    pub uploaded_at: OffsetDateTime,
}

impl Entry {
    /// What permissions on the entry depend on.
    pub fn subject(&self) -> Subject {
        Subject {
            edition: Some(self.edition),
            owner: Some(self.owner),
            unit: self.unit,
            ..Subject::default()
        }
    }

    /// The authors under 16 on that day, with their place counted from one.
    pub fn children(&self, on: Date) -> impl Iterator<Item = (usize, &Author)> {
        let numbered = self.authors.iter().enumerate();
        numbered
            .filter(move |(_, author)| author.is_child(on))
            .map(|(place, author)| (place + 1, author))
    }

    /// The author whom the secretariat calls.
    pub fn representative(&self) -> Option<&Author> {
        self.authors.iter().find(|author| author.is_representative)
    }

    /// The files of one dossier item.
    pub fn files_of(&self, item: &str) -> impl Iterator<Item = &EntryFile> {
        self.files.iter().filter(move |file| file.item == item)
    }

    /// The place of an author, counted from one.
    pub fn author_number(&self, id: AuthorId) -> Option<usize> {
        self.authors
            .iter()
            .position(|author| author.id == Some(id))
            .map(|place| place + 1)
    }
}

impl Author {
    /// True when the birth date is known and the author is under 16 on that day.
    pub fn is_child(&self, on: Date) -> bool {
        self.birth_date.is_some_and(|birth| is_child(birth, on))
    }
}

impl Guardian {
    /// True while nothing was typed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl FileFormat {
    /// Every format.
    pub const ALL: [Self; 7] = [
        Self::Pdf,
        Self::Jpg,
        Self::Png,
        Self::Webp,
        Self::Docx,
        Self::Mp4,
        Self::Zip,
    ];

    /// The type sent to browsers.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Mp4 => "video/mp4",
            Self::Zip => "application/zip",
        }
    }

    /// The format of a stored media type.
    pub fn from_media_type(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.media_type() == text)
    }

    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpg => "JPG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Docx => "DOCX",
            Self::Mp4 => "MP4",
            Self::Zip => "ZIP",
        }
    }

    /// What a file picker filters by.
    pub fn extensions(self) -> &'static str {
        match self {
            Self::Pdf => ".pdf",
            Self::Jpg => ".jpg,.jpeg",
            Self::Png => ".png",
            Self::Webp => ".webp",
            Self::Docx => ".docx",
            Self::Mp4 => ".mp4",
            Self::Zip => ".zip",
        }
    }

    /// True for pictures the portal can show.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Jpg | Self::Png | Self::Webp)
    }
}
