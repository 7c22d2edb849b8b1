//! Prizes down the exact ranking, by band and by cap. A tie at a cap line is reported, never cut.

use std::collections::{BTreeMap, BTreeSet};

use super::pools::{PoolKey, Pools, Room, pool_key};
use super::{Allocation, Award, Candidate, Level, LevelUse, Prize, PrizeKind, TieAtCap, TieDecision, Tried};
use crate::numbers::Exact;

/// Allocates the ranked prizes of a table that has no [problems](super::check_prizes).
pub fn allocate(prizes: &[Prize], candidates: &[Candidate], decisions: &[TieDecision]) -> Allocation {
    let mut sorted: Vec<&Candidate> = candidates.iter().collect();
    sorted.sort_by(|one, other| (one.rank, &one.entry).cmp(&(other.rank, &other.entry)));
    let levels = prizes.iter().filter(|prize| prize.kind == PrizeKind::Ranked).collect();
    let mut run = Run {
        levels,
        decisions,
        pools: Pools::default(),
        awards: BTreeMap::new(),
        open_ties: Vec::new(),
    };
    for equal in sorted.chunk_by(|one, other| one.rank == other.rank) {
        run.award_equal(equal);
    }
    let levels = run.level_uses(&sorted);
    let awards = sorted
        .iter()
        .filter_map(|candidate| run.awards.remove(candidate.entry.as_str()))
        .collect();
    Allocation {
        awards,
        levels,
        open_ties: run.open_ties,
    }
}

struct Run<'a> {
    levels: Vec<&'a Prize>,
    decisions: &'a [TieDecision],
    pools: Pools,
    awards: BTreeMap<&'a str, Award>,
    open_ties: Vec<TieAtCap>,
}

impl<'a> Run<'a> {
    /// Takes entries of one rank down the levels together.
    fn award_equal(&mut self, equal: &[&'a Candidate]) {
        for candidate in equal {
            let award = Award {
                entry: candidate.entry.clone(),
                prize: None,
                levels: Vec::new(),
            };
            self.awards.insert(&candidate.entry, award);
        }
        let mut falling = equal.to_vec();
        for position in 0..self.levels.len() {
            falling = self.try_level(position, falling);
        }
    }

    /// Returns those who fall to the next level.
    fn try_level(&mut self, position: usize, falling: Vec<&'a Candidate>) -> Vec<&'a Candidate> {
        let prize = self.levels[position];
        let mut next = Vec::new();
        let mut pools: BTreeMap<PoolKey, Vec<&Candidate>> = BTreeMap::new();
        for candidate in falling {
            match self.outside_band(prize, &candidate.total) {
                Some(reason) => {
                    self.note(prize, candidate, reason);
                    next.push(candidate);
                }
                None => pools.entry(pool_key(prize, candidate)).or_default().push(candidate),
            }
        }
        for (key, equal) in pools {
            next.extend(self.fill(position, key, equal));
        }
        next
    }

    fn outside_band(&self, prize: &Prize, total: &Exact) -> Option<Tried> {
        let highest = self.levels.iter().find_map(|level| level.band)?;
        if *total > highest.high.to_exact() {
            return Some(Tried::AboveHighestBand);
        }
        prize
            .band
            .filter(|band| *total < band.low.to_exact())
            .map(|_| Tried::BelowBand)
    }

    fn fill(&mut self, position: usize, key: PoolKey, equal: Vec<&'a Candidate>) -> Vec<&'a Candidate> {
        let prize = self.levels[position];
        let wanted = count(&equal);
        match self.pools.room(prize.cap, &key, wanted) {
            Room::ForAll => self.give(prize, key, &equal),
            Room::Full => {
                equal
                    .iter()
                    .for_each(|candidate| self.note(prize, candidate, Tried::CapFull));
                return equal;
            }
            Room::ForSome(places) => return self.settle_tie(position, key, equal, places),
            Room::Unknown => {
                equal
                    .iter()
                    .for_each(|candidate| self.note(prize, candidate, Tried::AwaitsTie));
                self.pools.take(prize.cap, key, 0, wanted);
                self.reserve_below(position, &equal, 0, wanted);
            }
        }
        Vec::new()
    }

    /// Follows the people's decision, or leaves the tie open and keeps the places.
    fn settle_tie(
        &mut self,
        position: usize,
        key: PoolKey,
        equal: Vec<&'a Candidate>,
        places: u32,
    ) -> Vec<&'a Candidate> {
        let prize = self.levels[position];
        let entries: BTreeSet<String> = equal.iter().map(|candidate| candidate.entry.clone()).collect();
        let Some(decision) = self
            .decisions
            .iter()
            .find(|decision| decides(decision, prize, &entries, places))
        else {
            equal
                .iter()
                .for_each(|candidate| self.note(prize, candidate, Tried::TieUndecided));
            self.pools.take(prize.cap, key.clone(), places, places);
            // Those who lose the tie will fall: how many is known, who is not.
            let losers = count(&equal) - places;
            self.open_ties.push(TieAtCap {
                prize: key.0,
                pool: key.1,
                places,
                entries,
            });
            self.reserve_below(position, &equal, losers, losers);
            return Vec::new();
        };
        let (chosen, others): (Vec<_>, Vec<_>) =
            equal.into_iter().partition(|one| decision.chosen.contains(&one.entry));
        // Places that the decision leaves empty stay empty: nobody ranked lower overtakes the tie.
        self.pools
            .take(prize.cap, key.clone(), places - count(&chosen), places - count(&chosen));
        self.give(prize, key, &chosen);
        others
            .iter()
            .for_each(|candidate| self.note(prize, candidate, Tried::NotChosen));
        others
    }

    fn give(&mut self, prize: &Prize, key: PoolKey, chosen: &[&Candidate]) {
        for candidate in chosen {
            self.note(prize, candidate, Tried::Given);
        }
        self.pools.take(prize.cap, key, count(chosen), count(chosen));
    }

    /// Between `least` and `most` of these equal entries will fall below `position`: keeps places for them.
    fn reserve_below(&mut self, position: usize, equal: &[&Candidate], mut least: u32, mut most: u32) {
        for below in position + 1..self.levels.len() {
            let prize = self.levels[below];
            let reaching = equal
                .iter()
                .filter(|one| self.outside_band(prize, &one.total).is_none());
            let mut pools: BTreeMap<PoolKey, u32> = BTreeMap::new();
            reaching.for_each(|one| *pools.entry(pool_key(prize, one)).or_default() += 1);
            let split = pools.len() > 1;
            for (key, members) in pools {
                let taken = self.pools.taken(&key);
                let sure = if split { 0 } else { least };
                self.pools.take(prize.cap, key.clone(), sure, members.min(most));
                if !split {
                    let cap = prize.cap.unwrap_or(u32::MAX);
                    least = least.saturating_sub(cap - taken.least);
                    most = most.saturating_sub(cap - taken.most);
                }
            }
            if split {
                least = 0;
            }
        }
    }

    fn note(&mut self, prize: &Prize, candidate: &Candidate, tried: Tried) {
        let Some(award) = self.awards.get_mut(candidate.entry.as_str()) else {
            return;
        };
        award.levels.push(Level {
            prize: prize.code.clone(),
            tried,
        });
        if tried == Tried::Given {
            award.prize = Some(prize.code.clone());
        }
    }

    fn level_uses(&self, candidates: &[&Candidate]) -> Vec<LevelUse> {
        let mut uses = Vec::new();
        for prize in &self.levels {
            let mut pools: BTreeMap<String, u32> = BTreeMap::new();
            for candidate in candidates {
                let award = self.awards.get(candidate.entry.as_str());
                let given = award.is_some_and(|award| award.prize.as_ref() == Some(&prize.code));
                *pools.entry(pool_key(prize, candidate).1).or_default() += u32::from(given);
            }
            let of_level = pools.into_iter().map(|(pool, given)| LevelUse {
                prize: prize.code.clone(),
                pool,
                given,
                cap: prize.cap,
            });
            uses.extend(of_level);
        }
        uses
    }
}

fn decides(decision: &TieDecision, prize: &Prize, entries: &BTreeSet<String>, places: u32) -> bool {
    decision.prize == prize.code
        && decision.among == *entries
        && decision.chosen.is_subset(entries)
        && decision.chosen.len() <= places as usize
}

fn count(candidates: &[&Candidate]) -> u32 {
    u32::try_from(candidates.len()).unwrap_or(u32::MAX)
}
