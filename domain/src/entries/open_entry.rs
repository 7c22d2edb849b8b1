//! An entry with what its pages need to know: edition, rules, deadline, who is there.

use time::{Date, OffsetDateTime};

use crate::calendar::vietnam_date;
use crate::entries::check::{EntryProblem, check_entry};
use crate::entries::entry::Entry;
use crate::entries::filing::Standing;
use crate::entries::receipt::SignedReceipt;
use crate::entries::sections::{EntrySection, SectionStatus, section_statuses};
use crate::entries::state::{EntryState, UnitState};
use crate::ids::EntryId;
use crate::programmes::deadline::EffectiveDeadline;
use crate::programmes::edition::Edition;
use crate::programmes::rules::EditionRules;

/// An entry as its authors open it.
#[derive(Clone, Debug)]
pub struct OpenEntry {
    pub entry: Entry,
    pub edition: Edition,
    pub rules: EditionRules,
    /// The sections somebody opened.
    pub visited: Vec<EntrySection>,
    /// Other people at a section within the last minutes: who and where.
    pub others: Vec<(String, EntrySection)>,
    /// The deadline that counts for this entry now.
    pub deadline: EffectiveDeadline,
    /// How a filing this moment would stand.
    pub standing: Standing,
    /// The person may change it now.
    pub may_edit: bool,
    /// The person filed it; co-authors only write.
    pub is_owner: bool,
    pub receipts: Vec<SignedReceipt>,
    pub now: OffsetDateTime,
}

/// One line of the list of one's own entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntrySummary {
    pub id: EntryId,
    pub code: Option<String>,
    pub title: String,
    pub edition_vi: String,
    pub edition_en: String,
    pub state: EntryState,
    pub unit_state: UnitState,
    pub updated_at: OffsetDateTime,
    /// The deadline that counts for it.
    pub deadline: EffectiveDeadline,
    /// Where the person was last, to continue there.
    pub last_section: Option<EntrySection>,
}

impl OpenEntry {
    /// Today in Vietnam.
    pub fn today(&self) -> Date {
        vietnam_date(self.now)
    }

    /// Why it cannot be sent now.
    pub fn problems(&self) -> Vec<EntryProblem> {
        check_entry(&self.rules, &self.entry, self.today())
    }

    /// How far each page has come.
    pub fn statuses(&self) -> Vec<(EntrySection, SectionStatus)> {
        section_statuses(&self.rules, &self.entry, &self.visited, self.today())
    }

    /// True when the entry has this page.
    pub fn has(&self, section: EntrySection) -> bool {
        section.applies(&self.rules, &self.entry, self.today())
    }

    /// The page after this one; none after the last.
    pub fn next_section(&self, section: EntrySection) -> Option<EntrySection> {
        let mut pages = self
            .statuses()
            .into_iter()
            .filter(|(_, status)| *status != SectionStatus::Locked)
            .map(|(section, _)| section);
        pages.find(|page| *page > section)
    }
}
