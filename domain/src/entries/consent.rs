//! Who must agree that a child's data are processed and published, and what they said.

use time::{Date, OffsetDateTime};

use crate::calendar::{is_child, needs_own_consent};
use crate::entries::entry::Author;

/// The version of the consent text that people read now; answers keep the one they read.
pub const CONSENT_TEXT: &str = "2026-11";

/// Who agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsentSubject {
    /// The parent or guardian of a child under 16.
    Guardian,
    /// The child, from 7 years.
    Child,
}

/// Where a consent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConsentState {
    /// The link was made; nobody answered yet.
    Asked,
    Given,
    Refused,
    /// Given, then taken back.
    Withdrawn,
}

/// One consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    pub subject: ConsentSubject,
    pub state: ConsentState,
    pub person_name: String,
    pub relation: String,
    /// Name and school may be published.
    pub publish_name: bool,
    /// A photo may be published.
    pub publish_photo: bool,
    pub asked_at: OffsetDateTime,
    pub answered_at: Option<OffsetDateTime>,
}

/// What of an author may be public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    pub name: bool,
    pub photo: bool,
}

impl ConsentSubject {
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

/// Who must agree for an author born on that day.
pub fn consents_needed(birth: Option<Date>, on: Date) -> Vec<ConsentSubject> {
    match birth {
        Some(birth) if is_child(birth, on) && needs_own_consent(birth, on) => ConsentSubject::ALL.to_vec(),
        Some(birth) if is_child(birth, on) => vec![ConsentSubject::Guardian],
        _ => vec![],
    }
}

/// What may be public of an author: of a child only what everybody asked has agreed to; either may take it back.
pub fn publication(author: &Author, on: Date) -> Publication {
    let Some(birth) = author.birth_date else {
        return Publication::default();
    };
    let needed = consents_needed(Some(birth), on);
    let agreed = |what: fn(&Consent) -> bool| {
        needed.iter().all(|subject| {
            author
                .consent(*subject)
                .is_some_and(|c| c.state == ConsentState::Given && what(c))
        })
    };
    Publication {
        name: agreed(|consent| consent.publish_name),
        photo: !needed.is_empty() && agreed(|consent| consent.publish_photo),
    }
}

impl Author {
    /// The consent of one person, if it was asked.
    pub fn consent(&self, subject: ConsentSubject) -> Option<&Consent> {
        self.consents.iter().find(|consent| consent.subject == subject)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ConsentState as S;
    use ConsentSubject::{Child, Guardian};
    use time::macros::{date, datetime};

    fn author(birth: Date, consents: &[(ConsentSubject, S, bool, bool)]) -> Author {
        let consents = consents
            .iter()
            .map(|&(subject, state, publish_name, publish_photo)| Consent {
                subject,
                state,
                person_name: "Người thử".to_owned(),
                relation: String::new(),
                publish_name,
                publish_photo,
                asked_at: datetime!(2027-06-01 0:00 UTC),
                answered_at: None,
            });
        Author {
            birth_date: Some(birth),
            consents: consents.collect(),
            ..Author::default()
        }
    }

    #[test]
    fn who_must_agree() {
        let on = date!(2027 - 06 - 30);
        let table = [
            (None, vec![]),
            (Some(date!(2011 - 06 - 30)), vec![]),
            (Some(date!(2011 - 07 - 01)), vec![Guardian, Child]),
            (Some(date!(2020 - 06 - 30)), vec![Guardian, Child]),
            (Some(date!(2020 - 07 - 01)), vec![Guardian]),
        ];
        for (birth, expected) in table {
            assert_eq!(consents_needed(birth, on), expected, "{birth:?}");
        }
    }

    #[test]
    fn a_child_is_published_only_when_everybody_agreed() {
        let on = date!(2027 - 06 - 30);
        let (ten, five, seventeen) = (date!(2017 - 01 - 01), date!(2022 - 01 - 01), date!(2010 - 01 - 01));
        let table = [
            (author(ten, &[]), (false, false)),
            (author(ten, &[(Guardian, S::Given, true, true)]), (false, false)),
            (
                author(ten, &[(Guardian, S::Given, true, false), (Child, S::Given, true, true)]),
                (true, false),
            ),
            (
                author(ten, &[(Guardian, S::Given, true, true), (Child, S::Given, true, true)]),
                (true, true),
            ),
            (
                author(
                    ten,
                    &[(Guardian, S::Withdrawn, true, true), (Child, S::Given, true, true)],
                ),
                (false, false),
            ),
            (
                author(
                    ten,
                    &[(Guardian, S::Given, true, true), (Child, S::Refused, true, true)],
                ),
                (false, false),
            ),
            (author(five, &[(Guardian, S::Given, true, false)]), (true, false)),
            (author(seventeen, &[]), (true, false)),
            (Author::default(), (false, false)),
        ];
        for (author, (name, photo)) in table {
            assert_eq!(publication(&author, on), Publication { name, photo }, "{author:?}");
        }
    }
}
