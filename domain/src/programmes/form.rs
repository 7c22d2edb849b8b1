//! The rules as forms: one section a page, every value a text until the whole section can be read.
//!
//! [`RulesSection::nodes`] says what stands in a section. [`Draft::of`] writes the rules as text, [`apply`] reads the text
//! back or lists every problem; rows are added, removed and moved in the text itself, so nothing typed is ever lost.

mod draft;
mod read;
mod schema;
mod sections;
#[cfg(test)]
mod tests;
mod values;
mod write;

pub use draft::{Draft, RowAct};
pub use read::{FormProblem, apply};
pub use schema::{Kind, Node, RulesSection, Spec};
pub use values::ValueProblem;

use serde_json::Value;

/// The value at a path whose rows are named by their code, such as `rounds.final.decides.rubric.novelty`.
pub(in crate::programmes) fn lookup<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, step| match value {
        Value::Object(object) => object.get(step),
        Value::Array(rows) => rows.iter().find(|row| row["code"].as_str() == Some(step)),
        _ => None,
    })
}

/// A path with its row numbers left out: `rounds.0.decides.rubric.2.max` → `rounds.*.decides.rubric.*.max`.
pub fn pattern(path: &str) -> String {
    let steps = path.split('.').map(|step| match step.bytes().all(|b| b.is_ascii_digit()) {
        true => "*",
        false => step,
    });
    steps.collect::<Vec<_>>().join(".")
}
