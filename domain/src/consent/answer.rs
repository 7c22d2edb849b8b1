//! One consent: who was asked about what, and what they said.

use time::{Date, OffsetDateTime};

use crate::calendar::vietnam_date;
use crate::consent::question::Question;

/// Who agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The parent or guardian of a child under 16.
    Guardian,
    /// The author: a child from 7 years, beside the guardian; from 16 on alone.
    Child,
}

/// Where a consent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConsentState {
    /// Asked; nobody answered yet.
    Asked,
    Given,
    Refused,
    /// Given, then taken back.
    Withdrawn,
}

/// How an answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// At the link that went to the person's own address.
    Link,
    /// The child at the guardian's page, the guardian beside it.
    BesideGuardian,
    /// On a signed form, recorded by the secretary.
    Paper,
}

/// One consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    pub subject: Subject,
    /// Whom and what it was asked about: a yes holds for nothing else.
    pub question: Question,
    pub state: ConsentState,
    pub person_name: String,
    pub relation: String,
    /// Full name and school may be published.
    pub publish_name: bool,
    /// A photo may be published.
    pub publish_photo: bool,
    pub way: Way,
    /// Where the signed form is kept; empty where there is none.
    pub kept_at: String,
    /// The address the link went to; empty where none did.
    pub sent_to: String,
    pub asked_at: OffsetDateTime,
    pub answered_at: Option<OffsetDateTime>,
    pub withdrawn_at: Option<OffsetDateTime>,
}

impl Consent {
    /// The day of the last word, if there was one.
    pub fn said_on(&self) -> Option<Date> {
        match self.state {
            ConsentState::Asked => None,
            ConsentState::Given | ConsentState::Refused | ConsentState::Withdrawn => self.said_at().map(vietnam_date),
        }
    }

    /// The moment of the last word, if there was one.
    pub fn said_at(&self) -> Option<OffsetDateTime> {
        self.withdrawn_at.or(self.answered_at)
    }
}

impl Subject {
    /// Both, in the order in which pages list them.
    pub const ALL: [Self; 2] = [Self::Guardian, Self::Child];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Guardian => "guardian",
            Self::Child => "child",
        }
    }

    /// The subject of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.code() == code)
    }
}

impl ConsentState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Given, Self::Refused, Self::Withdrawn];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Given => "given",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Link, Self::BesideGuardian, Self::Paper];

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::BesideGuardian => "beside_guardian",
            Self::Paper => "paper",
        }
    }

    /// The way of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}
