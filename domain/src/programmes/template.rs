//! Programme templates: what a programme is called and the rules its editions start from, as one public file.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::form::lookup;
use super::naming::{NamingProblem, check_prefix, check_slug};
use super::planned::Calendar;
use super::rules::{Dates, Decides, EditionRules, Mark, Scoring, Sureness};

/// The version of the format that is written, and the only one that is read.
pub const TEMPLATE_FORMAT: u32 = 1;

/// A programme as a file. The format is public: `docs/formats.md`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub version: u32,
    pub code: String,
    pub names: Names,
    /// The word editions have in their addresses, before the year.
    pub address: String,
    /// What entry codes start with, before the year.
    pub prefix: String,
    pub kind: ProgrammeKind,
    /// Where its results count, from the lowest.
    #[serde(default)]
    pub levels: Vec<ProgrammeLevel>,
    /// Without dates and marks, which stand beside.
    pub rules: EditionRules,
    #[serde(default)]
    pub calendar: Calendar,
    /// Where each value comes from, by its path such as `team.max`.
    #[serde(default)]
    pub marks: BTreeMap<String, Mark>,
}

/// The name of a programme in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    pub vi: String,
    pub en: String,
}

/// What kind of programme it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeKind {
    Contest,
    Award,
    Recognition,
    Honour,
}

impl ProgrammeKind {
    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Contest => "contest",
            Self::Award => "award",
            Self::Recognition => "recognition",
            Self::Honour => "honour",
        }
    }
}

/// Where the results of a programme count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeLevel {
    Base,
    Province,
    National,
}

/// Why a file is no template. Paths are written `rules.rounds[0].name`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateProblem {
    #[error("line {line}, column {column}: this is not JSON")]
    NotJson { line: usize, column: usize },
    #[error("version: {found} is unknown; this program reads version {TEMPLATE_FORMAT}")]
    UnknownVersion { found: String },
    #[error("{path}: {cause}")]
    Value { path: String, cause: String },
    #[error("{path}: this is empty")]
    Empty { path: &'static str },
    #[error("{path}: {problem:?}")]
    Word { path: &'static str, problem: NamingProblem },
    #[error("{path}: dates stand in calendar, marks in marks")]
    Misplaced { path: &'static str },
    #[error("{path}: the code {code:?} stands there twice")]
    SameCode { path: String, code: String },
}

impl Template {
    /// Reads a template, or says what is wrong with it: the first value that cannot be read, else everything at once.
    pub fn read(json: &str) -> Result<Self, Vec<TemplateProblem>> {
        let value: Value = serde_json::from_str(json.trim_start_matches('\u{feff}'))
            .map_err(|err| vec![TemplateProblem::NotJson { line: err.line(), column: err.column() }])?;
        if value["version"] != TEMPLATE_FORMAT {
            return Err(vec![TemplateProblem::UnknownVersion { found: value["version"].to_string() }]);
        }
        let template: Self = serde_path_to_error::deserialize(&value).map_err(|err| {
            let whole = TemplateProblem::Value { path: err.path().to_string(), cause: err.inner().to_string() };
            vec![scoring_problem(&value).unwrap_or(whole)]
        })?;
        match template.problems() {
            problems if problems.is_empty() => Ok(template),
            problems => Err(problems),
        }
    }

    /// The file, as people read it.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The rules that an edition of this year starts from.
    pub fn rules(&self, year: i32) -> EditionRules {
        let mut rules = EditionRules { marks: self.marks.clone(), ..self.rules.clone() };
        self.calendar.place(&mut rules, year);
        rules
    }

    /// The same programme with the rules of an edition: its days without their year, what was confirmed as proposals.
    pub fn with_rules(self, rules: &EditionRules, year: i32) -> Self {
        let calendar = Calendar::of(rules, year);
        let mut rules = proposed_again(rules);
        let marks = std::mem::take(&mut rules.marks);
        rules.dates = Dates::default();
        rules.eligibility.birth_window = None;
        Self { rules, calendar, marks, ..self }
    }

    fn problems(&self) -> Vec<TemplateProblem> {
        let words = [("address", check_slug(&self.address).err()), ("prefix", check_prefix(&self.prefix).err())];
        let empty = [("code", &self.code), ("names.vi", &self.names.vi), ("names.en", &self.names.en)];
        let misplaced = [
            ("rules.dates", self.rules.dates != Dates::default()),
            ("rules.eligibility.birth_window", self.rules.eligibility.birth_window.is_some()),
            ("rules.marks", !self.rules.marks.is_empty()),
        ];
        let empty = empty.into_iter().filter(|(_, text)| text.trim().is_empty());
        let words =
            words.into_iter().filter_map(|(path, problem)| Some(TemplateProblem::Word { path, problem: problem? }));
        let misplaced = misplaced.into_iter().filter(|(_, is)| *is);
        empty
            .map(|(path, _)| TemplateProblem::Empty { path })
            .chain(words)
            .chain(misplaced.map(|(path, _)| TemplateProblem::Misplaced { path }))
            .chain(same_codes(&self.rules))
            .collect()
    }
}

/// Rules for another year: the same days of it, and every value a proposal until somebody confirms it.
pub fn rules_for_year(rules: &EditionRules, year: i32, new_year: i32) -> EditionRules {
    let mut again = proposed_again(rules);
    Calendar::of(rules, year).place(&mut again, new_year);
    again
}

fn proposed_again(rules: &EditionRules) -> EditionRules {
    let mut again = rules.clone();
    let value = serde_json::to_value(rules).unwrap_or_default();
    again.marks.retain(|path, _| lookup(&value, path).is_some());
    for mark in again.marks.values_mut() {
        mark.sureness = Sureness::Proposed;
    }
    for path in ["dates.opens_at", "dates.closes_at", "dates.judged_by", "dates.milestones", "eligibility.birth_window"]
    {
        let proposed = Mark { sureness: Sureness::Proposed, sources: vec![], note: String::new() };
        again.marks.entry(path.to_owned()).or_insert(proposed);
    }
    again
}

/// A round's kind is read before its values, which hides where the wrong one stands: each is looked at on its own.
fn scoring_problem(template: &Value) -> Option<TemplateProblem> {
    let rounds = template["rules"]["rounds"].as_array()?;
    rounds.iter().enumerate().find_map(|(number, round)| {
        let mut decides = round["decides"].as_object()?.clone();
        if decides.remove("kind")? != "scores" {
            return None;
        }
        let err = serde_path_to_error::deserialize::<_, Scoring>(&Value::Object(decides)).err()?;
        let path = format!("rules.rounds[{number}].decides.{}", err.path());
        Some(TemplateProblem::Value { path, cause: err.inner().to_string() })
    })
}

fn same_codes(rules: &EditionRules) -> Vec<TemplateProblem> {
    let Ok(Value::Object(value)) = serde_json::to_value(rules) else {
        return vec![];
    };
    let lists = value.iter().map(|(key, value)| (format!("rules.{key}"), value));
    let rubrics = rules.rounds.iter().enumerate();
    let mut problems: Vec<TemplateProblem> = lists.flat_map(|(path, list)| twice(&path, codes_of(list))).collect();
    for (number, round) in rubrics {
        let Decides::Scores(scoring) = &round.decides;
        let codes = scoring.rubric.iter().map(|criterion| criterion.code.clone()).collect();
        problems.extend(twice(&format!("rules.rounds[{number}].decides.rubric"), codes));
    }
    problems
}

fn codes_of(list: &Value) -> Vec<String> {
    let rows = list.as_array().into_iter().flatten();
    rows.filter_map(|row| row["code"].as_str()).map(str::to_owned).collect()
}

fn twice(path: &str, codes: Vec<String>) -> Vec<TemplateProblem> {
    let mut seen = BTreeSet::new();
    let again = codes.into_iter().filter(|code| !seen.insert(code.clone()));
    again.map(|code| TemplateProblem::SameCode { path: path.to_owned(), code }).collect()
}

#[cfg(test)]
#[path = "template_tests.rs"]
pub(crate) mod tests;
