//! Prizes and authors as every page on results shows them.

use domain::results::archive::{Seal as Carved, seal_of};
use domain::results::publication::{ShownAuthor, ShownAuthors};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::prize::{PrizeLevel, Seal, SealSize};
use crate::words::lang;

catalogue! {
    /// The words for authors who are not named.
    pub AuthorWords {
        group(count: usize) => "Nhóm {count} học sinh", "Group of {count} students";
        one => "1 học sinh", "1 student";
        others(count: usize) => "và {count} học sinh khác", "and {count} more";
    }
}

/// The seal of a prize by its name; special prizes have none.
pub fn level_of(prize: &str) -> Option<PrizeLevel> {
    seal_of(prize).map(|seal| match seal {
        Carved::Special => PrizeLevel::Special,
        Carved::First => PrizeLevel::First,
        Carved::Second => PrizeLevel::Second,
        Carved::Third => PrizeLevel::Third,
        Carved::Merit => PrizeLevel::Merit,
    })
}

/// Seal and words of a prize; the words alone when it has no seal.
#[component]
pub fn PrizeName(#[prop(into)] name: String) -> impl IntoView {
    let seal = level_of(&name).map(|level| view! { <Seal level size=SealSize::Small/> });
    view! { <span class="prize" lang="vi">{seal}{name}</span> }
}

/// Names as far as they may be shown; the others are counted.
pub fn names_of(authors: &ShownAuthors) -> String {
    let words = AuthorWords(lang());
    let names = authors.names();
    let nameless = authors
        .authors
        .iter()
        .filter(|author| **author == ShownAuthor::Nameless)
        .count();
    match (names.is_empty(), nameless) {
        (true, 0) => String::new(),
        (true, 1) => words.one().to_owned(),
        (true, count) => words.group(count),
        (false, 0) => names.join(", "),
        (false, count) => format!("{} {}", names.join(", "), words.others(count)),
    }
}

/// Names and schools on one line.
pub fn authors_line(authors: &ShownAuthors) -> String {
    let parts = [names_of(authors), authors.schools.join(", ")];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(". ")
}
