//! From all marks of a round to its ranking.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::combine::combine_entry;
use super::sheets::MarksByJudge;
use super::{
    Contender, EntryResult, Mark, MarkProblem, Place, Ranking, SheetState, TabulationRules, TieBreak, check_marks, rank,
};
use crate::numbers::Exact;

/// A tabulated round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tabulation {
    pub rules: TabulationRules,
    /// By entry code, ranked or not.
    pub entries: Vec<EntryResult>,
    pub ranking: Ranking,
}

/// Combines and ranks. The rules must have no [problems](TabulationRules::problems); the marks are checked here, and all their
/// problems come back at once.
pub fn tabulate(rules: &TabulationRules, marks: &[Mark]) -> Result<Tabulation, Vec<MarkProblem>> {
    let problems = check_marks(rules, marks);
    if !problems.is_empty() {
        return Err(problems);
    }
    let entries: Vec<EntryResult> =
        by_entry(marks).iter().map(|(entry, marks)| combine_entry(rules, entry, marks)).collect();
    let contenders = entries.iter().filter_map(|result| contender(&rules.ranking.tie_break, result)).collect();
    let ranking = rank(&rules.ranking.tie_break, contenders);
    Ok(Tabulation { rules: rules.clone(), entries, ranking })
}

impl Tabulation {
    pub fn entry(&self, code: &str) -> Option<&EntryResult> {
        let position = self.entries.binary_search_by(|result| result.entry.as_str().cmp(code)).ok()?;
        self.entries.get(position)
    }

    pub fn place(&self, entry: &str) -> Option<&Place> {
        self.ranking.places.iter().find(|place| place.entry == entry)
    }

    /// As listed: by rank, then those without one by entry code.
    pub fn listed(&self) -> Vec<(Option<&Place>, &EntryResult)> {
        let ranked = self.ranking.places.iter().filter_map(|place| Some((Some(place), self.entry(&place.entry)?)));
        let unranked = self.entries.iter().filter(|result| !result.unranked.is_empty());
        ranked.chain(unranked.map(|result| (None, result))).collect()
    }
}

fn by_entry(marks: &[Mark]) -> BTreeMap<&str, MarksByJudge<'_>> {
    let mut entries: BTreeMap<&str, MarksByJudge> = BTreeMap::new();
    for mark in marks {
        let judges = entries.entry(&mark.entry).or_default();
        judges.entry(&mark.judge).or_default().insert(&mark.criterion, mark.points);
    }
    entries
}

pub(super) fn contender(chain: &[TieBreak], result: &EntryResult) -> Option<Contender> {
    if !result.unranked.is_empty() {
        return None;
    }
    let tie_values = chain.iter().map(|step| tie_value(step, result)).collect();
    Some(Contender { entry: result.entry.clone(), total: result.total.clone()?, tie_values })
}

fn tie_value(step: &TieBreak, result: &EntryResult) -> Option<Exact> {
    match step {
        TieBreak::Criterion(code) => result.criterion(code)?.combination.value.clone(),
        TieBreak::Judge(judge) => {
            let sheet = result.sheet(judge).filter(|sheet| sheet.state == SheetState::Used)?;
            sheet.total.clone()
        }
        TieBreak::MeanOf(codes) => {
            let values: Option<Vec<&Exact>> =
                codes.iter().map(|code| result.criterion(code)?.factored.as_ref()).collect();
            Exact::mean(values?)
        }
    }
}
