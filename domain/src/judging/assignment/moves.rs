//! The pairs assigned so far, and for every two judges the cheapest entry to move from one to the other.

use super::board::{Board, Pair};

/// Moving this entry costs this much preference.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Move {
    /// Lost points of preference; negative is a gain.
    pub cost: i128,
    /// The entry that changes judges.
    pub entry: usize,
}

/// One change: the entry leaves a judge (or nobody) and goes to another.
pub(super) type Step = (usize, Option<usize>, usize);

/// Assigned pairs and cheapest moves, kept in step with each other.
pub(super) struct Moves<'a> {
    board: &'a Board,
    /// Assigned pairs by [`Board::cell`].
    pub taken: Vec<bool>,
    /// Per judge: the entries that may leave again.
    movable: Vec<Vec<usize>>,
    cheapest: Vec<Option<Move>>,
}

impl<'a> Moves<'a> {
    pub fn new(board: &'a Board) -> Self {
        let pairs = (0..board.entries).flat_map(|entry| (0..board.judges).map(move |judge| (entry, judge)));
        Self {
            board,
            taken: pairs.map(|(entry, judge)| board.pair(entry, judge) == Pair::Must).collect(),
            movable: vec![Vec::new(); board.judges],
            cheapest: vec![None; board.judges * board.judges],
        }
    }

    pub fn may_take(&self, entry: usize, judge: usize) -> bool {
        self.board.pair(entry, judge) == Pair::Free && !self.taken[self.board.cell(entry, judge)]
    }

    pub fn cheapest(&self, from: usize, to: usize) -> Option<Move> {
        self.cheapest[from * self.board.judges + to]
    }

    /// Makes the changes of one path. Every judge occurs at most once as the one left and once as the one gone to.
    pub fn apply(&mut self, steps: &[Step]) {
        let stale: Vec<(usize, usize)> = steps.iter().flat_map(|(entry, ..)| self.moves_of(*entry)).collect();
        for &(entry, from, to) in steps {
            if let Some(from) = from {
                self.taken[self.board.cell(entry, from)] = false;
                self.movable[from].retain(|other| *other != entry);
            }
            self.taken[self.board.cell(entry, to)] = true;
            self.movable[to].push(entry);
        }
        for (from, to) in stale {
            self.cheapest[from * self.board.judges + to] = self.find_cheapest(from, to);
        }
        for &(entry, ..) in steps {
            self.offer(entry);
        }
    }

    /// The moves for which this entry is the cheapest: they are stale once it has changed judges.
    fn moves_of(&self, entry: usize) -> Vec<(usize, usize)> {
        let judges = 0..self.board.judges;
        let left = judges.clone().filter(|judge| self.taken[self.board.cell(entry, *judge)]);
        let pairs = left.flat_map(|from| judges.clone().map(move |to| (from, to)));
        pairs.filter(|(from, to)| self.cheapest(*from, *to).is_some_and(|best| best.entry == entry)).collect()
    }

    fn find_cheapest(&self, from: usize, to: usize) -> Option<Move> {
        self.movable[from].iter().filter_map(|entry| self.find_move(*entry, from, to)).min()
    }

    fn find_move(&self, entry: usize, from: usize, to: usize) -> Option<Move> {
        let cost = || self.board.pref(entry, from) - self.board.pref(entry, to);
        self.may_take(entry, to).then(|| Move { cost: cost(), entry })
    }

    /// Lets the entry compete for every move it could make.
    fn offer(&mut self, entry: usize) {
        for from in 0..self.board.judges {
            let is_movable = self.board.pair(entry, from) == Pair::Free && self.taken[self.board.cell(entry, from)];
            for to in (0..self.board.judges).filter(|_| is_movable) {
                let Some(offer) = self.find_move(entry, from, to) else {
                    continue;
                };
                let best = &mut self.cheapest[from * self.board.judges + to];
                *best = Some(best.map_or(offer, |best| best.min(offer)));
            }
        }
    }
}
