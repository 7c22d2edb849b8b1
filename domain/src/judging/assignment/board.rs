//! The instance in numbers: indices for codes, one cell per pair, bounds per judge. A board that exists has no slip in it
//! and lacks nothing that a single entry or judge could lack.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    explain,
    instance::Instance,
    problem::{AssignmentProblem, InstancePart},
};

/// Whether an entry and a judge may, must or must not meet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair {
    Free,
    Conflict,
    Must,
}

/// The instance in numbers.
pub(super) struct Board {
    /// Judges per entry.
    pub k: usize,
    /// Number of entries.
    pub entries: usize,
    /// Number of judges.
    pub judges: usize,
    /// Fewest entries per judge.
    pub floors: Vec<usize>,
    /// Most entries per judge.
    pub ceilings: Vec<usize>,
    pairs: Vec<Pair>,
    prefs: Vec<i64>,
}

impl Board {
    pub fn new(instance: &Instance) -> Result<Self, Vec<AssignmentProblem>> {
        let codes = Codes::new(instance);
        refuse(codes.problems(instance))?;
        let mut board = Self::empty(instance);
        refuse(board.fill(instance, &codes))?;
        refuse(explain::shortages(instance, &board))?;
        Ok(board)
    }

    fn empty(instance: &Instance) -> Self {
        let (k, entries, judges) = (instance.k as usize, instance.entries.len(), instance.judges.len());
        let places = entries * k;
        let (floor, ceiling) = match judges {
            judges if instance.balanced && judges > 0 => (places / judges, places.div_ceil(judges)),
            _ => (0, entries),
        };
        let cap = |judge| instance.caps.get(judge).map_or(ceiling, |cap| ceiling.min(*cap as usize));
        Self {
            k,
            entries,
            judges,
            floors: vec![floor; judges],
            ceilings: instance.judges.iter().map(cap).collect(),
            pairs: vec![Pair::Free; entries * judges],
            prefs: vec![0; entries * judges],
        }
    }

    fn fill(&mut self, instance: &Instance, codes: &Codes) -> Vec<AssignmentProblem> {
        for (entry, judge) in &instance.conflicts {
            let cell = self.cell(codes.entries[entry.as_str()], codes.judges[judge.as_str()]);
            self.pairs[cell] = Pair::Conflict;
        }
        let mut problems = Vec::new();
        for (entry, judge) in &instance.must {
            let cell = self.cell(codes.entries[entry.as_str()], codes.judges[judge.as_str()]);
            if self.pairs[cell] == Pair::Conflict {
                problems.push(AssignmentProblem::FixedPairInConflict { entry: entry.clone(), judge: judge.clone() });
            } else {
                self.pairs[cell] = Pair::Must;
            }
        }
        for (entry, row) in &instance.prefs {
            for (judge, pref) in row {
                let cell = self.cell(codes.entries[entry.as_str()], codes.judges[judge.as_str()]);
                self.prefs[cell] = *pref;
            }
        }
        problems
    }

    /// Where the pair stands in every table of pairs.
    pub fn cell(&self, entry: usize, judge: usize) -> usize {
        entry * self.judges + judge
    }

    pub fn pair(&self, entry: usize, judge: usize) -> Pair {
        self.pairs[self.cell(entry, judge)]
    }

    pub fn pref(&self, entry: usize, judge: usize) -> i128 {
        i128::from(self.prefs[self.cell(entry, judge)])
    }

    /// Places in all: one per entry and judge it gets.
    pub fn places(&self) -> usize {
        self.entries * self.k
    }

    /// Fixed judges of the entry.
    pub fn fixed_judges(&self, entry: usize) -> usize {
        (0..self.judges).filter(|judge| self.pair(entry, *judge) == Pair::Must).count()
    }

    /// Fixed entries of the judge.
    pub fn fixed_entries(&self, judge: usize) -> usize {
        (0..self.entries).filter(|entry| self.pair(*entry, judge) == Pair::Must).count()
    }
}

fn refuse(problems: Vec<AssignmentProblem>) -> Result<(), Vec<AssignmentProblem>> {
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Indices by code.
struct Codes<'a> {
    entries: BTreeMap<&'a str, usize>,
    judges: BTreeMap<&'a str, usize>,
}

impl<'a> Codes<'a> {
    fn new(instance: &'a Instance) -> Self {
        Self { entries: index(&instance.entries), judges: index(&instance.judges) }
    }

    fn problems(&self, instance: &Instance) -> Vec<AssignmentProblem> {
        let mut problems = Vec::new();
        let (judges, needed) = (self.judges.len(), instance.k as usize);
        if needed == 0 {
            problems.push(AssignmentProblem::NoJudgePerEntry);
        }
        if judges < needed && !instance.entries.is_empty() {
            problems.push(AssignmentProblem::TooFewJudges { judges, needed });
        }
        problems.extend(repeated(&instance.entries).map(|entry| AssignmentProblem::EntryListedTwice { entry }));
        problems.extend(repeated(&instance.judges).map(|judge| AssignmentProblem::JudgeListedTwice { judge }));
        problems.extend(self.unknown_entries(instance));
        problems.extend(self.unknown_judges(instance));
        problems
    }

    fn unknown_entries(&self, instance: &Instance) -> impl Iterator<Item = AssignmentProblem> {
        let conflicts = instance.conflicts.iter().map(|(entry, _)| (InstancePart::Conflicts, entry));
        let must = instance.must.iter().map(|(entry, _)| (InstancePart::Must, entry));
        let prefs = instance.prefs.keys().map(|entry| (InstancePart::Prefs, entry));
        let named = conflicts.chain(must).chain(prefs);
        let unknown: BTreeSet<_> = named.filter(|(_, entry)| !self.entries.contains_key(entry.as_str())).collect();
        unknown.into_iter().map(|(part, entry)| AssignmentProblem::UnknownEntry { entry: entry.clone(), part })
    }

    fn unknown_judges(&self, instance: &Instance) -> impl Iterator<Item = AssignmentProblem> {
        let caps = instance.caps.keys().map(|judge| (InstancePart::Caps, judge));
        let conflicts = instance.conflicts.iter().map(|(_, judge)| (InstancePart::Conflicts, judge));
        let must = instance.must.iter().map(|(_, judge)| (InstancePart::Must, judge));
        let prefs = instance.prefs.values().flat_map(|row| row.keys()).map(|judge| (InstancePart::Prefs, judge));
        let named = caps.chain(conflicts).chain(must).chain(prefs);
        let unknown: BTreeSet<_> = named.filter(|(_, judge)| !self.judges.contains_key(judge.as_str())).collect();
        unknown.into_iter().map(|(part, judge)| AssignmentProblem::UnknownJudge { judge: judge.clone(), part })
    }
}

fn index(codes: &[String]) -> BTreeMap<&str, usize> {
    codes.iter().enumerate().map(|(index, code)| (code.as_str(), index)).collect()
}

/// Codes that stand more than once, each named once.
fn repeated(codes: &[String]) -> impl Iterator<Item = String> {
    let mut seen = BTreeSet::new();
    let repeated: BTreeSet<_> = codes.iter().filter(|code| !seen.insert(code.as_str())).cloned().collect();
    repeated.into_iter()
}
