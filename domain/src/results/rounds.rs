//! Several rounds: who passes to the next, and what the final score is.

use serde::{Deserialize, Serialize};

use super::{Place, Ranking};
use crate::numbers::{Exact, Points, Share};

/// Who passes from one round to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PassRule {
    /// A total of at least `min`.
    MinMean { min: Points },
    /// The best `n`.
    TopN { n: u64 },
    /// The best share of the ranked entries, rounded down.
    TopShare { share: Share },
    /// Whoever meets either.
    TopShareOrMinMean { share: Share, min: Points },
}

/// Whether an entry passes; every ranked entry has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PassOutcome {
    Passes,
    BelowMinimum,
    BelowLine,
    /// Equal entries stand across the line; people decide.
    TieAtLine,
}

/// How the rounds make one score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FinalScore {
    FinalOnly,
    /// The weights add up to exactly 1.
    Weighted {
        preliminary: Points,
        last: Points,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum FinalScoreProblem {
    #[error("the entry has no score in the preliminary round")]
    NoPreliminary,
    #[error("the entry has no score in the final round")]
    NoFinal,
    #[error("the weights must not be negative and add up to exactly 1")]
    BadWeights,
}

/// The outcome of every place, in the order of the ranking.
pub fn pass(rule: PassRule, ranking: &Ranking) -> Vec<(&Place, PassOutcome)> {
    let ranked = ranking.places.len() as u64;
    let best = |line: u64, place: &Place| {
        // Equal entries stand together from their rank on.
        let from = ranking.places.iter().skip(place.rank - 1);
        let equal = from.take_while(|other| other.rank == place.rank).count() as u64;
        among_best(line, place.rank as u64 - 1, equal)
    };
    let outcome = |place| match rule {
        PassRule::MinMean { min } => reaches(min, place),
        PassRule::TopN { n } => best(n, place),
        PassRule::TopShare { share } => best(share.floor_of(ranked), place),
        PassRule::TopShareOrMinMean { share, min } => match reaches(min, place) {
            PassOutcome::Passes => PassOutcome::Passes,
            _ => best(share.floor_of(ranked), place),
        },
    };
    ranking.places.iter().map(|place| (place, outcome(place))).collect()
}

fn reaches(min: Points, place: &Place) -> PassOutcome {
    if place.total >= min.to_exact() { PassOutcome::Passes } else { PassOutcome::BelowMinimum }
}

/// Whether entries of one rank are among the best so many: `before` stand above them, `equal` share the rank.
pub(crate) fn among_best(line: u64, before: u64, equal: u64) -> PassOutcome {
    if before + equal <= line {
        PassOutcome::Passes
    } else if before >= line {
        PassOutcome::BelowLine
    } else {
        PassOutcome::TieAtLine
    }
}

/// The exact final score of one entry.
pub fn final_score(
    rule: FinalScore,
    preliminary: Option<&Exact>,
    last: Option<&Exact>,
) -> Result<Exact, FinalScoreProblem> {
    let last = last.ok_or(FinalScoreProblem::NoFinal)?;
    let FinalScore::Weighted { preliminary: weight, last: last_weight } = rule else {
        return Ok(last.clone());
    };
    let negative = weight.is_negative() || last_weight.is_negative();
    if negative || weight.checked_add(last_weight) != Some(Points::ONE) {
        return Err(FinalScoreProblem::BadWeights);
    }
    let preliminary = preliminary.ok_or(FinalScoreProblem::NoPreliminary)?;
    Ok(&(preliminary * &weight.to_exact()) + &(last * &last_weight.to_exact()))
}
