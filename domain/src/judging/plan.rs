//! The draft plan of assignments: what it changes, what the matrix shows.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, EntryId, PanelId};
use crate::judging::conflicts::{Conflict, Strength};
use crate::judging::states::{RoundState, SheetState};

/// A judge for an entry.
pub type Pair = (EntryId, AccountId);

/// One cell of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Cell {
    /// Nobody plans it.
    Empty,
    /// The plan adds it.
    Adding,
    /// The plan takes it away.
    Dropping,
    Assigned,
    /// The judge has begun.
    Draft,
    Signed,
    Recused,
    /// The two may not meet.
    Blocked,
}

impl Cell {
    /// True when the secretary may flip it: work begun is never cancelled.
    pub fn is_free(self) -> bool {
        matches!(self, Self::Empty | Self::Adding | Self::Dropping | Self::Assigned)
    }

    /// True when it counts as a judge of the entry once the plan is applied.
    pub fn counts(self) -> bool {
        matches!(self, Self::Adding | Self::Assigned | Self::Draft | Self::Signed)
    }
}

/// What a cell shows, from the plan, the sheet in force and the conflicts of the pair.
pub fn cell(planned: bool, sheet: Option<SheetState>, conflicts: &[Conflict]) -> Cell {
    let blocked = conflicts.iter().any(|conflict| conflict.strength == Strength::Block);
    match (sheet, planned) {
        (Some(SheetState::Signed), _) => Cell::Signed,
        (Some(SheetState::Draft), _) => Cell::Draft,
        (Some(SheetState::Recused), _) => Cell::Recused,
        (Some(SheetState::Assigned), true) => Cell::Assigned,
        (Some(SheetState::Assigned), false) => Cell::Dropping,
        (None, _) if blocked => Cell::Blocked,
        (None, true) => Cell::Adding,
        (None, false) => Cell::Empty,
    }
}

/// What applying the plan would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChanges {
    pub added: Vec<Pair>,
    pub dropped: Vec<Pair>,
}

impl PlanChanges {
    /// How many pairs change.
    pub fn count(&self) -> usize {
        self.added.len() + self.dropped.len()
    }
}

/// Compares the plan with the assignments: pairs with work begun are neither added nor dropped.
pub fn plan_changes(planned: &BTreeSet<Pair>, current: &[(Pair, SheetState)]) -> PlanChanges {
    let known: BTreeSet<Pair> = current.iter().map(|(pair, _)| *pair).collect();
    PlanChanges {
        added: planned.iter().filter(|pair| !known.contains(pair)).copied().collect(),
        dropped: current
            .iter()
            .filter(|(pair, state)| *state == SheetState::Assigned && !planned.contains(pair))
            .map(|(pair, _)| *pair)
            .collect(),
    }
}

/// A column of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatrixJudge {
    pub judge: AccountId,
    pub name: String,
    /// Entries once the plan is applied.
    pub load: usize,
    pub capacity: Option<u32>,
    pub declared: bool,
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatrixRow {
    pub entry: EntryId,
    pub code: String,
    pub title: String,
    pub cells: Vec<(Cell, Vec<Conflict>)>,
    /// Judges once the plan is applied.
    pub judges: usize,
}

/// One page of a panel's matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matrix {
    pub panel: PanelId,
    pub panel_name: String,
    pub round_name: String,
    pub round: RoundState,
    pub needed: usize,
    pub judges: Vec<MatrixJudge>,
    pub rows: Vec<MatrixRow>,
    pub page: usize,
    pub entries: usize,
    /// Entries that would lack judges.
    pub short: usize,
    pub changes: usize,
    /// Guards the plan against two secretaries; 0 while there is none.
    pub revision: i32,
    /// The panels of the edition, as id and name.
    pub panels: Vec<(PanelId, String)>,
}

/// Rows of the matrix a page.
pub const MATRIX_ROWS: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judging::conflicts::ConflictKind;
    use SheetState as S;

    #[test]
    fn what_a_cell_shows() {
        let conflict = |strength| Conflict { kind: ConflictKind::SameUnit, strength, why: String::new() };
        let (block, flag) = ([conflict(Strength::Block)], [conflict(Strength::Flag)]);
        let table = [
            (false, None, &[][..], Cell::Empty),
            (true, None, &[], Cell::Adding),
            (true, None, &flag, Cell::Adding),
            (true, None, &block, Cell::Blocked),
            (true, Some(S::Assigned), &[], Cell::Assigned),
            (false, Some(S::Assigned), &[], Cell::Dropping),
            (false, Some(S::Draft), &[], Cell::Draft),
            (false, Some(S::Signed), &block, Cell::Signed),
            (true, Some(S::Recused), &[], Cell::Recused),
        ];
        for (planned, sheet, conflicts, expected) in table {
            assert_eq!(cell(planned, sheet, conflicts), expected, "{planned} {sheet:?} {conflicts:?}");
        }
    }

    #[test]
    fn a_plan_never_touches_work_begun() {
        let pair = |entry, judge| (EntryId(entry), AccountId(judge));
        let current =
            [(pair(1, 1), S::Signed), (pair(1, 2), S::Draft), (pair(1, 3), S::Assigned), (pair(2, 1), S::Assigned)];
        let planned = BTreeSet::from([pair(2, 1), pair(2, 2)]);
        let changes = plan_changes(&planned, &current);
        assert_eq!(changes.added, [pair(2, 2)]);
        assert_eq!(changes.dropped, [pair(1, 3)]);
    }
}
