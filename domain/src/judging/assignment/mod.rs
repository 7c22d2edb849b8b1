//! The best assignment of judges to entries: every entry gets its number of judges, nobody meets a conflict, loads stay
//! within their bounds, and no other assignment has a higher sum of preferences.
//!
//! `docs/formats-assign.md` describes the instance and the answer as files.

mod board;
mod explain;
mod flow;
mod instance;
mod moves;
mod problem;
mod unique_keys;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use instance::Instance;
pub use problem::{AssignmentProblem, InstancePart};

use board::Board;

/// Who judges what, and what that is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Pairs (entry, judge) in the order of the instance: by entry, then by judge.
    pub assignments: Vec<(String, String)>,
    /// Sum of the preferences of all assigned pairs; the highest there is.
    pub objective: i128,
    /// Entries per judge; judges without an entry are listed with 0.
    pub loads: BTreeMap<String, u32>,
}

/// Finds the best assignment, or says in data what stands in its way. The same instance always gives the same answer.
///
/// Slips in the instance are reported all together, then everything that single entries and judges lack; only when
/// both are in order can the cause be a group of them, and then the smallest such group found is named.
pub fn assign_judges(instance: &Instance) -> Result<Assignment, Vec<AssignmentProblem>> {
    let board = Board::new(instance)?;
    let taken = flow::solve(&board).map_err(|cut| vec![explain::bottleneck(instance, &board, &cut)])?;
    Ok(answer(instance, &board, &taken))
}

fn answer(instance: &Instance, board: &Board, taken: &[bool]) -> Assignment {
    let mut assignments = Vec::with_capacity(board.entries * board.k);
    let mut objective = 0;
    let mut loads: BTreeMap<String, u32> = instance.judges.iter().map(|judge| (judge.clone(), 0)).collect();
    for (entry, entry_code) in instance.entries.iter().enumerate() {
        for (judge, judge_code) in instance.judges.iter().enumerate() {
            if taken[board.cell(entry, judge)] {
                assignments.push((entry_code.clone(), judge_code.clone()));
                objective += board.pref(entry, judge);
                *loads.entry(judge_code.clone()).or_default() += 1;
            }
        }
    }
    Assignment { assignments, objective, loads }
}
