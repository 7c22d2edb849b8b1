//! What may be shown to everybody of an author. Of a child: the given name and the school, and only when the guardian and,
//! from seven years on, the child have agreed. Nothing else of a child is ever public.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::entries::consent::{ConsentSubject, consents_needed};
use crate::text::given_name;

/// What one person answered when asked whether an author may be published; the default is that nobody answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Given and not taken back.
    pub given: bool,
    pub publish_name: bool,
}

/// An author as far as the rule needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorFacts {
    pub full_name: String,
    /// Without one the author is taken for a child whose age asks for both answers.
    pub birth_date: Option<Date>,
    pub school: Option<String>,
    pub guardian: Answer,
    pub child: Answer,
}

/// An author as the public sees one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ShownAuthor {
    /// An adult, or a person of 16 and above: the full name.
    FullName(String),
    /// A child: the given name.
    GivenName(String),
    /// No consent: counted, not named.
    Nameless,
}

/// The authors of an entry as the public sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownAuthors {
    /// In the order of the entry.
    pub authors: Vec<ShownAuthor>,
    /// Schools or agencies, each once, in the order of the authors.
    pub schools: Vec<String>,
}

impl ShownAuthors {
    /// The names that may be read aloud.
    pub fn names(&self) -> Vec<&str> {
        self.authors
            .iter()
            .filter_map(|author| match author {
                ShownAuthor::FullName(name) | ShownAuthor::GivenName(name) => Some(name.as_str()),
                ShownAuthor::Nameless => None,
            })
            .collect()
    }

    /// How many authors there are.
    pub fn count(&self) -> usize {
        self.authors.len()
    }
}

/// How one author is shown on that day.
pub fn show_author(author: &AuthorFacts, on: Date) -> ShownAuthor {
    let needed = match author.birth_date {
        Some(_) => consents_needed(author.birth_date, on),
        None => ConsentSubject::ALL.to_vec(),
    };
    if needed.is_empty() {
        return ShownAuthor::FullName(author.full_name.clone());
    }
    let agrees = |subject: &ConsentSubject| {
        let answer = match subject {
            ConsentSubject::Guardian => author.guardian,
            ConsentSubject::Child => author.child,
        };
        answer.given && answer.publish_name
    };
    if needed.iter().all(agrees) {
        ShownAuthor::GivenName(given_name(&author.full_name).to_owned())
    } else {
        ShownAuthor::Nameless
    }
}

/// How the authors of an entry are shown on that day. The school is the unit of the work, not of a person, and is public.
pub fn show_authors(authors: &[AuthorFacts], on: Date) -> ShownAuthors {
    let mut shown = ShownAuthors::default();
    for author in authors {
        shown.authors.push(show_author(author, on));
        if let Some(school) = author.school.as_ref().filter(|school| !shown.schools.contains(school)) {
            shown.schools.push(school.clone());
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const NOBODY: Answer = Answer {
        given: false,
        publish_name: false,
    };
    const YES: Answer = Answer {
        given: true,
        publish_name: true,
    };
    const NOT_THE_NAME: Answer = Answer {
        given: true,
        publish_name: false,
    };
    const TAKEN_BACK: Answer = Answer {
        given: false,
        publish_name: true,
    };

    #[test]
    fn what_is_shown_of_an_author() {
        let on = date!(2027 - 10 - 12);
        let (adult, sixteen, fifteen) = (date!(1980 - 01 - 01), date!(2011 - 10 - 12), date!(2011 - 10 - 13));
        let (seven, six) = (date!(2020 - 10 - 12), date!(2020 - 10 - 13));
        let full = ShownAuthor::FullName("Nguyễn Thị Ngọc Ẩn".to_owned());
        let given = ShownAuthor::GivenName("Ẩn".to_owned());
        let none = ShownAuthor::Nameless;
        let table = [
            (Some(adult), NOBODY, NOBODY, &full),
            (Some(sixteen), NOBODY, NOBODY, &full),
            (Some(fifteen), NOBODY, NOBODY, &none),
            (Some(fifteen), YES, NOBODY, &none),
            (Some(fifteen), NOBODY, YES, &none),
            (Some(fifteen), YES, YES, &given),
            (Some(fifteen), YES, NOT_THE_NAME, &none),
            (Some(fifteen), NOT_THE_NAME, YES, &none),
            (Some(fifteen), TAKEN_BACK, YES, &none),
            (Some(fifteen), YES, TAKEN_BACK, &none),
            (Some(seven), YES, NOBODY, &none),
            (Some(seven), YES, YES, &given),
            (Some(six), YES, NOBODY, &given),
            (Some(six), NOBODY, NOBODY, &none),
            (None, YES, NOBODY, &none),
            (None, YES, YES, &given),
        ];
        for (birth_date, guardian, child, expected) in table {
            let author = AuthorFacts {
                full_name: "Nguyễn Thị Ngọc Ẩn".to_owned(),
                birth_date,
                school: None,
                guardian,
                child,
            };
            assert_eq!(
                &show_author(&author, on),
                expected,
                "{birth_date:?} {guardian:?} {child:?}"
            );
        }
    }

    #[test]
    fn a_school_is_named_once() {
        let author = |school: &str| AuthorFacts {
            full_name: "Trần Thử".to_owned(),
            birth_date: None,
            school: Some(school.to_owned()),
            guardian: NOBODY,
            child: NOBODY,
        };
        let shown = show_authors(
            &[author("THCS Một"), author("THCS Hai"), author("THCS Một")],
            date!(2027 - 01 - 01),
        );
        assert_eq!(
            (shown.count(), shown.schools),
            (3, vec!["THCS Một".to_owned(), "THCS Hai".to_owned()])
        );
    }
}
