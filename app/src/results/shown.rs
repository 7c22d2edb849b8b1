//! Authors as every page on results shows them.

use domain::results::publication::ShownAuthors;

use crate::catalogue;
use crate::words::lang;

catalogue! {
    /// The words for authors who are not named.
    pub AuthorWords {
        hidden => "Không công bố tên", "Names not public";
        others(count: usize) => "và {count} tác giả không công bố tên", "and {count} not named";
    }
}

/// The full names of those who may be named.
pub fn names_of(authors: &ShownAuthors) -> String {
    let words = AuthorWords(lang());
    let names = authors.names().join(", ");
    match (names.is_empty(), authors.nameless()) {
        (true, 0) => String::new(),
        (true, _) => words.hidden().to_owned(),
        (false, 0) => names,
        (false, count) => format!("{names} {}", words.others(count)),
    }
}

/// The schools of those who are named; where nobody is, the communes.
pub fn places_of(authors: &ShownAuthors) -> String {
    if authors.schools.is_empty() { authors.communes.join(", ") } else { authors.schools.join(", ") }
}

/// Names and places on one line.
pub fn authors_line(authors: &ShownAuthors) -> String {
    let parts = [names_of(authors), places_of(authors)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
}
