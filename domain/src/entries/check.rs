//! Checking a whole entry: a draft always saves, sending lists every problem at once.

use time::{Date, Month};

use crate::calendar::vietnam_date;
use crate::consent::{AddressOf, Subject};
use crate::entries::check_answers::check_answers;
use crate::entries::check_authors::{check_authors, check_guardians, check_instructors};
use crate::entries::check_files::check_files;
use crate::entries::entry::Entry;
use crate::entries::sections::EntrySection;
use crate::entries::shown_names::{ShownName, shown_names};
use crate::numbers::{Share, ShareTotalProblem};
use crate::programmes::rules::{EditionRules, FileFormat};
use crate::text::fold;

/// The longest title, when the rules name none.
const TITLE_MAX: usize = 250;
/// The longest answer in one line, when the rules name none.
pub(super) const LINE_MAX: usize = 500;

/// One reason why an entry cannot be sent yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryProblem {
    TitleMissing,
    TitleTooLong {
        max: usize,
        given: usize,
    },
    FieldMissing,
    /// The rules know no such field or group (any more).
    FieldUnknown,
    GroupMissing,
    GroupUnknown,
    UnitMissing,
    Answer {
        code: String,
        label: String,
        section: EntrySection,
        problem: AnswerProblem,
    },
    TooFewAuthors {
        min: u32,
        given: usize,
    },
    TooManyAuthors {
        max: u32,
        given: usize,
    },
    Author {
        number: usize,
        name: String,
        problem: AuthorProblem,
    },
    /// `fix`: the author who could take what is missing, and the share that would then be right.
    Shares {
        total: ShareTotalProblem,
        fix: Option<(usize, Share)>,
    },
    NoRepresentative,
    SeveralRepresentatives {
        count: usize,
    },
    SchoolsDiffer,
    Guardian {
        number: usize,
        name: String,
        problem: GuardianProblem,
    },
    TooManyInstructors {
        max: u32,
        given: usize,
    },
    InstructorNameMissing {
        number: usize,
    },
    File {
        item: String,
        label: String,
        problem: DossierProblem,
    },
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerProblem {
    Missing,
    TooLong { max: usize, given: usize },
    NotADate,
    UnknownChoice,
    NotAPhone,
    NotAnEmail,
    NotANumber,
    NotTicked,
}

/// What is wrong with one author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthorProblem {
    NameMissing,
    NameTooLong {
        max: usize,
    },
    BirthDateMissing,
    /// Something was typed that is no day of the calendar.
    BirthDateUnreal,
    TooOld {
        born_from: Date,
        born: Date,
        age: u32,
        on: Date,
        article: String,
    },
    TooYoung {
        born_to: Date,
        born: Date,
        age: u32,
        on: Date,
        article: String,
    },
    SchoolMissing,
    ShareMissing,
    ShareZero,
    /// Something was typed that is no share.
    ShareUnread,
    NotAPhone,
    NotAnEmail,
    /// The representative can be called.
    PhoneMissing,
}

/// What is wrong with the guardian of a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuardianProblem {
    NameMissing,
    RelationMissing,
    /// Neither phone nor e-mail.
    ContactMissing,
    NotAPhone,
    NotAnEmail,
    /// The link would go to somebody else: the guardian needs an address of their own, or answers on paper.
    AddressTaken {
        by: AddressOf,
    },
    Refused {
        subject: Subject,
    },
    Withdrawn {
        subject: Subject,
    },
}

/// What is wrong with an item of the dossier. `author` names the author it is asked of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DossierProblem {
    TooFew { min: u32, given: usize, author: Option<String> },
    TooMany { max: u32, given: usize, author: Option<String> },
    WrongFormat { file: String, accepted: Vec<FileFormat> },
    TooLarge { file: String, size: u64, max_mb: u32 },
}

/// Something worth a second look that stops nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryWarning {
    /// Two authors have the same name and birth date.
    SamePerson { first: usize, second: usize, name: String },
    /// An instructor has the name of an author.
    InstructorIsAuthor { name: String },
    /// Younger than the rules foresee, but welcome.
    YoungerThanUsual { number: usize, name: String, age: u32 },
    /// Blind judges would read a name.
    NameShown(ShownName),
}

impl EntryProblem {
    /// True when something is only not there yet: a draft has gaps, and nobody needs to hear of them while writing.
    pub fn is_gap(&self) -> bool {
        match self {
            Self::TitleMissing
            | Self::FieldMissing
            | Self::GroupMissing
            | Self::UnitMissing
            | Self::TooFewAuthors { .. }
            | Self::NoRepresentative => true,
            Self::Answer { problem, .. } => matches!(problem, AnswerProblem::Missing | AnswerProblem::NotTicked),
            Self::Author { problem, .. } => matches!(
                problem,
                AuthorProblem::NameMissing
                    | AuthorProblem::BirthDateMissing
                    | AuthorProblem::SchoolMissing
                    | AuthorProblem::ShareMissing
                    | AuthorProblem::PhoneMissing
            ),
            Self::Guardian { problem, .. } => matches!(
                problem,
                GuardianProblem::NameMissing | GuardianProblem::RelationMissing | GuardianProblem::ContactMissing
            ),
            Self::File { problem, .. } => matches!(problem, DossierProblem::TooFew { .. }),
            Self::TitleTooLong { .. }
            | Self::FieldUnknown
            | Self::GroupUnknown
            | Self::TooManyAuthors { .. }
            | Self::Shares { .. }
            | Self::SeveralRepresentatives { .. }
            | Self::SchoolsDiffer
            | Self::TooManyInstructors { .. }
            | Self::InstructorNameMissing { .. } => false,
        }
    }

    /// The page on which it can be put right.
    pub fn section(&self) -> EntrySection {
        match self {
            Self::TitleMissing
            | Self::TitleTooLong { .. }
            | Self::FieldMissing
            | Self::FieldUnknown
            | Self::GroupMissing
            | Self::GroupUnknown
            | Self::UnitMissing => EntrySection::About,
            Self::Answer { section, .. } => *section,
            Self::TooFewAuthors { .. }
            | Self::TooManyAuthors { .. }
            | Self::Author { .. }
            | Self::Shares { .. }
            | Self::NoRepresentative
            | Self::SeveralRepresentatives { .. }
            | Self::SchoolsDiffer => EntrySection::Authors,
            Self::Guardian { .. } => EntrySection::Guardians,
            Self::TooManyInstructors { .. } | Self::InstructorNameMissing { .. } => EntrySection::Instructors,
            Self::File { .. } => EntrySection::Files,
        }
    }
}

/// Every reason why the entry cannot be sent on that day; empty when it can.
pub fn check_entry(rules: &EditionRules, entry: &Entry, on: Date) -> Vec<EntryProblem> {
    let mut problems = check_facts(rules, entry);
    problems.extend(check_answers(rules, entry, EntrySection::About));
    problems.extend(check_authors(rules, entry, on));
    problems.extend(check_guardians(entry, on));
    problems.extend(check_instructors(rules, entry));
    problems.extend(check_answers(rules, entry, EntrySection::Description));
    problems.extend(check_files(rules, entry));
    problems.extend(check_answers(rules, entry, EntrySection::Declarations));
    problems
}

fn check_facts(rules: &EditionRules, entry: &Entry) -> Vec<EntryProblem> {
    let max = rules.question("title").and_then(|question| question.max_chars).map_or(TITLE_MAX, |max| max as usize);
    let given = entry.title.chars().count();
    let mut problems = Vec::new();
    if given == 0 {
        problems.push(EntryProblem::TitleMissing);
    } else if given > max {
        problems.push(EntryProblem::TitleTooLong { max, given });
    }
    match entry.field.as_deref() {
        None if !rules.fields.is_empty() => problems.push(EntryProblem::FieldMissing),
        Some(code) if rules.field(code).is_none() => problems.push(EntryProblem::FieldUnknown),
        _ => {}
    }
    match entry.group.as_deref() {
        None if !rules.groups.is_empty() => problems.push(EntryProblem::GroupMissing),
        Some(code) if !rules.groups.iter().any(|group| group.code == code) => {
            problems.push(EntryProblem::GroupUnknown);
        }
        _ => {}
    }
    let unit_asked =
        rules.team.unit_confirms || super::sections::unit_question(rules).is_some_and(|question| question.required);
    let unit_named = entry.unit.is_some() || (!rules.team.unit_confirms && !entry.unit_name.is_empty());
    if unit_asked && !unit_named {
        problems.push(EntryProblem::UnitMissing);
    }
    problems
}

/// What is worth a second look.
pub fn warnings(rules: &EditionRules, entry: &Entry, on: Date) -> Vec<EntryWarning> {
    let mut warnings = Vec::new();
    let people: Vec<(String, Option<Date>)> =
        entry.authors.iter().map(|author| (fold(&author.full_name), author.birth_date)).collect();
    for second in 1..people.len() {
        let same = |first: &usize| people[*first] == people[second] && !people[second].0.is_empty();
        if let Some(first) = (0..second).find(same) {
            let name = entry.authors[second].full_name.clone();
            warnings.push(EntryWarning::SamePerson { first: first + 1, second: second + 1, name });
        }
    }
    for instructor in &entry.instructors {
        let folded = fold(&instructor.full_name);
        if !folded.is_empty() && people.iter().any(|(name, _)| *name == folded) {
            let name = instructor.full_name.clone();
            warnings.push(EntryWarning::InstructorIsAuthor { name });
        }
    }
    warnings.extend(super::check_authors::younger_than_usual(rules, entry, on));
    warnings.extend(shown_names(rules, entry).into_iter().map(EntryWarning::NameShown));
    warnings
}

/// The day on which ages are counted: the day and month of the window's later end, in the year of the deadline.
pub fn age_day(rules: &EditionRules, on: Date) -> Date {
    let Some(window) = rules.eligibility.birth_window else {
        return on;
    };
    let year = rules.dates.closes_at.map_or(on, vietnam_date).year();
    let (month, day): (Month, u8) = (window.to.month(), window.to.day());
    Date::from_calendar_date(year, month, day).or_else(|_| Date::from_calendar_date(year, month, 28)).unwrap_or(on)
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
