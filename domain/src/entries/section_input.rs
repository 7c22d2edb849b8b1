//! What one page of the form sends.

use crate::entries::entry::{Answers, Author, Entry, Guardian, Instructor};
use crate::entries::sections::EntrySection;
use crate::ids::{AuthorId, UnitId};
use crate::programmes::rules::EditionRules;

/// The content of one section, as typed.
#[derive(Clone, Debug)]
pub enum SectionInput {
    About(AboutInput),
    Description(Answers),
    Declarations(Answers),
    Authors(Vec<Author>),
    Guardians(Vec<(AuthorId, Guardian)>),
    Instructors(Vec<Instructor>),
}

/// Title, field, unit and other facts.
#[derive(Clone, Debug, Default)]
pub struct AboutInput {
    pub title: String,
    pub field: Option<String>,
    pub group: Option<String>,
    pub unit: Option<UnitId>,
    pub unit_name: String,
    pub answers: Answers,
}

impl SectionInput {
    /// The page it comes from.
    pub fn section(&self) -> EntrySection {
        match self {
            Self::About(_) => EntrySection::About,
            Self::Description(_) => EntrySection::Description,
            Self::Declarations(_) => EntrySection::Declarations,
            Self::Authors(_) => EntrySection::Authors,
            Self::Guardians(_) => EntrySection::Guardians,
            Self::Instructors(_) => EntrySection::Instructors,
        }
    }

    /// Writes it into the entry: nothing but its own section changes, and only questions of that section are answered.
    pub fn apply(self, rules: &EditionRules, entry: &mut Entry) {
        let section = self.section();
        match self {
            Self::About(about) => {
                entry.title = about.title;
                entry.field = about.field;
                entry.group = about.group;
                entry.unit = about.unit;
                entry.unit_name = about.unit_name;
                apply_answers(rules, section, about.answers, entry);
            }
            Self::Description(answers) | Self::Declarations(answers) => apply_answers(rules, section, answers, entry),
            Self::Authors(authors) => entry.authors = keep_guardians(&entry.authors, authors),
            Self::Guardians(guardians) => {
                for (id, guardian) in guardians {
                    if let Some(author) = entry.authors.iter_mut().find(|author| author.id == Some(id)) {
                        author.guardian = guardian;
                    }
                }
            }
            Self::Instructors(instructors) => entry.instructors = instructors,
        }
    }
}

fn apply_answers(rules: &EditionRules, section: EntrySection, mut answers: Answers, entry: &mut Entry) {
    for question in section.questions(rules) {
        let answer = answers.remove(&question.code).unwrap_or_default();
        if answer.is_empty() {
            entry.answers.remove(&question.code);
        } else {
            entry.answers.insert(question.code.clone(), answer);
        }
    }
}

/// The page of authors does not ask for guardians and consents: they stay with their author. A row without a number is
/// the stored one of the same name and birth date: it was saved, and the answer that names it got lost.
fn keep_guardians(before: &[Author], mut authors: Vec<Author>) -> Vec<Author> {
    let mut claimed: Vec<_> = authors.iter().filter_map(|author| author.id).collect();
    for author in &mut authors {
        let is_same = |known: &&Author| known.full_name == author.full_name && known.birth_date == author.birth_date;
        if author.id.is_none() && !author.full_name.is_empty() {
            let free = before.iter().filter(|known| known.id.is_some_and(|id| !claimed.contains(&id)));
            author.id = free.filter(|known| is_same(known)).find_map(|known| known.id);
            claimed.extend(author.id);
        }
        let known = before.iter().find(|known| known.id.is_some() && known.id == author.id);
        match known {
            Some(known) => {
                author.guardian = known.guardian.clone();
                author.consents = known.consents.clone();
            }
            None => author.id = None,
        }
    }
    authors
}
