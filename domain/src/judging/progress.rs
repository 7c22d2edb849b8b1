//! How far the judging is.

use serde::{Deserialize, Serialize};

use crate::judging::states::SheetState;

/// Counts of one judge's, or one panel's, sheets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub unstarted: usize,
    pub drafts: usize,
    pub signed: usize,
    pub recused: usize,
}

impl Progress {
    /// Counts states.
    pub fn of(states: impl IntoIterator<Item = SheetState>) -> Self {
        let mut progress = Self::default();
        for state in states {
            match state {
                SheetState::Assigned => progress.unstarted += 1,
                SheetState::Draft => progress.drafts += 1,
                SheetState::Signed => progress.signed += 1,
                SheetState::Recused => progress.recused += 1,
            }
        }
        progress
    }

    /// Sheets that must be signed in the end.
    pub fn total(self) -> usize {
        self.unstarted + self.drafts + self.signed
    }

    /// Sheets not signed yet.
    pub fn left(self) -> usize {
        self.unstarted + self.drafts
    }

    /// The count of one state.
    pub fn count(self, state: SheetState) -> usize {
        match state {
            SheetState::Assigned => self.unstarted,
            SheetState::Draft => self.drafts,
            SheetState::Signed => self.signed,
            SheetState::Recused => self.recused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use SheetState as S;

    #[test]
    fn recused_entries_are_no_longer_due() {
        let progress = Progress::of([S::Assigned, S::Draft, S::Signed, S::Signed, S::Recused]);
        assert_eq!((progress.total(), progress.left()), (4, 2));
        assert_eq!(S::ALL.map(|state| progress.count(state)), [1, 1, 2, 1]);
    }
}
