//! A judge's queue: a fixed order of their own, so that no entry is always read last by everybody.

use serde::Serialize;
use time::OffsetDateTime;

use crate::ids::{AccountId, AssignmentId, EntryId, PanelId};
use crate::judging::progress::Progress;
use crate::judging::states::{RoundState, SheetState};
use crate::numbers::Points;

/// The entries in this judge's order: seeded by judge and entry, so that it never changes.
pub fn queue_order(judge: AccountId, entries: &[EntryId]) -> Vec<EntryId> {
    let mut ordered = entries.to_vec();
    ordered.sort_by_key(|entry| (mix(judge.0, entry.0), entry.0));
    ordered
}

/// SplitMix64 over the two numbers: well spread and the same on every machine.
fn mix(judge: i64, entry: i64) -> u64 {
    let mut z = (judge as u64)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(entry as u64)
        .wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// One entry of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueueItem {
    pub assignment: AssignmentId,
    /// Place in the judge's order, from 1.
    pub place: usize,
    pub code: String,
    pub title: String,
    pub field: String,
    pub state: SheetState,
    /// How many criteria have a mark, of how many.
    pub marked: (usize, usize),
    pub sum: Option<Points>,
    /// Why it is not scored, when recused.
    pub reason: Option<String>,
    /// The sheet was opened again and waits to be signed anew.
    pub reopened: bool,
}

/// What a judge sees of one panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Queue {
    pub panel: PanelId,
    pub panel_name: String,
    pub round_name: String,
    pub edition_name: String,
    pub round: RoundState,
    pub blind: bool,
    pub declared: bool,
    pub is_chair: bool,
    pub due_at: Option<OffsetDateTime>,
    pub progress: Progress,
    /// One page of the filtered items, in order.
    pub items: Vec<QueueItem>,
    /// How many items the filter leaves, on all pages.
    pub found: usize,
    /// The page shown, from 1.
    pub page: usize,
    /// The first entry without a signed sheet.
    pub next: Option<AssignmentId>,
    /// The other panels of the judge, as id and name.
    pub others: Vec<(PanelId, String)>,
    /// Whole minutes the rest takes at the judge's own pace; none before the third sheet.
    pub minutes_left: Option<i64>,
}

/// What the queue is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueFilter {
    pub panel: Option<PanelId>,
    pub state: Option<SheetState>,
    pub search: String,
    /// From 1; a page past the end is the last one.
    pub page: usize,
}

/// Rows a page of a queue.
pub const QUEUE_ROWS: usize = 50;

/// Minutes the rest takes: the middle of the minutes per signed sheet, times the sheets left.
pub fn minutes_left(seconds_per_sheet: &[i64], left: usize) -> Option<i64> {
    const ENOUGH: usize = 3;
    if seconds_per_sheet.len() < ENOUGH || left == 0 {
        return None;
    }
    let mut sorted = seconds_per_sheet.to_vec();
    sorted.sort_unstable();
    let middle = sorted[sorted.len() / 2].clamp(30, 3_600);
    let left = i64::try_from(left).unwrap_or(i64::MAX / 3_600);
    Some((middle * left + 59) / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_judge_has_an_order_of_their_own_that_never_changes() {
        let entries: Vec<EntryId> = (1..=24).map(EntryId).collect();
        let first = queue_order(AccountId(1), &entries);
        let second = queue_order(AccountId(2), &entries);
        assert_eq!(first, queue_order(AccountId(1), &entries));
        assert_ne!(first, second);
        assert_ne!(first, entries);
        let mut sorted = first.clone();
        sorted.sort();
        assert_eq!(sorted, entries);
    }

    #[test]
    fn the_time_left_follows_the_middle_sheet_not_the_lunch_break() {
        assert_eq!(minutes_left(&[600, 620, 7_200], 17), Some(176));
        assert_eq!(minutes_left(&[600, 600], 17), None);
        assert_eq!(minutes_left(&[600, 600, 600], 0), None);
    }
}
