//! Reading values that carry where they come from.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::programmes::rules::{Mark, Sureness};

/// The marks gathered while a template is read.
#[derive(Default)]
pub(super) struct Marks(pub BTreeMap<String, Mark>);

impl Marks {
    /// Keeps the mark a value of the template carries.
    pub fn of(&mut self, path: impl Into<String>, value: &Value) {
        self.0.insert(path.into(), mark(value));
    }

    /// Marks a value of our own choice.
    pub fn proposed(&mut self, path: impl Into<String>, note: &str) {
        let mark = Mark { sureness: Sureness::Proposed, sources: vec![], note: note.to_owned() };
        self.0.insert(path.into(), mark);
    }

    /// Adds a sentence to a mark that is there.
    pub fn note(&mut self, path: &str, note: &str) {
        if let Some(mark) = self.0.get_mut(path) {
            let gap = if mark.note.is_empty() { "" } else { "; " };
            mark.note = format!("{}{gap}{note}", mark.note);
        }
    }
}

fn mark(value: &Value) -> Mark {
    let sureness = match value["status"].as_str() {
        Some("sourced") => Sureness::Sourced,
        _ => Sureness::Proposed,
    };
    let sources = list(value, "source").iter().filter_map(Value::as_str);
    Mark { sureness, sources: sources.map(str::to_owned).collect(), note: text(value, "note") }
}

/// A text of an object; empty when absent.
pub(super) fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

/// A list of an object; empty when absent.
pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// A whole number.
pub(super) fn whole(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

/// A number of a value that carries its mark; without it the default, marked as ours.
pub(super) fn marked_number(value: &Value, default: u32, path: &str, marks: &mut Marks) -> u32 {
    match whole(&value["value"]) {
        Some(number) => {
            marks.of(path, value);
            number
        }
        None => {
            marks.proposed(path, "");
            default
        }
    }
}

/// Yes or no of a value that carries its mark; without it the default, marked as ours.
pub(super) fn marked_flag(value: &Value, default: bool, path: &str, marks: &mut Marks) -> bool {
    match value["value"].as_bool() {
        Some(flag) => {
            marks.of(path, value);
            flag
        }
        None => {
            marks.proposed(path, "");
            default
        }
    }
}
