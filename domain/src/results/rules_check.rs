//! Whether tabulation rules make sense; all problems at once.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Combine, CombineOrder, Criterion, Method, Outlier, OutlierMode, TabulationRules, TieBreak};
use crate::numbers::Points;

const MOST_DECIMALS: u32 = 6;

/// Columns of the result that a criterion must not be named after.
const RESERVED: [&str; 7] = ["rank", "entry", "total", "sheets", "spread", "tie_break", "flags"];

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum RulesProblem {
    #[error("rules version {version} is unknown; this program reads version 1")]
    UnknownVersion { version: u32 },
    #[error("min_sheets must be at least 1")]
    NoSheetsNeeded,
    #[error("no criterion is given")]
    NoCriteria,
    #[error(
        "criterion {code:?}: a code is 1 or more characters without blanks or commas, and not the name of a result column"
    )]
    BadCode { code: String },
    #[error("criterion {code}: given more than once")]
    DuplicateCriterion { code: String },
    #[error("criterion {code}: max must be more than 0")]
    MaxNotPositive { code: String },
    #[error("criterion {code}: step must be more than 0")]
    StepNotPositive { code: String },
    #[error("criterion {code}: max {max} is not a multiple of step {step}")]
    MaxOffStep { code: String, max: Points, step: Points },
    #[error("criterion {code}: factor must be more than 0")]
    FactorNotPositive { code: String },
    #[error("combine: trim_low and trim_high need method = \"trimmed_mean\"")]
    TrimWithoutTrimmedMean,
    #[error("combine: a trimmed mean needs trim_low or trim_high")]
    NothingTrimmed,
    #[error("combine: {decimals} decimals; at most 6")]
    TooManyDecimals { decimals: u32 },
    #[error("combine: round_factored needs order = \"criterion\"; with sheets the factor comes before combining")]
    RoundFactoredWithSheets,
    #[error("outlier: give exactly one limit, percent or points")]
    OneOutlierLimit,
    #[error("outlier: the limit must not be negative")]
    NegativeOutlierLimit,
    #[error("tie_break {step}: no such criterion {code}")]
    UnknownTieBreakCriterion { step: TieBreak, code: String },
    #[error("tie_break {step}: given more than once")]
    DuplicateTieBreak { step: TieBreak },
}

impl TabulationRules {
    /// Everything that is wrong with the rules; empty when they can be used.
    pub fn problems(&self) -> Vec<RulesProblem> {
        let mut problems = Vec::new();
        if self.version != 1 {
            problems.push(RulesProblem::UnknownVersion { version: self.version });
        }
        if self.min_sheets == 0 {
            problems.push(RulesProblem::NoSheetsNeeded);
        }
        problems.extend(criteria_problems(&self.criteria));
        problems.extend(combine_problems(&self.combine));
        problems.extend(outlier_problems(&self.outlier));
        problems.extend(tie_break_problems(self));
        problems
    }
}

fn criteria_problems(criteria: &[Criterion]) -> Vec<RulesProblem> {
    let mut problems = Vec::new();
    if criteria.is_empty() {
        problems.push(RulesProblem::NoCriteria);
    }
    let mut seen = BTreeSet::new();
    for criterion in criteria {
        if !seen.insert(&criterion.code) {
            problems.push(RulesProblem::DuplicateCriterion { code: criterion.code.clone() });
        }
        problems.extend(criterion_problems(criterion));
    }
    problems
}

fn criterion_problems(Criterion { code, max, step, factor, .. }: &Criterion) -> Vec<RulesProblem> {
    let mut problems = Vec::new();
    if !is_code(code) {
        problems.push(RulesProblem::BadCode { code: code.clone() });
    }
    if *max <= Points::ZERO {
        problems.push(RulesProblem::MaxNotPositive { code: code.clone() });
    }
    if *factor <= Points::ZERO {
        problems.push(RulesProblem::FactorNotPositive { code: code.clone() });
    }
    match *step {
        Some(step) if step <= Points::ZERO => problems.push(RulesProblem::StepNotPositive { code: code.clone() }),
        Some(step) if !max.is_multiple_of(step) => {
            problems.push(RulesProblem::MaxOffStep { code: code.clone(), max: *max, step })
        }
        _ => {}
    }
    problems
}

fn is_code(code: &str) -> bool {
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && c != ',';
    !code.is_empty() && code.chars().all(is_plain) && !RESERVED.contains(&code)
}

fn combine_problems(combine: &Combine) -> Vec<RulesProblem> {
    let mut problems = Vec::new();
    let trims = combine.trim_low > 0 || combine.trim_high > 0;
    match combine.method {
        Method::TrimmedMean if !trims => problems.push(RulesProblem::NothingTrimmed),
        Method::Mean | Method::Median if trims => problems.push(RulesProblem::TrimWithoutTrimmedMean),
        _ => {}
    }
    for decimals in [combine.round, combine.round_factored].into_iter().flatten() {
        if decimals > MOST_DECIMALS {
            problems.push(RulesProblem::TooManyDecimals { decimals });
        }
    }
    if combine.order == CombineOrder::Sheet && combine.round_factored.is_some() {
        problems.push(RulesProblem::RoundFactoredWithSheets);
    }
    problems
}

fn outlier_problems(outlier: &Outlier) -> Vec<RulesProblem> {
    let limits: Vec<Points> = [outlier.percent, outlier.points].into_iter().flatten().collect();
    let mut problems = Vec::new();
    let too_many = limits.len() > 1;
    let missing = limits.is_empty() && outlier.mode != OutlierMode::Off;
    if too_many || missing {
        problems.push(RulesProblem::OneOutlierLimit);
    }
    if limits.iter().any(|limit| limit.is_negative()) {
        problems.push(RulesProblem::NegativeOutlierLimit);
    }
    problems
}

fn tie_break_problems(rules: &TabulationRules) -> Vec<RulesProblem> {
    let mut problems = Vec::new();
    let chain = &rules.ranking.tie_break;
    for (position, step) in chain.iter().enumerate() {
        if chain[..position].contains(step) {
            problems.push(RulesProblem::DuplicateTieBreak { step: step.clone() });
        }
        for code in criteria_of(step) {
            if rules.criterion(code).is_none() {
                problems.push(RulesProblem::UnknownTieBreakCriterion { step: step.clone(), code: code.clone() });
            }
        }
    }
    problems
}

fn criteria_of(step: &TieBreak) -> &[String] {
    match step {
        TieBreak::Criterion(code) => std::slice::from_ref(code),
        TieBreak::MeanOf(codes) => codes,
        TieBreak::Judge(_) => &[],
    }
}
