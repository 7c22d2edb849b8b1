//! The list of entries received: how it is filtered and what a line shows.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::entries::state::{EntryState, UnitState};
use crate::ids::{EntryId, UnitId};
use crate::intake::checklist::LineSubject;
use crate::programmes::edition::Edition;
use crate::programmes::rules::Field;

/// How many lines a page of the list has.
pub const PAGE_SIZE: u64 = 50;

/// Which entries are asked for. The empty filter asks for all that were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueFilter {
    pub state: Option<EntryState>,
    pub field: Option<String>,
    pub unit_state: Option<UnitState>,
    pub unit: Option<UnitId>,
    /// Only entries with something required missing.
    pub missing: bool,
    /// Words in any order, accents aside.
    pub text: String,
    pub sort: QueueSort,
    /// Counts from 1.
    pub page: u64,
}

impl QueueFilter {
    /// True when it leaves anything out; the order and the page leave nothing out.
    pub fn is_narrowing(&self) -> bool {
        self.state.is_some()
            || self.field.is_some()
            || self.unit_state.is_some()
            || self.unit.is_some()
            || self.missing
            || !self.text.trim().is_empty()
    }

    /// The same filter on another page.
    pub fn on_page(&self, page: u64) -> Self {
        Self { page, ..self.clone() }
    }
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueSort {
    /// Who waits longest comes first.
    #[default]
    Oldest,
    Newest,
    Code,
    CodeDown,
    /// The nearest deadline for a supplement comes first.
    Deadline,
    DeadlineDown,
}

impl QueueSort {
    /// Every order.
    pub const ALL: [Self; 6] =
        [Self::Oldest, Self::Newest, Self::Code, Self::CodeDown, Self::Deadline, Self::DeadlineDown];
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueRow {
    pub id: EntryId,
    pub code: String,
    pub title: String,
    pub authors: Vec<String>,
    pub unit: Option<String>,
    /// The name of the field.
    pub field: Option<String>,
    pub state: EntryState,
    pub unit_state: UnitState,
    pub submitted_at: Option<OffsetDateTime>,
    /// Until when a supplement that was asked for may come.
    pub supplement_due: Option<OffsetDateTime>,
    /// What the portal sees missing.
    pub missing: Vec<LineSubject>,
}

/// A page of the list, with the numbers for its tabs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Queue {
    pub edition: Edition,
    pub fields: Vec<Field>,
    pub units: Vec<(UnitId, String)>,
    pub filter: QueueFilter,
    pub rows: Vec<QueueRow>,
    /// How many the filter finds, on all pages.
    pub total: u64,
    /// How many each state has under the rest of the filter.
    pub counts: Vec<(EntryState, u64)>,
}

impl Queue {
    /// The number of pages, at least one.
    pub fn pages(&self) -> u64 {
        self.total.div_ceil(PAGE_SIZE).max(1)
    }
}

/// The states a secretary sees, in the order of the tabs: a draft is its authors' alone.
pub const QUEUE_STATES: [EntryState; 6] = [
    EntryState::Submitted,
    EntryState::Late,
    EntryState::SupplementRequested,
    EntryState::Accepted,
    EntryState::Refused,
    EntryState::Withdrawn,
];

/// What the search compares, folded: code, title, authors and unit.
pub fn search_text<'a>(
    code: &'a str,
    title: &'a str,
    authors: impl IntoIterator<Item = &'a str>,
    unit: &'a str,
) -> String {
    let words: Vec<&str> = [code, title].into_iter().chain(authors).chain([unit]).collect();
    crate::text::fold(&words.join(" "))
}
