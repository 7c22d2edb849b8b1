//! All rounds of an edition together: the ranking that prizes follow.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::tabulation::contender;
use super::{
    Contender, FinalScore, FinalScoreProblem, Mark, MarkProblem, Ranking, Tabulation, final_score, rank, tabulate,
};
use crate::numbers::Exact;
use crate::programmes::rules::EditionRules;

/// Every round tabulated, and the final ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Round codes in the order of the rules, each with its tabulation.
    pub rounds: Vec<(String, Tabulation)>,
    /// By the final score; its tie-breaks are those of the last round.
    pub ranking: Ranking,
    /// Ranked in the last round, but without a final score.
    pub unscored: Vec<Unscored>,
}

/// An entry whose final score cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unscored {
    pub entry: String,
    pub problem: FinalScoreProblem,
}

impl Standing {
    /// The tabulation of one round.
    pub fn round(&self, code: &str) -> Option<&Tabulation> {
        self.rounds.iter().find(|(round, _)| round == code).map(|(_, tabulation)| tabulation)
    }

    /// The tabulation of the last round.
    pub fn last(&self) -> Option<&Tabulation> {
        self.rounds.last().map(|(_, tabulation)| tabulation)
    }
}

/// Tabulates every round from its marks and ranks by the final score. Rules without rounds rank nobody.
pub fn stand(rules: &EditionRules, marks: &BTreeMap<String, Vec<Mark>>) -> Result<Standing, Vec<MarkProblem>> {
    let mut rounds = Vec::new();
    for round in &rules.rounds {
        let marks = marks.get(&round.code).map(Vec::as_slice).unwrap_or_default();
        rounds.push((round.code.clone(), tabulate(&round.tabulation(), marks)?));
    }
    let (ranking, unscored) = final_ranking(rules.final_score, &rounds);
    Ok(Standing { rounds, ranking, unscored })
}

fn final_ranking(rule: FinalScore, rounds: &[(String, Tabulation)]) -> (Ranking, Vec<Unscored>) {
    let (Some((_, first)), Some((_, last))) = (rounds.first(), rounds.last()) else {
        return (Ranking::default(), Vec::new());
    };
    if rule == FinalScore::FinalOnly {
        return (last.ranking.clone(), Vec::new());
    }
    let chain = &last.rules.ranking.tie_break;
    let (mut contenders, mut unscored) = (Vec::new(), Vec::new());
    for result in &last.entries {
        let Some(contender) = contender(chain, result) else {
            continue;
        };
        let before = (rounds.len() > 1).then(|| total_of(first, &result.entry)).flatten();
        match final_score(rule, before, Some(&contender.total)) {
            Ok(total) => contenders.push(Contender { total, ..contender }),
            Err(problem) => unscored.push(Unscored { entry: result.entry.clone(), problem }),
        }
    }
    (rank(chain, contenders), unscored)
}

fn total_of<'a>(tabulation: &'a Tabulation, entry: &str) -> Option<&'a Exact> {
    tabulation.entry(entry).filter(|result| result.unranked.is_empty())?.total.as_ref()
}
