//! Several values made one: mean, median, trimmed mean.

use std::cmp::Ordering;

use super::{Combination, Combine, CountedMark, Method, Treatment};
use crate::numbers::Exact;

/// Values with their judge; those whose sheet is left out are listed but never count.
pub(super) struct Given {
    pub judge: String,
    pub value: Exact,
    pub counts: bool,
}

/// Combines by the method, then rounds to `round` decimals if given.
pub(super) fn combine_values(combine: &Combine, round: Option<u32>, mut given: Vec<Given>) -> Combination {
    given.sort_by(by_value_then_judge);
    let counting = given.iter().filter(|given| given.counts).count();
    let mut position = 0;
    let mut treat = |given: Given| {
        let treatment = if given.counts { treatment(combine, position, counting) } else { Treatment::SheetLeftOut };
        position += usize::from(given.counts);
        CountedMark { judge: given.judge, value: given.value, treatment }
    };
    let marks: Vec<CountedMark> = given.into_iter().map(&mut treat).collect();
    let kept: Vec<&Exact> =
        marks.iter().filter(|mark| mark.treatment == Treatment::Kept).map(|mark| &mark.value).collect();
    let exact = Exact::mean(kept.iter().copied());
    let value = exact.as_ref().map(|exact| rounded(exact, round));
    Combination { sum: kept.iter().copied().sum(), kept: kept.len(), exact, value, marks }
}

pub(super) fn rounded(value: &Exact, decimals: Option<u32>) -> Exact {
    decimals.map_or_else(|| value.clone(), |decimals| value.round_half_up(decimals))
}

fn by_value_then_judge(one: &Given, other: &Given) -> Ordering {
    (&one.value, &one.judge).cmp(&(&other.value, &other.judge))
}

/// Of the value at this position among so many, from the lowest.
fn treatment(combine: &Combine, position: usize, count: usize) -> Treatment {
    match combine.method {
        Method::Mean => Treatment::Kept,
        Method::Median if position == count / 2 || position == (count - 1) / 2 => Treatment::Kept,
        Method::Median => Treatment::OffMedian,
        Method::TrimmedMean if position < combine.trim_low as usize => Treatment::TrimmedLow,
        Method::TrimmedMean if count - position <= combine.trim_high as usize => Treatment::TrimmedHigh,
        Method::TrimmedMean => Treatment::Kept,
    }
}
