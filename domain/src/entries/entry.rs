//! An entry as its authors write it: answers, people and files.

use std::collections::BTreeMap;

use time::{Date, OffsetDateTime};

use crate::calendar::{is_child, vietnam_date};
use crate::consent::{Consent, Days, Known, PUBLISH_TICK, Person, Standing, standing};
use crate::entries::check_answers::TICKED;
use crate::entries::state::{EntryState, UnitState};
use crate::ids::{AccountId, AttachmentId, AuthorId, EditionId, EntryId, UnitId};
use crate::numbers::Share;
use crate::people::actor::Subject;
use crate::programmes::deadline::{Supplement, Whose};
use crate::programmes::rules::{EditionRules, FileFormat};

/// Answers by the code of their question, as typed.
pub type Answers = BTreeMap<String, String>;

/// One entry with everything it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: EntryId,
    pub edition: EditionId,
    pub rules_version: i32,
    pub owner: AccountId,
    /// Where the account that files it receives letters.
    pub owner_email: String,
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
    /// When the supplement was asked for.
    pub supplement_asked_at: Option<OffsetDateTime>,
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
    pub unread: Unread,
}

/// What was typed for an author and means nothing, such as 31 February: kept so that it comes back with its problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Day, month and year.
    pub birth: [String; 3],
    pub share: String,
}

impl Unread {
    /// True when a day, a month or a year was typed.
    pub fn has_birth(&self) -> bool {
        self.birth.iter().any(|part| !part.is_empty())
    }
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
    /// The name of the person a paper was put in for.
    pub holder: String,
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
        Subject { edition: Some(self.edition), owner: Some(self.owner), unit: self.unit, ..Subject::default() }
    }

    /// Whose deadline it has: a supplement that is being waited for has a date of its own.
    pub fn whose(&self) -> Whose {
        let asked = self.state == EntryState::SupplementRequested;
        Whose::Entry {
            id: self.id,
            unit: self.unit,
            supplement: self
                .supplement_deadline
                .filter(|_| asked)
                .map(|until| Supplement { until, asked_at: self.supplement_asked_at }),
        }
    }

    /// The authors for whom somebody must agree, with their place counted from one: those under 16 today, and those of
    /// whom an answer from that time stands.
    pub fn in_care(&self, today: Date) -> impl Iterator<Item = (usize, &Author)> {
        let numbered = self.authors.iter().enumerate();
        numbered
            .filter(move |(_, author)| {
                let asked = || !self.standing_of(author, today).lines.is_empty();
                author.is_child(today) || (author.birth_date.is_some() && asked())
            })
            .map(|(place, author)| (place + 1, author))
    }

    /// How the consents of one of its authors stand.
    pub fn standing_of(&self, author: &Author, today: Date) -> Standing {
        standing(&author.person(), &author.consents, self.days(today), self.publishes_names())
    }

    /// The days that decide about consents.
    pub fn days(&self, today: Date) -> Days {
        Days { counted: self.submitted_at.map_or(today, vietnam_date), today }
    }

    /// Those who entered agreed that names of 16 and above are published.
    pub fn publishes_names(&self) -> bool {
        self.answers.get(PUBLISH_TICK).is_some_and(|answer| answer == TICKED)
    }

    /// The addresses it knows, to tell whose a guardian's is.
    pub fn known_addresses(&self) -> Known {
        Known {
            owner: self.owner_email.clone(),
            authors: self.authors.iter().map(|author| author.email.clone()).collect(),
            guardians: self.authors.iter().map(|author| author.guardian.email.clone()).collect(),
            instructors: self.instructors.iter().map(|one| one.contact.clone()).collect(),
        }
    }

    /// The author whom the secretariat calls.
    pub fn representative(&self) -> Option<&Author> {
        self.authors.iter().find(|author| author.is_representative)
    }

    /// The files of one dossier item.
    pub fn files_of(&self, item: &str) -> impl Iterator<Item = &EntryFile> {
        self.files.iter().filter(move |file| file.item == item)
    }

    /// Papers of a person that belong to nobody now: the author they were put in for has become somebody else. They count
    /// for nobody and nobody judges them until their authors say whose they are.
    pub fn unclaimed_papers<'a>(&'a self, rules: &'a EditionRules) -> impl Iterator<Item = &'a EntryFile> {
        let of_a_person = |code: &str| rules.dossier_item(code).is_some_and(|item| item.per_author);
        self.files.iter().filter(move |file| file.author.is_none() && of_a_person(&file.item))
    }

    /// The place of an author, counted from one.
    pub fn author_number(&self, id: AuthorId) -> Option<usize> {
        self.authors.iter().position(|author| author.id == Some(id)).map(|place| place + 1)
    }
}

impl Author {
    /// As far as consent depends on who it is.
    pub fn person(&self) -> Person {
        Person {
            full_name: self.full_name.clone(),
            birth_date: self.birth_date,
            guardian_name: self.guardian.name.clone(),
            guardian_phone: self.guardian.phone.clone(),
            guardian_email: self.guardian.email.clone(),
        }
    }

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
    pub const ALL: [Self; 7] = [Self::Pdf, Self::Jpg, Self::Png, Self::Webp, Self::Docx, Self::Mp4, Self::Zip];

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
