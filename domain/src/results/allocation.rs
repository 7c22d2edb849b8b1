//! Prizes down the exact ranking, by band and by cap. A tie at a cap line is reported, never cut.

use std::collections::{BTreeMap, BTreeSet};

use super::pools::{PoolKey, Pools, Room, pool_key};
use super::{Allocation, Award, Candidate, Level, LevelUse, Prize, PrizeKind, TieAtCap, TieDecision, Tried};
use crate::numbers::Exact;

/// Allocates the ranked prizes of a table that has no [problems](super::check_prizes).
pub fn allocate(prizes: &[Prize], candidates: &[Candidate], decisions: &[TieDecision]) -> Allocation {
    allocate_but(prizes, candidates, decisions, &BTreeSet::new())
}

/// Like [`allocate`], but leaves levels empty that people withheld: a prize code and the field or group, or an empty word
/// for the whole edition.
pub fn allocate_but(
    prizes: &[Prize],
    candidates: &[Candidate],
    decisions: &[TieDecision],
    withheld: &BTreeSet<(String, String)>,
) -> Allocation {
    let mut sorted: Vec<&Candidate> = candidates.iter().collect();
    sorted.sort_by(|one, other| (one.rank, &one.entry).cmp(&(other.rank, &other.entry)));
    let levels = prizes.iter().filter(|prize| prize.kind == PrizeKind::Ranked).collect();
    let mut run =
        Run { levels, decisions, withheld, pools: Pools::default(), awards: BTreeMap::new(), open_ties: Vec::new() };
    for equal in sorted.chunk_by(|one, other| one.rank == other.rank) {
        run.award_equal(equal);
    }
    let levels = run.level_uses(&sorted);
    let awards = sorted.iter().filter_map(|candidate| run.awards.remove(candidate.entry.as_str())).collect();
    Allocation { awards, levels, open_ties: run.open_ties }
}

struct Run<'a> {
    levels: Vec<&'a Prize>,
    decisions: &'a [TieDecision],
    withheld: &'a BTreeSet<PoolKey>,
    pools: Pools,
    awards: BTreeMap<&'a str, Award>,
    open_ties: Vec<TieAtCap>,
}

impl<'a> Run<'a> {
    /// Takes entries of one rank down the levels together.
    fn award_equal(&mut self, equal: &[&'a Candidate]) {
        for candidate in equal {
            let award = Award { entry: candidate.entry.clone(), prize: None, levels: Vec::new() };
            self.awards.insert(&candidate.entry, award);
        }
        let mut falling = equal.to_vec();
        let mut open = OpenEqual::default();
        for position in 0..self.levels.len() {
            falling = self.try_level(position, falling, &mut open);
        }
        self.keep_places(&open);
    }

    /// Returns those who fall to the next level.
    fn try_level(
        &mut self,
        position: usize,
        falling: Vec<&'a Candidate>,
        open: &mut OpenEqual<'a>,
    ) -> Vec<&'a Candidate> {
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
            if self.withheld.contains(&key) {
                equal.iter().for_each(|candidate| self.note(prize, candidate, Tried::Withheld));
                next.extend(equal);
            } else {
                next.extend(self.fill(position, key, equal, open));
            }
        }
        next
    }

    fn outside_band(&self, prize: &Prize, total: &Exact) -> Option<Tried> {
        let highest = self.levels.iter().find_map(|level| level.band)?;
        if *total > highest.high.to_exact() {
            return Some(Tried::AboveHighestBand);
        }
        prize.band.filter(|band| *total < band.low.to_exact()).map(|_| Tried::BelowBand)
    }

    fn fill(
        &mut self,
        position: usize,
        key: PoolKey,
        equal: Vec<&'a Candidate>,
        open: &mut OpenEqual<'a>,
    ) -> Vec<&'a Candidate> {
        let prize = self.levels[position];
        let rivals = open.rivals(prize, &key);
        match self.pools.room(prize.cap, &key, count(&equal), rivals) {
            Room::ForAll => self.give(prize, key, &equal),
            Room::Full => {
                equal.iter().for_each(|candidate| self.note(prize, candidate, Tried::CapFull));
                return equal;
            }
            Room::ForSome(places) => return self.settle_tie(position, key, equal, places, open),
            Room::Unknown => {
                equal.iter().for_each(|candidate| self.note(prize, candidate, Tried::AwaitsTie));
                open.waiting.push((position, equal));
            }
        }
        Vec::new()
    }

    /// Follows the people's decision, or leaves the tie open.
    fn settle_tie(
        &mut self,
        position: usize,
        key: PoolKey,
        equal: Vec<&'a Candidate>,
        places: u32,
        open: &mut OpenEqual<'a>,
    ) -> Vec<&'a Candidate> {
        let prize = self.levels[position];
        let entries: BTreeSet<String> = equal.iter().map(|candidate| candidate.entry.clone()).collect();
        let Some(decision) = self.decisions.iter().find(|decision| decides(decision, prize, &entries, places)) else {
            equal.iter().for_each(|candidate| self.note(prize, candidate, Tried::TieUndecided));
            // Whoever is chosen, and even if nobody is, no lower entry gets these places.
            self.pools.take(prize.cap, key.clone(), places, places);
            self.open_ties.push(TieAtCap { prize: key.0, pool: key.1, places, entries });
            open.tied.push((position, equal, places));
            return Vec::new();
        };
        let (chosen, others): (Vec<_>, Vec<_>) =
            equal.into_iter().partition(|one| decision.chosen.contains(&one.entry));
        // Places that the decision leaves empty stay empty: nobody ranked lower overtakes the tie.
        self.pools.take(prize.cap, key.clone(), places - count(&chosen), places - count(&chosen));
        self.give(prize, key, &chosen);
        others.iter().for_each(|candidate| self.note(prize, candidate, Tried::NotChosen));
        others
    }

    fn give(&mut self, prize: &Prize, key: PoolKey, chosen: &[&Candidate]) {
        for candidate in chosen {
            self.note(prize, candidate, Tried::Given);
        }
        self.pools.take(prize.cap, key, count(chosen), count(chosen));
    }

    /// Keeps the places that equal entries, open at some level, will or may still take from there down.
    fn keep_places(&mut self, open: &OpenEqual) {
        let mut arriving = Arriving::default();
        for (position, prize) in self.levels.clone().into_iter().enumerate() {
            for (_, waiting) in open.waiting.iter().filter(|(at, _)| *at == position) {
                arriving.join(waiting, count(waiting));
            }
            if arriving.entries.iter().any(|one| self.outside_band(prize, &one.total).is_none()) {
                self.keep_places_at(prize, &mut arriving);
            }
            for (_, tied, places) in open.tied.iter().filter(|(at, ..)| *at == position) {
                arriving.join(tied, count(tied) - places);
            }
        }
    }

    fn keep_places_at(&mut self, prize: &Prize, arriving: &mut Arriving) {
        let mut members: BTreeMap<PoolKey, u32> = BTreeMap::new();
        for one in &arriving.entries {
            *members.entry(pool_key(prize, one)).or_default() += 1;
        }
        let sure = if members.len() == 1 { arriving.least } else { 0 };
        let cap = prize.cap.unwrap_or(u32::MAX);
        let (mut least, mut most) = (0, 0);
        for (key, members) in members {
            if self.withheld.contains(&key) {
                least += sure;
                most += members;
                continue;
            }
            let taken = self.pools.taken(&key);
            let possible = members.min(arriving.most);
            self.pools.take(prize.cap, key, sure, possible);
            least += sure.saturating_sub(cap - taken.least);
            // More than there is room for would be a tie, and people may leave its places empty: then all fall.
            if taken.most.saturating_add(possible) > cap {
                most += possible;
            }
        }
        arriving.least = least;
        arriving.most = most.min(arriving.most);
    }

    fn note(&mut self, prize: &Prize, candidate: &Candidate, tried: Tried) {
        let Some(award) = self.awards.get_mut(candidate.entry.as_str()) else {
            return;
        };
        award.levels.push(Level { prize: prize.code.clone(), tried });
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
                withheld: self.withheld.contains(&(prize.code.clone(), pool.clone())),
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

/// Entries of one rank whose level is open. They have the same claim as the others of their rank, so no place is theirs
/// before those.
#[derive(Default)]
struct OpenEqual<'a> {
    /// At this level they wait for a tie elsewhere.
    waiting: Vec<(usize, Vec<&'a Candidate>)>,
    /// At this level they are more than its places.
    tied: Vec<(usize, Vec<&'a Candidate>, u32)>,
}

impl OpenEqual<'_> {
    /// How many of them may still come down into this pool.
    fn rivals(&self, prize: &Prize, key: &PoolKey) -> u32 {
        let waiting = self.waiting.iter().flat_map(|(_, entries)| entries);
        let tied = self.tied.iter().flat_map(|(_, entries, _)| entries);
        let rivals = waiting.chain(tied).filter(|one| pool_key(prize, one) == *key);
        u32::try_from(rivals.count()).unwrap_or(u32::MAX)
    }
}

/// Open entries on their way down: so many at least and at most come as far as this level.
#[derive(Default)]
struct Arriving<'a> {
    entries: Vec<&'a Candidate>,
    least: u32,
    most: u32,
}

impl<'a> Arriving<'a> {
    fn join(&mut self, entries: &[&'a Candidate], least: u32) {
        self.entries.extend(entries);
        self.least += least;
        self.most += count(entries);
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
