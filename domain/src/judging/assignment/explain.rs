//! Why there is no assignment: what single entries and judges lack, and which group of them is the bottleneck.

use super::{
    board::{Board, Pair},
    flow::Cut,
    instance::Instance,
    problem::AssignmentProblem,
};

/// Everything that single entries, single judges and the whole lack.
pub(super) fn shortages(instance: &Instance, board: &Board) -> Vec<AssignmentProblem> {
    let mut problems = Vec::new();
    problems.extend((0..board.entries).flat_map(|entry| entry_shortages(instance, board, entry)));
    problems.extend((0..board.judges).flat_map(|judge| judge_shortages(instance, board, judge)));
    let (places, needed) = (board.ceilings.iter().sum(), board.places());
    if places < needed {
        problems.push(AssignmentProblem::PlacesShort { places, needed });
    }
    if problems.is_empty() {
        problems.extend(fixed_above_floor(instance, board));
    }
    problems
}

fn entry_shortages(instance: &Instance, board: &Board, entry: usize) -> Vec<AssignmentProblem> {
    let mut problems = Vec::new();
    let code = &instance.entries[entry];
    let needed = board.k;
    let eligible = (0..board.judges).filter(|judge| board.pair(entry, *judge) != Pair::Conflict).count();
    if eligible < needed {
        problems.push(AssignmentProblem::EntryShortOfJudges { entry: code.clone(), eligible, needed });
    }
    let fixed = board.fixed_judges(entry);
    if fixed > needed {
        problems.push(AssignmentProblem::EntryFixedTooOften { entry: code.clone(), fixed, needed });
    }
    problems
}

fn judge_shortages(instance: &Instance, board: &Board, judge: usize) -> Vec<AssignmentProblem> {
    let mut problems = Vec::new();
    let code = &instance.judges[judge];
    let (floor, limit) = (board.floors[judge], board.ceilings[judge]);
    let fixed = board.fixed_entries(judge);
    if limit < floor {
        problems.push(AssignmentProblem::CapBelowFloor { judge: code.clone(), cap: limit, floor });
    }
    if fixed > limit {
        problems.push(AssignmentProblem::JudgeFixedTooOften { judge: code.clone(), fixed, limit });
    }
    problems.extend(judges_short_of_entries(instance, board, &only(board, judge)));
    problems
}

/// Judges fixed above their floor may leave the others less than theirs.
fn fixed_above_floor(instance: &Instance, board: &Board) -> Option<AssignmentProblem> {
    let others: Vec<bool> = (0..board.judges).map(|judge| board.fixed_entries(judge) < board.floors[judge]).collect();
    judges_short_of_entries(instance, board, &others)
}

/// The bottleneck behind a cut, made as small as leaving out single judges can make it.
pub(super) fn bottleneck(instance: &Instance, board: &Board, cut: &Cut) -> AssignmentProblem {
    if cut.through_balance {
        let mut judges: Vec<bool> = cut.judges.iter().map(|reached| !reached).collect();
        shrink(&mut judges, |judges| possible(board, judges) < floor(board, judges));
        short_of_entries(instance, board, &judges)
    } else {
        let mut judges = cut.judges.clone();
        shrink(&mut judges, |judges| needed(board, judges) > ceiling(board, judges));
        overrun(instance, board, &judges)
    }
}

fn shrink(judges: &mut [bool], is_bottleneck: impl Fn(&[bool]) -> bool) {
    for judge in 0..judges.len() {
        if judges[judge] {
            judges[judge] = false;
            judges[judge] = !is_bottleneck(judges);
        }
    }
}

fn judges_short_of_entries(instance: &Instance, board: &Board, judges: &[bool]) -> Option<AssignmentProblem> {
    (possible(board, judges) < floor(board, judges)).then(|| short_of_entries(instance, board, judges))
}

fn short_of_entries(instance: &Instance, board: &Board, judges: &[bool]) -> AssignmentProblem {
    AssignmentProblem::JudgesShortOfEntries {
        judges: codes(&instance.judges, judges),
        possible: possible(board, judges),
        floor: floor(board, judges),
    }
}

fn overrun(instance: &Instance, board: &Board, judges: &[bool]) -> AssignmentProblem {
    let bound: Vec<bool> = (0..board.entries).map(|entry| needed_by(board, entry, judges) > 0).collect();
    AssignmentProblem::JudgesOverrun {
        entries: codes(&instance.entries, &bound),
        judges: codes(&instance.judges, judges),
        needed: needed(board, judges),
        places: ceiling(board, judges),
    }
}

/// Places that all entries need with these judges, because the other judges do not suffice.
fn needed(board: &Board, judges: &[bool]) -> usize {
    (0..board.entries).map(|entry| needed_by(board, entry, judges)).sum()
}

fn needed_by(board: &Board, entry: usize, judges: &[bool]) -> usize {
    let seats = Seats::count(board, entry, judges);
    seats.fixed_inside.max(board.k.saturating_sub(seats.eligible_outside))
}

/// Places that can go to these judges at most.
fn possible(board: &Board, judges: &[bool]) -> usize {
    let possible_by = |entry| {
        let seats = Seats::count(board, entry, judges);
        let free = board.k.saturating_sub(seats.fixed_outside);
        seats.eligible_inside.min(free.max(seats.fixed_inside))
    };
    (0..board.entries).map(possible_by).sum()
}

/// Judges of one entry, inside and outside a group.
#[derive(Default)]
struct Seats {
    eligible_inside: usize,
    eligible_outside: usize,
    fixed_inside: usize,
    fixed_outside: usize,
}

impl Seats {
    fn count(board: &Board, entry: usize, judges: &[bool]) -> Self {
        let mut seats = Self::default();
        for (judge, inside) in judges.iter().enumerate() {
            let pair = board.pair(entry, judge);
            let (eligible, fixed) = match inside {
                true => (&mut seats.eligible_inside, &mut seats.fixed_inside),
                false => (&mut seats.eligible_outside, &mut seats.fixed_outside),
            };
            *eligible += usize::from(pair != Pair::Conflict);
            *fixed += usize::from(pair == Pair::Must);
        }
        seats
    }
}

/// Places that these judges take at least: their floors, and more where more is fixed.
fn floor(board: &Board, judges: &[bool]) -> usize {
    members(judges).map(|judge| board.floors[judge].max(board.fixed_entries(judge))).sum()
}

/// Places that these judges may take at most.
fn ceiling(board: &Board, judges: &[bool]) -> usize {
    members(judges).map(|judge| board.ceilings[judge]).sum()
}

fn members(judges: &[bool]) -> impl Iterator<Item = usize> {
    judges.iter().enumerate().filter(|(_, inside)| **inside).map(|(judge, _)| judge)
}

fn only(board: &Board, judge: usize) -> Vec<bool> {
    (0..board.judges).map(|other| other == judge).collect()
}

fn codes(codes: &[String], chosen: &[bool]) -> Vec<String> {
    members(chosen).map(|index| codes[index].clone()).collect()
}
