//! What may be shown to everybody of the authors of an entry: the full name and the school of those who agreed, as
//! [`crate::consent::standing`] finds it, and of everybody the commune. Nothing else of an author is ever public.

use serde::{Deserialize, Serialize};

use crate::consent::{Consent, Days, Person, standing};

/// An author as far as the rule needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorFacts {
    pub person: Person,
    /// Newest first.
    pub consents: Vec<Consent>,
    pub school: Option<String>,
    /// The commune of the school or of the unit that confirms.
    pub commune: Option<String>,
}

/// An author as the public sees one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ShownAuthor {
    /// The full name: everybody needed agreed.
    FullName(String),
    /// Not named, and the school neither.
    Nameless,
}

/// The authors of an entry as the public sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownAuthors {
    /// In the order of the entry.
    pub authors: Vec<ShownAuthor>,
    /// Schools or agencies of those who are named, each once, in the order of the authors.
    pub schools: Vec<String>,
    /// Communes of all authors, each once.
    #[serde(default)]
    pub communes: Vec<String>,
}

impl ShownAuthors {
    /// The names that may be read aloud.
    pub fn names(&self) -> Vec<&str> {
        self.authors
            .iter()
            .filter_map(|author| match author {
                ShownAuthor::FullName(name) => Some(name.as_str()),
                ShownAuthor::Nameless => None,
            })
            .collect()
    }

    /// How many authors are not named.
    pub fn nameless(&self) -> usize {
        self.authors.len() - self.names().len()
    }

    /// How many authors there are.
    pub fn count(&self) -> usize {
        self.authors.len()
    }
}

/// How the authors of an entry are shown.
pub fn show_authors(authors: &[AuthorFacts], days: Days, entrant_publishes: bool) -> ShownAuthors {
    let mut shown = ShownAuthors::default();
    for author in authors {
        add_once(&mut shown.communes, author.commune.as_ref());
        if standing(&author.person, &author.consents, days, entrant_publishes).publication.name {
            let name = author.person.full_name.clone();
            shown.authors.push(ShownAuthor::FullName(name));
            add_once(&mut shown.schools, author.school.as_ref());
        } else {
            shown.authors.push(ShownAuthor::Nameless);
        }
    }
    shown
}

fn add_once(names: &mut Vec<String>, name: Option<&String>) {
    if let Some(name) = name.filter(|name| !names.contains(name)) {
        names.push(name.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consent::{ConsentState, Question, Subject, Way};
    use time::macros::{date, datetime};

    const TODAY: Days = Days { counted: date!(2027 - 10 - 12), today: date!(2027 - 10 - 12) };

    fn author(name: &str, school: &str, answers: &[(Subject, bool)]) -> AuthorFacts {
        let person =
            Person { full_name: name.to_owned(), birth_date: Some(date!(2015 - 03 - 14)), ..Person::default() };
        let consents = answers.iter().map(|&(subject, publish_name)| Consent {
            subject,
            // A guardian without a name binds nobody, so each has one.
            question: Question { guardian_name: "Trần Mẫu".to_owned(), ..Question::about(&person) },
            state: ConsentState::Given,
            person_name: String::new(),
            relation: String::new(),
            publish_name,
            publish_photo: false,
            way: Way::Link,
            kept_at: String::new(),
            sent_to: String::new(),
            asked_at: datetime!(2027-06-01 0:00 UTC),
            answered_at: Some(datetime!(2027-06-01 0:00 UTC)),
            withdrawn_at: None,
        });
        AuthorFacts {
            consents: consents.collect(),
            person: Person { guardian_name: "Trần Mẫu".to_owned(), ..person },
            school: Some(school.to_owned()),
            commune: Some("Phường Thử".to_owned()),
        }
    }

    const AGREED: [(Subject, bool); 2] = [(Subject::Guardian, true), (Subject::Child, true)];
    const ONLY_TO_ENTER: [(Subject, bool); 2] = [(Subject::Guardian, true), (Subject::Child, false)];

    #[test]
    fn with_the_consents_all_full_names_and_schools_are_shown() {
        let authors = [
            author("Nguyễn Thị Ngọc", "THCS Một", &AGREED),
            author("Lê Minh Hoàng", "THCS Hai", &AGREED),
            author("Phạm Mai Chi", "THCS Một", &AGREED),
        ];
        let shown = show_authors(&authors, TODAY, false);
        assert_eq!(shown.names(), ["Nguyễn Thị Ngọc", "Lê Minh Hoàng", "Phạm Mai Chi"]);
        assert_eq!((shown.nameless(), shown.schools), (0, vec!["THCS Một".to_owned(), "THCS Hai".to_owned()]));
    }

    #[test]
    fn without_them_neither_name_nor_school_is_shown() {
        for answers in [&ONLY_TO_ENTER[..], &AGREED[..1], &AGREED[1..], &[]] {
            let shown = show_authors(&[author("Nguyễn Thị Ngọc", "THCS Một", answers)], TODAY, true);
            assert_eq!((shown.names().len(), shown.schools.len(), shown.nameless()), (0, 0, 1));
            assert_eq!(shown.communes, ["Phường Thử"]);
        }
    }

    #[test]
    fn of_a_team_those_who_agreed_are_named_with_their_own_school() {
        let authors =
            [author("Nguyễn Thị Ngọc", "THCS Một", &AGREED), author("Lê Minh Hoàng", "THCS Hai", &ONLY_TO_ENTER)];
        let shown = show_authors(&authors, TODAY, false);
        assert_eq!((shown.names(), shown.schools.as_slice()), (vec!["Nguyễn Thị Ngọc"], &["THCS Một".to_owned()][..]));
    }
}
