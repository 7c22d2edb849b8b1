//! What the secretariat's pages show of programmes and editions.

use time::{Date, OffsetDateTime};

use super::edition::Edition;
use super::form::RulesSection;
use super::readiness::{Finding, readiness};
use super::rules::EditionRules;
use super::template::{Names, ProgrammeKind, ProgrammeLevel};
use crate::calendar::DayKind;
use crate::entries::state::EntryState;
use crate::judging::states::RoundState;

/// A programme of which editions are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeLine {
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    /// The highest ordinal used so far.
    pub last_ordinal: Option<i32>,
    /// Editions whose rules this person may start from, the newest first.
    pub editions: Vec<Edition>,
}

/// A programme as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeDesk {
    pub code: String,
    pub names: Names,
    pub kind: ProgrammeKind,
    pub levels: Vec<ProgrammeLevel>,
    pub editions: u64,
}

/// What a template made of an edition is called, as an administrator types it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateForm {
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    pub address: String,
    pub prefix: String,
    /// The template of a known programme is replaced.
    pub replace: bool,
}

/// One edition on the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionLine {
    pub edition: Edition,
    pub entries: EntryCounts,
}

/// How many entries stand where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryCounts(pub Vec<(EntryState, u64)>);

impl EntryCounts {
    /// Entries in one of these states.
    pub fn in_states(&self, states: &[EntryState]) -> u64 {
        self.0.iter().filter(|(state, _)| states.contains(state)).map(|(_, count)| count).sum()
    }

    /// Entries that were sent and not withdrawn.
    pub fn sent(&self) -> u64 {
        let sent = self.0.iter().filter(|(state, _)| !matches!(state, EntryState::Draft | EntryState::Withdrawn));
        sent.map(|(_, count)| count).sum()
    }

    /// Entries the secretariat has to look at.
    pub fn waiting(&self) -> u64 {
        self.in_states(&[EntryState::Submitted, EntryState::Late])
    }
}

/// The desk of one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionDesk {
    pub edition: Edition,
    pub rules: EditionRules,
    pub entries: EntryCounts,
    /// The rounds that were prepared, by the code of the rules.
    pub rounds: Vec<(String, RoundState)>,
    /// A new version of the rules is being written.
    pub amending: bool,
}

/// The rules as the editor shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesDesk {
    pub edition: Edition,
    pub rules: EditionRules,
    /// The version shown: the one being written, else the one in force.
    pub version: i32,
    /// Counts the saves; a form that carries an older one is stale.
    pub revision: i32,
    /// True while this version is being written and the person may write it.
    pub editable: bool,
    /// True when the person may start a new version.
    pub may_amend: bool,
    /// Why the version being written changes the rules; empty for the first.
    pub reason: String,
}

impl RulesDesk {
    /// What stops this version, and what to look at.
    pub fn findings(&self, now: OffsetDateTime) -> Vec<Finding> {
        readiness(&self.rules, now)
    }

    /// True for a version that replaces one in force.
    pub fn is_amendment(&self) -> bool {
        self.version > self.edition.version
    }

    /// The address of a section.
    pub fn section_path(&self, section: RulesSection) -> String {
        format!("/thu-ky/{}/the-le/{}", self.edition.slug, section.address())
    }
}

/// One version of an edition's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    pub version: i32,
    pub reason: String,
    /// Who wrote it, if known.
    pub by: Option<String>,
    pub frozen_at: Option<OffsetDateTime>,
    pub entries: u64,
    pub rules: EditionRules,
}

/// A day of the calendar that differs from the plain week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarLine {
    pub day: Date,
    pub kind: DayKind,
    pub note: String,
    pub source: Option<String>,
}
