//! Marks as they arrive, checked against the rules.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::TabulationRules;
use crate::numbers::Points;

/// One given mark. A mark that was not given has no row; it is not a zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub entry: String,
    pub judge: String,
    pub criterion: String,
    pub points: Points,
}

/// Why a mark is refused. `row` is its position in the input, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum MarkProblem {
    #[error("no entry or no judge is named")]
    Nameless { row: usize },
    #[error("unknown criterion {criterion:?}")]
    UnknownCriterion { row: usize, criterion: String },
    #[error("{points} points are below zero")]
    Negative { row: usize, points: Points },
    #[error("{points} points are above the maximum {max} of {criterion}")]
    AboveMaximum { row: usize, criterion: String, points: Points, max: Points },
    #[error("{points} points are off the step {step} of {criterion}")]
    OffStep { row: usize, criterion: String, points: Points, step: Points },
    #[error("{judge} already marked {criterion} of {entry}")]
    GivenTwice { row: usize, first: usize, entry: String, judge: String, criterion: String },
}

impl MarkProblem {
    /// Position of the refused mark in the input, from 0.
    pub fn row(&self) -> usize {
        match *self {
            Self::Nameless { row }
            | Self::UnknownCriterion { row, .. }
            | Self::Negative { row, .. }
            | Self::AboveMaximum { row, .. }
            | Self::OffStep { row, .. }
            | Self::GivenTwice { row, .. } => row,
        }
    }
}

/// All problems of all marks, in input order; empty when the marks can be combined.
pub fn check_marks(rules: &TabulationRules, marks: &[Mark]) -> Vec<MarkProblem> {
    let mut problems = Vec::new();
    let mut first_rows = BTreeMap::new();
    for (row, mark) in marks.iter().enumerate() {
        let Mark { entry, judge, criterion, .. } = mark;
        problems.extend(mark_problem(rules, row, mark));
        if let Some(&first) = first_rows.get(&(entry, judge, criterion)) {
            let (entry, judge, criterion) = (entry.clone(), judge.clone(), criterion.clone());
            problems.push(MarkProblem::GivenTwice { row, first, entry, judge, criterion });
        } else {
            first_rows.insert((entry, judge, criterion), row);
        }
    }
    problems
}

fn mark_problem(rules: &TabulationRules, row: usize, mark: &Mark) -> Option<MarkProblem> {
    let points = mark.points;
    if mark.entry.is_empty() || mark.judge.is_empty() {
        return Some(MarkProblem::Nameless { row });
    }
    let code = mark.criterion.clone();
    let Some(criterion) = rules.criterion(&code) else {
        return Some(MarkProblem::UnknownCriterion { row, criterion: code });
    };
    match criterion.step {
        _ if points.is_negative() => Some(MarkProblem::Negative { row, points }),
        _ if points > criterion.max => {
            Some(MarkProblem::AboveMaximum { row, criterion: code, points, max: criterion.max })
        }
        Some(step) if !points.is_multiple_of(step) => Some(MarkProblem::OffStep { row, criterion: code, points, step }),
        _ => None,
    }
}
