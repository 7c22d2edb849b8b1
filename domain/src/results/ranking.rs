//! Ranking by exact values, shared ranks (1, 1, 3), and the tie-break chain as data.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::TieBreak;
use crate::numbers::Exact;

/// An entry to be ranked. `tie_values` has one value per step of the chain; `None` where the entry has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contender {
    pub entry: String,
    pub total: Exact,
    pub tie_values: Vec<Option<Exact>>,
}

/// The places, best first, and every tie-break that was tried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranking {
    /// Entries that share a rank stand in order of their code.
    pub places: Vec<Place>,
    pub tie_steps: Vec<TieStep>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub entry: String,
    /// From 1; equal entries share one and the next rank skips.
    pub rank: usize,
    pub total: Exact,
    /// Positions in [`Ranking::tie_steps`] of the steps this entry went through, in order.
    pub tie_steps: Vec<usize>,
    /// Whether another entry has this rank too.
    pub shared: bool,
}

/// One step tried among entries that were equal until then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieStep {
    pub step: TieBreak,
    pub outcome: TieOutcome,
    /// The entries compared, by code.
    pub compared: Vec<TieValue>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieValue {
    pub entry: String,
    pub value: Option<Exact>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieOutcome {
    /// At least two of the entries were told apart.
    Decided,
    /// All values are equal.
    Equal,
    /// An entry has no value here, so the step says nothing about any of them.
    NotComparable,
}

/// Ranks from the highest total down. The order of the contenders never matters.
pub fn rank(chain: &[TieBreak], mut contenders: Vec<Contender>) -> Ranking {
    contenders.sort_by(|one, other| one.entry.cmp(&other.entry));
    let mut ranking = Ranking::default();
    let all: Vec<&Contender> = contenders.iter().collect();
    for equal in split_descending(&all, |contender| &contender.total) {
        break_tie(chain, 0, &equal, Vec::new(), &mut ranking);
    }
    ranking
}

/// Tries the steps from `next` on; the recursion is as deep as the chain is long.
fn break_tie(chain: &[TieBreak], next: usize, equal: &[&Contender], mut tried: Vec<usize>, ranking: &mut Ranking) {
    let Some(step) = chain.get(next).filter(|_| equal.len() > 1) else {
        return place(equal, &tried, ranking);
    };
    let values: Vec<Option<&Exact>> = equal.iter().map(|contender| tie_value(contender, next)).collect();
    let outcome = outcome(&values);
    tried.push(ranking.tie_steps.len());
    ranking.tie_steps.push(TieStep { step: step.clone(), outcome, compared: compared(equal, &values) });
    let groups = match outcome {
        TieOutcome::Decided => split_descending(equal, |contender| tie_value(contender, next)),
        TieOutcome::Equal | TieOutcome::NotComparable => vec![equal.to_vec()],
    };
    for group in groups {
        break_tie(chain, next + 1, &group, tried.clone(), ranking);
    }
}

fn place(equal: &[&Contender], tried: &[usize], ranking: &mut Ranking) {
    let rank = ranking.places.len() + 1;
    ranking.places.extend(equal.iter().map(|contender| Place {
        entry: contender.entry.clone(),
        rank,
        total: contender.total.clone(),
        tie_steps: tried.to_vec(),
        shared: equal.len() > 1,
    }));
}

fn tie_value(contender: &Contender, step: usize) -> Option<&Exact> {
    contender.tie_values.get(step)?.as_ref()
}

fn outcome(values: &[Option<&Exact>]) -> TieOutcome {
    if values.iter().any(Option::is_none) {
        TieOutcome::NotComparable
    } else if values.windows(2).all(|pair| pair[0] == pair[1]) {
        TieOutcome::Equal
    } else {
        TieOutcome::Decided
    }
}

fn compared(equal: &[&Contender], values: &[Option<&Exact>]) -> Vec<TieValue> {
    let pairs = equal.iter().zip(values);
    pairs.map(|(contender, value)| TieValue { entry: contender.entry.clone(), value: value.cloned() }).collect()
}

/// Groups of equal keys, highest first; inside a group the order stays.
fn split_descending<'a, K: Ord>(
    contenders: &[&'a Contender],
    key: impl Fn(&'a Contender) -> K,
) -> Vec<Vec<&'a Contender>> {
    let mut sorted = contenders.to_vec();
    sorted.sort_by_key(|&contender| Reverse(key(contender)));
    sorted.chunk_by(|one, other| key(one) == key(other)).map(<[_]>::to_vec).collect()
}
