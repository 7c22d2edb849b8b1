//! What a unit officer sees: the entries of the unit, in every edition.

use time::OffsetDateTime;

use crate::entries::state::{EntryState, UnitState};
use crate::ids::{EditionId, EntryId, UnitId};
use crate::intake::check_page::{Answer, CheckedAuthor, CheckedFile, Confirmation, EntryHead};
use crate::ledger::HistoryLine;
use crate::programmes::edition::Edition;

/// Which entries of the unit are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitFilter {
    pub edition: Option<EditionId>,
    pub unit_state: Option<UnitState>,
    /// Words in any order, accents aside.
    pub text: String,
    /// Counts from 1.
    pub page: u64,
}

impl UnitFilter {
    /// True when it leaves anything out.
    pub fn is_narrowing(&self) -> bool {
        self.edition.is_some() || self.unit_state.is_some() || !self.text.trim().is_empty()
    }
}

/// One entry of the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    pub id: EntryId,
    pub code: String,
    pub title: String,
    pub authors: Vec<String>,
    pub edition: String,
    pub state: EntryState,
    pub unit_state: UnitState,
    pub since: OffsetDateTime,
}

/// A page of the unit's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitDesk {
    /// The units the officer acts for.
    pub units: Vec<(UnitId, String)>,
    pub editions: Vec<Edition>,
    pub filter: UnitFilter,
    pub rows: Vec<UnitRow>,
    pub total: u64,
    /// How many stand in each unit state under the rest of the filter.
    pub counts: Vec<(UnitState, u64)>,
}

/// One entry as its unit reads it: no birth dates, telephones or addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitEntry {
    pub edition: Edition,
    pub head: EntryHead,
    pub authors: Vec<CheckedAuthor>,
    pub instructors: Vec<String>,
    pub answers: Vec<(String, Answer)>,
    pub files: Vec<CheckedFile>,
    pub confirmations: Vec<Confirmation>,
    pub history: Vec<HistoryLine>,
}
