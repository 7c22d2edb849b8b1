//! Programme templates: a file of proposals, read into the rules of an edition for a year and a deadline.

mod dates;
mod dossier;
mod eligibility;
mod prizes;
mod questions;
mod rounds;
mod source;
mod team;

use serde_json::Value;
use time::OffsetDateTime;

use super::rules::{EditionRules, Field, Group, RULES_FORMAT, WorkWord};
use source::{Marks, list, text};

/// Why a template file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateProblem {
    #[error("the template is not JSON: {0}")]
    NotJson(String),
    #[error("the file lists no programmes")]
    NoProgrammes,
    #[error("programme {programme} lacks {key}")]
    Lacks { programme: String, key: &'static str },
}

/// One programme of a template file.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    pub kind: String,
    /// The word editions have in their addresses, before the year.
    pub address: String,
    /// What entry codes start with, before the year.
    pub prefix: String,
    value: Value,
}

impl Template {
    /// Reads every programme of a file such as `fixtures/programmes/contests.json`.
    pub fn read_file(json: &str) -> Result<Vec<Self>, TemplateProblem> {
        let file: Value = serde_json::from_str(json).map_err(|err| TemplateProblem::NotJson(err.to_string()))?;
        let programmes = file["programmes"].as_array().ok_or(TemplateProblem::NoProgrammes)?;
        programmes.iter().cloned().map(Self::of_value).collect()
    }

    /// Reads one programme as it is stored.
    pub fn read(json: &str) -> Result<Self, TemplateProblem> {
        let value = serde_json::from_str(json).map_err(|err| TemplateProblem::NotJson(err.to_string()))?;
        Self::of_value(value)
    }

    /// The programme as it is stored.
    pub fn json(&self) -> String {
        self.value.to_string()
    }

    fn of_value(value: Value) -> Result<Self, TemplateProblem> {
        let programme = text(&value, "code");
        let word = |key: &'static str| match text(&value, key) {
            word if word.is_empty() => Err(TemplateProblem::Lacks { programme: programme.clone(), key }),
            word => Ok(word),
        };
        Ok(Self {
            code: word("code")?,
            name_vi: word("name_vi")?,
            name_en: word("name_en")?,
            kind: word("kind")?,
            address: word("address")?,
            prefix: word("prefix")?,
            value,
        })
    }

    /// The rules this template proposes for a year. Without a deadline, the template's own day of that year is taken.
    pub fn rules(&self, year: i32, deadline: Option<OffsetDateTime>) -> EditionRules {
        let value = &self.value;
        let mut marks = Marks::default();
        let dates = dates::dates(value, year, deadline, &mut marks);
        let rounds = rounds::rounds(value, &mut marks);
        let mut questions = questions::questions(value, &mut marks);
        questions.extend(eligibility::declarations(value, &mut marks));
        EditionRules {
            version: RULES_FORMAT,
            work_word: work_word(value),
            fields: fields(value, &mut marks),
            groups: groups(value, &mut marks),
            eligibility: eligibility::eligibility(value, dates.closes_at, &mut marks),
            team: team::team(value, &mut marks),
            questions,
            dossier: dossier::dossier(value, &mut marks),
            rounds,
            final_score: rounds::final_score(&mut marks),
            prizes: prizes::prizes(value, &mut marks),
            notice: dates::notice(value, &mut marks),
            dates,
            prose: String::new(),
            marks: marks.0,
        }
    }
}

fn work_word(value: &Value) -> WorkWord {
    serde_json::from_value(value["work_word"].clone()).unwrap_or(WorkWord::Product)
}

fn fields(value: &Value, marks: &mut Marks) -> Vec<Field> {
    let read = |field: &Value| {
        let code = text(field, "code");
        marks.of(format!("fields.{code}"), field);
        Field { name: text(field, "name_vi"), code }
    };
    list(value, "fields").iter().map(read).collect()
}

fn groups(value: &Value, marks: &mut Marks) -> Vec<Group> {
    let read = |group: &Value| {
        let code = text(group, "code");
        marks.of(format!("groups.{code}"), group);
        Group { name: text(group, "name_vi"), code }
    };
    list(value, "groups").iter().map(read).collect()
}

#[cfg(test)]
mod tests;
