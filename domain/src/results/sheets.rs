//! Each judge's sheet added up, measured against the others, kept or left out.

use std::collections::BTreeMap;

use super::{CombineOrder, Deviation, Outlier, OutlierLimit, OutlierMode, Sheet, SheetState, TabulationRules};
use crate::numbers::{Exact, Points};

/// One entry's marks: judge, then criterion code.
pub(super) type MarksByJudge<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Points>>;

/// The sheets by judge code, and the mean of the complete ones.
pub(super) fn judge_sheets(rules: &TabulationRules, marks: &MarksByJudge) -> (Vec<Sheet>, Option<Exact>) {
    let mut sheets: Vec<Sheet> = marks.iter().map(|(judge, given)| add_up(rules, judge, given)).collect();
    let first_mean = Exact::mean(sheets.iter().filter_map(|sheet| sheet.total.as_ref()));
    if let Some(mean) = &first_mean {
        sheets.iter_mut().for_each(|sheet| measure(&rules.outlier, mean, sheet));
    }
    (sheets, first_mean)
}

fn add_up(rules: &TabulationRules, judge: &str, given: &BTreeMap<&str, Points>) -> Sheet {
    let mut sum = Exact::zero();
    let mut missing = Vec::new();
    for criterion in &rules.criteria {
        match given.get(criterion.code.as_str()) {
            Some(points) => sum = &sum + &(&points.to_exact() * &criterion.factor.to_exact()),
            None => missing.push(criterion.code.clone()),
        }
    }
    let left_out = !missing.is_empty() && rules.combine.order == CombineOrder::Sheet;
    Sheet {
        judge: judge.to_owned(),
        total: missing.is_empty().then_some(sum),
        missing,
        state: if left_out { SheetState::Incomplete } else { SheetState::Used },
        deviation: None,
        flagged: false,
    }
}

fn measure(outlier: &Outlier, mean: &Exact, sheet: &mut Sheet) {
    let (Some(limit), Some(total)) = (outlier.limit(), &sheet.total) else {
        return;
    };
    let points = total - mean;
    let percent = (&points.abs() * &Exact::whole(100)).checked_div(mean);
    sheet.flagged = match limit {
        OutlierLimit::Points(limit) => points.abs() > limit.to_exact(),
        OutlierLimit::PercentOfMean(limit) => percent.as_ref().is_some_and(|percent| *percent > limit.to_exact()),
    };
    sheet.deviation = Some(Deviation { points, percent });
    if sheet.flagged && outlier.mode == OutlierMode::DropOnce {
        sheet.state = SheetState::Dropped;
    }
}
