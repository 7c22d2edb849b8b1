//! One entry's marks made a total, by the rules, with every step kept.

use super::combination::{Given, combine_values, rounded};
use super::sheets::{MarksByJudge, judge_sheets};
use super::{
    Combination, CombineOrder, Criterion, CriterionResult, EntryResult, Sheet, SheetState, Spread, TabulationRules,
    Unranked,
};
use crate::numbers::Exact;

pub(super) fn combine_entry(rules: &TabulationRules, entry: &str, marks: &MarksByJudge) -> EntryResult {
    let (sheets, first_mean) = judge_sheets(rules, marks);
    let criteria: Vec<_> =
        rules.criteria.iter().map(|criterion| combine_criterion(rules, criterion, marks, &sheets)).collect();
    let sheet_combination = (rules.combine.order == CombineOrder::Sheet).then(|| combine_sheets(rules, &sheets));
    let total = match &sheet_combination {
        Some(combination) => combination.value.clone(),
        None => add_criteria(&criteria),
    };
    let spread = spread_of(&sheets);
    let unranked = Vec::new();
    let result = EntryResult {
        entry: entry.to_owned(),
        sheets,
        first_mean,
        criteria,
        sheet_combination,
        total,
        unranked,
        spread,
    };
    EntryResult { unranked: why_unranked(rules, &result), ..result }
}

fn combine_criterion(
    rules: &TabulationRules,
    criterion: &Criterion,
    marks: &MarksByJudge,
    sheets: &[Sheet],
) -> CriterionResult {
    let given = sheets.iter().filter_map(|sheet| {
        let points = marks.get(sheet.judge.as_str())?.get(criterion.code.as_str())?;
        Some(Given { judge: sheet.judge.clone(), value: points.to_exact(), counts: sheet.state == SheetState::Used })
    });
    // Where sheets are combined, criteria only inform: the rules document's rounding is for the total.
    let round = rules.combine.round.filter(|_| rules.combine.order == CombineOrder::Criterion);
    let combination = combine_values(&rules.combine, round, given.collect());
    let factored_exact = combination.value.as_ref().map(|value| value * &criterion.factor.to_exact());
    let factored = factored_exact.as_ref().map(|value| rounded(value, rules.combine.round_factored));
    CriterionResult { code: criterion.code.clone(), combination, factor: criterion.factor, factored_exact, factored }
}

fn combine_sheets(rules: &TabulationRules, sheets: &[Sheet]) -> Combination {
    let given = sheets.iter().filter_map(|sheet| {
        let value = sheet.total.clone()?;
        Some(Given { judge: sheet.judge.clone(), value, counts: sheet.state == SheetState::Used })
    });
    combine_values(&rules.combine, rules.combine.round, given.collect())
}

/// `None` as soon as one criterion has no value: what is missing is not a zero.
fn add_criteria(criteria: &[CriterionResult]) -> Option<Exact> {
    criteria.iter().try_fold(Exact::zero(), |sum, criterion| Some(&sum + criterion.factored.as_ref()?))
}

fn spread_of(sheets: &[Sheet]) -> Option<Spread> {
    let used = sheets.iter().filter(|sheet| sheet.state == SheetState::Used);
    let totals: Vec<&Exact> = used.filter_map(|sheet| sheet.total.as_ref()).collect();
    Spread::of(&totals)
}

fn why_unranked(rules: &TabulationRules, result: &EntryResult) -> Vec<Unranked> {
    let mut reasons = Vec::new();
    let valid = result.valid_sheets();
    if valid < rules.min_sheets as usize {
        reasons.push(Unranked::TooFewSheets { valid, needed: rules.min_sheets });
    }
    match &result.sheet_combination {
        Some(combination) if combination.value.is_none() => reasons.push(Unranked::NoSheetsToCombine),
        Some(_) => {}
        None => reasons.extend(uncombined(&result.criteria)),
    }
    reasons
}

fn uncombined(criteria: &[CriterionResult]) -> impl Iterator<Item = Unranked> {
    let without_value = criteria.iter().filter(|criterion| criterion.combination.value.is_none());
    without_value.map(|criterion| Unranked::NothingToCombine { criterion: criterion.code.clone() })
}
