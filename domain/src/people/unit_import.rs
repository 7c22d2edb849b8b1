//! What a list of units would do: what is new, old → new of every value it overwrites, and what has to be asked about.
//!
//! A column that the list does not have changes nothing. What is wrong is refused with its line; what may be meant but is
//! rarely meant (a second unit of one name, a date of another country's notation, damaged letters, a value that would be
//! emptied) is asked about, row by row.

use std::collections::{BTreeMap, HashMap};

use time::Date;

use super::unit_dates::{ReadDate, read_dates};
use super::units::{CheckedUnit, UnitDraft, UnitKind, UnitProblem, check_unit};
use crate::calendar::iso_date;
use crate::text::{clean_line, fold, looks_damaged};

/// A value of a unit that a list may hold, beside the code that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitField {
    Name,
    Kind,
    Parent,
    ValidFrom,
    ValidTo,
    Successor,
}

/// One row of a list. A field that is not among the cells has no column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitRow {
    /// Line of the file, from 1.
    pub line: u64,
    pub code: String,
    pub cells: BTreeMap<UnitField, String>,
}

/// A unit as it stands in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownUnit {
    pub code: String,
    pub name: String,
    pub kind: UnitKind,
    pub parent: Option<String>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub successor: Option<String>,
}

/// What is wrong with one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    pub line: u64,
    pub problems: Vec<UnitProblem>,
}

/// A value, for people to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitValue {
    Nothing,
    Text(String),
    Kind(UnitKind),
    Date(Date),
}

/// A value that is written over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub field: UnitField,
    pub old: UnitValue,
    pub new: UnitValue,
}

/// What has to be asked about before a row is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Another unit has this name, in the register or further up in the list.
    SameName { code: String, name: String, ended: bool },
    /// The letters look damaged by a wrong conversion.
    Damaged(String),
    /// The cell is empty and something is there.
    Erases(UnitField),
    /// It ended or was merged, and would be in force again.
    Revives,
    /// The date is written as another country or a spreadsheet writes it.
    DateRead { typed: String, read: Date },
}

/// What the list does with one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedUnit {
    pub line: u64,
    pub unit: CheckedUnit,
    pub is_new: bool,
    /// Old → new; empty for a new unit.
    pub changes: Vec<Change>,
    pub doubts: Vec<Doubt>,
}

/// What a good list would do, in the order of its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPlan {
    pub units: Vec<PlannedUnit>,
    /// Rows that say what the register says already.
    pub unchanged: usize,
}

impl ImportPlan {
    /// Units that are new.
    pub fn added(&self) -> impl Iterator<Item = &PlannedUnit> {
        self.units.iter().filter(|unit| unit.is_new)
    }

    /// Units of which something is written over.
    pub fn changed(&self) -> impl Iterator<Item = &PlannedUnit> {
        self.units.iter().filter(|unit| !unit.is_new)
    }

    /// Units that have to be asked about.
    pub fn doubtful(&self) -> impl Iterator<Item = &PlannedUnit> {
        self.units.iter().filter(|unit| !unit.doubts.is_empty())
    }
}

/// Plans the import, or names every bad row.
pub fn plan_import(rows: &[UnitRow], known: &[KnownUnit]) -> Result<ImportPlan, Vec<BadRow>> {
    let register: HashMap<&str, &KnownUnit> = known.iter().map(|unit| (unit.code.as_str(), unit)).collect();
    let from = read_dates(rows, UnitField::ValidFrom);
    let to = read_dates(rows, UnitField::ValidTo);
    let mut bad = Vec::new();
    let mut read: Vec<(u64, CheckedUnit, Vec<Doubt>)> = Vec::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        let before = register.get(clean_line(&row.code).as_str()).copied();
        let dates = [&from[place], &to[place]];
        match check_unit(&draft_of(row, before, dates)) {
            Ok(unit) => match seen.insert(unit.code.clone(), row.line) {
                Some(first) => bad.push(one_problem(row.line, UnitProblem::CodeTwice(first))),
                None => read.push((row.line, unit, doubts_of(row, before, dates))),
            },
            Err(problems) => bad.push(BadRow { line: row.line, problems }),
        }
    }
    bad.extend(bad_links(&read, &register));
    if !bad.is_empty() {
        bad.sort_by_key(|row| row.line);
        return Err(bad);
    }
    let same_names = SameNames::of(known, &read);
    let mut plan = ImportPlan::default();
    for (line, unit, mut doubts) in read {
        let before = register.get(unit.code.as_str()).copied();
        let changes = before.map(|before| changes_of(before, &unit)).unwrap_or_default();
        if before.is_some() && changes.is_empty() {
            plan.unchanged += 1;
            continue;
        }
        doubts.extend(same_names.beside(&unit, before));
        plan.units.push(PlannedUnit { line, is_new: before.is_none(), unit, changes, doubts });
    }
    Ok(plan)
}

fn one_problem(line: u64, problem: UnitProblem) -> BadRow {
    BadRow { line, problems: vec![problem] }
}

/// The row laid over what is known: what has no column stays.
fn draft_of(row: &UnitRow, before: Option<&KnownUnit>, [from, to]: [&ReadDate; 2]) -> UnitDraft {
    let date = |read: &ReadDate, old: Option<Date>| match read {
        ReadDate::NoColumn => old.map(iso_date::text).unwrap_or_default(),
        ReadDate::Empty => String::new(),
        ReadDate::Plain(date) | ReadDate::Odd { read: date, .. } => iso_date::text(*date),
        ReadDate::Bad(typed) => typed.clone(),
    };
    let cell = |field: UnitField, old: Option<String>| {
        let typed = row.cells.get(&field).cloned();
        typed.or(old).unwrap_or_default()
    };
    UnitDraft {
        code: row.code.clone(),
        name: cell(UnitField::Name, before.map(|unit| unit.name.clone())),
        kind: cell(UnitField::Kind, before.map(|unit| unit.kind.code().to_owned())),
        parent: cell(UnitField::Parent, before.and_then(|unit| unit.parent.clone())),
        valid_from: date(from, before.and_then(|unit| unit.valid_from)),
        valid_to: date(to, before.and_then(|unit| unit.valid_to)),
        successor: cell(UnitField::Successor, before.and_then(|unit| unit.successor.clone())),
    }
}

fn doubts_of(row: &UnitRow, before: Option<&KnownUnit>, dates: [&ReadDate; 2]) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let name = row.cells.get(&UnitField::Name).map(|name| clean_line(name));
    if let Some(name) = name.filter(|name| looks_damaged(name) && before.is_none_or(|unit| unit.name != *name)) {
        doubts.push(Doubt::Damaged(name));
    }
    for date in dates {
        if let ReadDate::Odd { typed, read } = date {
            doubts.push(Doubt::DateRead { typed: typed.clone(), read: *read });
        }
    }
    let Some(before) = before else { return doubts };
    let is_empty = |field: UnitField| row.cells.get(&field).is_some_and(|cell| clean_line(cell).is_empty());
    let filled = [
        (UnitField::Parent, before.parent.is_some()),
        (UnitField::ValidFrom, before.valid_from.is_some()),
        (UnitField::ValidTo, before.valid_to.is_some()),
        (UnitField::Successor, before.successor.is_some()),
    ];
    let erased = filled.into_iter().filter(|(field, filled)| *filled && is_empty(*field));
    doubts.extend(erased.map(|(field, _)| Doubt::Erases(field)));
    let revives =
        doubts.contains(&Doubt::Erases(UnitField::ValidTo)) || doubts.contains(&Doubt::Erases(UnitField::Successor));
    if revives {
        doubts.push(Doubt::Revives);
    }
    doubts
}

fn changes_of(before: &KnownUnit, after: &CheckedUnit) -> Vec<Change> {
    let text = |text: &Option<String>| text.clone().map_or(UnitValue::Nothing, UnitValue::Text);
    let date = |date: Option<Date>| date.map_or(UnitValue::Nothing, UnitValue::Date);
    let all = [
        (UnitField::Name, UnitValue::Text(before.name.clone()), UnitValue::Text(after.name.clone())),
        (UnitField::Kind, UnitValue::Kind(before.kind), UnitValue::Kind(after.kind)),
        (UnitField::Parent, text(&before.parent), text(&after.parent)),
        (UnitField::ValidFrom, date(before.valid_from), date(after.valid_from)),
        (UnitField::ValidTo, date(before.valid_to), date(after.valid_to)),
        (UnitField::Successor, text(&before.successor), text(&after.successor)),
    ];
    let changed = all.into_iter().filter(|(_, old, new)| old != new);
    changed.map(|(field, old, new)| Change { field, old, new }).collect()
}

/// Links that lead nowhere, and circles of successors or of parents, at every row of the list that is part of one.
fn bad_links(read: &[(u64, CheckedUnit, Vec<Doubt>)], register: &HashMap<&str, &KnownUnit>) -> Vec<BadRow> {
    let listed: HashMap<&str, &CheckedUnit> = read.iter().map(|(_, unit, _)| (unit.code.as_str(), unit)).collect();
    let is_there = |code: &str| listed.contains_key(code) || register.contains_key(code);
    let successor = |code: &str| match listed.get(code) {
        Some(unit) => unit.successor.clone(),
        None => register.get(code).and_then(|unit| unit.successor.clone()),
    };
    let parent = |code: &str| match listed.get(code) {
        Some(unit) => unit.parent.clone(),
        None => register.get(code).and_then(|unit| unit.parent.clone()),
    };
    let mut bad = Vec::new();
    for (line, unit, _) in read {
        let mut problems = Vec::new();
        if let Some(lost) = unit.parent.as_deref().filter(|code| !is_there(code)) {
            problems.push(UnitProblem::ParentUnknown(lost.to_owned()));
        }
        if let Some(lost) = unit.successor.as_deref().filter(|code| !is_there(code)) {
            problems.push(UnitProblem::SuccessorUnknown(lost.to_owned()));
        }
        problems.extend(circle(&unit.code, successor).map(UnitProblem::SuccessorsInCircle));
        problems.extend(circle(&unit.code, parent).map(UnitProblem::ParentsInCircle));
        if !problems.is_empty() {
            bad.push(BadRow { line: *line, problems });
        }
    }
    bad
}

/// The way from a unit back to itself, if following leads there.
pub fn circle(start: &str, next: impl Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let mut way = vec![start.to_owned()];
    while let Some(code) = way.last().and_then(|last| next(last)) {
        if code == start {
            return Some(way);
        }
        if way.contains(&code) {
            return None;
        }
        way.push(code);
    }
    None
}

/// Which units share a name, accents and case aside.
struct SameNames(HashMap<String, Vec<(String, String, bool)>>);

impl SameNames {
    /// Names of the register, as the list leaves it.
    fn of(known: &[KnownUnit], read: &[(u64, CheckedUnit, Vec<Doubt>)]) -> Self {
        let mut names: HashMap<String, Vec<(String, String, bool)>> = HashMap::new();
        let listed: HashMap<&str, ()> = read.iter().map(|(_, unit, _)| (unit.code.as_str(), ())).collect();
        for unit in known.iter().filter(|unit| !listed.contains_key(unit.code.as_str())) {
            let ended = unit.valid_to.is_some() || unit.successor.is_some();
            let one = (unit.code.clone(), unit.name.clone(), ended);
            names.entry(fold(&unit.name)).or_default().push(one);
        }
        for (_, unit, _) in read {
            let ended = unit.valid_to.is_some() || unit.successor.is_some();
            let one = (unit.code.clone(), unit.name.clone(), ended);
            names.entry(fold(&unit.name)).or_default().push(one);
        }
        Self(names)
    }

    /// Others of the name a new unit has, or an old one gets.
    fn beside(&self, unit: &CheckedUnit, before: Option<&KnownUnit>) -> Vec<Doubt> {
        if before.is_some_and(|before| fold(&before.name) == fold(&unit.name)) {
            return vec![];
        }
        let others = self.0.get(&fold(&unit.name)).into_iter().flatten();
        let others = others.filter(|(code, ..)| *code != unit.code);
        let doubt = |(code, name, ended): &(String, String, bool)| Doubt::SameName {
            code: code.clone(),
            name: name.clone(),
            ended: *ended,
        };
        others.map(doubt).collect()
    }
}

#[cfg(test)]
#[path = "unit_import_tests.rs"]
mod tests;
