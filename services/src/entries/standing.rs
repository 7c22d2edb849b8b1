//! Whose deadline an entry has: its own, its unit's, or that of a supplement.

use domain::entries::state::EntryState;
use domain::ids::{EntryId, UnitId};
use domain::programmes::deadline::{EffectiveDeadline, Supplement, Whose};
use domain::programmes::edition::Edition;

use crate::entities::entry;

/// The deadline of a row that was read for a list.
pub(crate) fn deadline_of_row(edition: &Edition, row: &entry::Model) -> EffectiveDeadline {
    edition.deadline_of(whose_row(row))
}

/// The date of a supplement that is being waited for; none in every other state.
pub(crate) fn supplement_due(edition: &Edition, row: &entry::Model) -> Option<time::OffsetDateTime> {
    let asked = row.state == EntryState::SupplementRequested.code();
    asked.then(|| deadline_of_row(edition, row).at).flatten()
}

/// The same for an entry as its row holds it.
pub(crate) fn whose_row(row: &entry::Model) -> Whose {
    let asked = row.state == EntryState::SupplementRequested.code();
    Whose::Entry {
        id: EntryId(row.id),
        unit: row.unit_id.map(UnitId),
        supplement: row
            .supplement_deadline
            .filter(|_| asked)
            .map(|until| Supplement { until, asked_at: row.supplement_asked_at }),
    }
}
