//! The pages of the entry form, and how far each has come.

use time::Date;

use crate::calendar::is_child;
use crate::entries::check::{EntryProblem, check_entry};
use crate::entries::entry::Entry;
use crate::programmes::rules::{EditionRules, Question, QuestionKind, Section};

/// One page of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntrySection {
    /// Title, field, unit and other facts.
    About,
    Authors,
    Guardians,
    Instructors,
    Description,
    Files,
    /// Declarations to tick.
    Declarations,
}

/// How far a section has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectionStatus {
    /// Nobody has opened it.
    NotStarted,
    /// Opened, something is missing.
    InProgress,
    Done,
    /// It waits for another section.
    Locked,
}

/// Questions that the portal asks itself, whatever else the rules ask.
const OWN_FIELDS: [&str; 3] = ["title", "field", "group"];

impl EntrySection {
    /// Every section, in the order of the task list.
    pub const ALL: [Self; 7] = [
        Self::About,
        Self::Authors,
        Self::Guardians,
        Self::Instructors,
        Self::Description,
        Self::Files,
        Self::Declarations,
    ];

    /// The word in its address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::About => "thong-tin",
            Self::Authors => "tac-gia",
            Self::Guardians => "giam-ho",
            Self::Instructors => "nguoi-huong-dan",
            Self::Description => "mo-ta",
            Self::Files => "tep",
            Self::Declarations => "cam-ket",
        }
    }

    /// The section of a word in an address.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.slug() == slug)
    }

    /// The questions of the rules asked on this page.
    pub fn questions(self, rules: &EditionRules) -> impl Iterator<Item = &Question> {
        let wanted = match self {
            Self::About => Some(Section::About),
            Self::Description => Some(Section::Description),
            Self::Declarations => Some(Section::Declarations),
            Self::Authors | Self::Guardians | Self::Instructors | Self::Files => None,
        };
        rules.questions.iter().filter(move |question| {
            Some(question.section) == wanted
                && !OWN_FIELDS.contains(&question.code.as_str())
                && unit_question(rules).is_none_or(|unit| unit.code != question.code)
        })
    }

    /// True when this entry has such a page at all.
    pub fn applies(self, rules: &EditionRules, entry: &Entry, on: Date) -> bool {
        match self {
            Self::About | Self::Authors => true,
            Self::Guardians => {
                let may_come = rules.eligibility.birth_window.is_some_and(|window| is_child(window.to, on));
                let unknown =
                    entry.authors.is_empty() || entry.authors.iter().any(|author| author.birth_date.is_none());
                (may_come && unknown) || entry.in_care(on).next().is_some()
            }
            Self::Instructors => rules.team.instructors_max > 0,
            Self::Files => rules.dossier_for(entry.field.as_deref()).next().is_some(),
            Self::Description | Self::Declarations => self.questions(rules).next().is_some(),
        }
    }

    /// True while nothing was entered on the page.
    pub fn is_empty(self, rules: &EditionRules, entry: &Entry) -> bool {
        let unanswered =
            self.questions(rules).all(|question| entry.answers.get(&question.code).is_none_or(String::is_empty));
        match self {
            Self::About => {
                entry.title.is_empty()
                    && entry.field.is_none()
                    && entry.group.is_none()
                    && entry.unit_name.is_empty()
                    && unanswered
            }
            Self::Authors => entry.authors.is_empty(),
            Self::Guardians => entry.authors.iter().all(|author| author.guardian.is_empty()),
            Self::Instructors => entry.instructors.is_empty(),
            Self::Files => entry.files.is_empty(),
            Self::Description | Self::Declarations => unanswered,
        }
    }
}

/// The question that names the confirming unit: the entry keeps its answer itself.
pub fn unit_question(rules: &EditionRules) -> Option<&Question> {
    rules.questions.iter().find(|question| question.kind == QuestionKind::Unit)
}

/// The status of every page the entry has; `visited` are those somebody opened.
pub fn section_statuses(
    rules: &EditionRules,
    entry: &Entry,
    visited: &[EntrySection],
    on: Date,
) -> Vec<(EntrySection, SectionStatus)> {
    let problems = check_entry(rules, entry, on);
    EntrySection::ALL
        .into_iter()
        .filter(|section| section.applies(rules, entry, on))
        .map(|section| (section, status(section, rules, entry, &problems, visited, on)))
        .collect()
}

fn status(
    section: EntrySection,
    rules: &EditionRules,
    entry: &Entry,
    problems: &[EntryProblem],
    visited: &[EntrySection],
    on: Date,
) -> SectionStatus {
    let is_open = section != EntrySection::Guardians || entry.in_care(on).next().is_some();
    let is_whole = !problems.iter().any(|problem| problem.section() == section);
    let was_opened = visited.contains(&section) || !section.is_empty(rules, entry);
    let is_optional = section.is_empty(rules, entry) && is_whole;
    match (is_open, is_whole, was_opened) {
        (false, ..) => SectionStatus::Locked,
        (true, true, true) => SectionStatus::Done,
        (true, true, false) if is_optional => SectionStatus::NotStarted,
        (true, true, false) => SectionStatus::Done,
        (true, false, true) => SectionStatus::InProgress,
        (true, false, false) => SectionStatus::NotStarted,
    }
}
