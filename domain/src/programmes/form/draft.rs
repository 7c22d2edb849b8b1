//! A section as text: what stands in every field, by its path such as `rounds.0.decides.rubric.2.max`.

use std::collections::{BTreeMap, BTreeSet};

use super::schema::RulesSection;
use super::write::write_nodes;
use crate::programmes::rules::EditionRules;

/// The text of every field of a section, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft(BTreeMap<String, String>);

/// What a button beside a row does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowAct {
    /// A new, empty row at the end of this list.
    Add(String),
    Remove(String),
    Up(String),
    Down(String),
}

impl RowAct {
    /// Reads `them:fields`, `xoa:…2`, `len:…2`, `xuong:…2`.
    pub fn parse(text: &str) -> Option<Self> {
        let (act, path) = text.split_once(':')?;
        let path = path.to_owned();
        match act {
            "them" => Some(Self::Add(path)),
            "xoa" => Some(Self::Remove(path)),
            "len" => Some(Self::Up(path)),
            "xuong" => Some(Self::Down(path)),
            _ => None,
        }
    }
}

/// The mark that a row is there even when all of it is empty; its text is the code the row had.
pub(super) const FROM: &str = "_from";

impl Draft {
    /// The section of the rules as text.
    pub fn of(rules: &EditionRules, section: RulesSection) -> Self {
        let mut draft = Self::default();
        if let Ok(value) = serde_json::to_value(rules) {
            write_nodes(section.nodes(), "", &value, &mut draft);
        }
        draft
    }

    /// What was typed. A field sent several times (boxes) is joined by commas.
    pub fn typed<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut draft = Self::default();
        for (path, text) in pairs {
            draft
                .0
                .entry(path.to_owned())
                .and_modify(|known| {
                    known.push(',');
                    known.push_str(text);
                })
                .or_insert_with(|| text.to_owned());
        }
        draft
    }

    /// The text of a field; empty when there is none.
    pub fn text(&self, path: &str) -> &str {
        self.0.get(path).map_or("", String::as_str)
    }

    /// The numbers of the rows of a list, in order.
    pub fn rows(&self, list: &str) -> Vec<usize> {
        let prefix = format!("{list}.");
        let numbers = self.0.keys().filter_map(|path| {
            let step = path.strip_prefix(&prefix)?.split('.').next()?;
            step.parse().ok()
        });
        numbers.collect::<BTreeSet<usize>>().into_iter().collect()
    }

    /// The code a row had when the page was opened; empty for a new row.
    pub fn code_before(&self, row: &str) -> &str {
        self.text(&format!("{row}.{FROM}"))
    }

    /// Does what the button says; a path that names no row changes nothing.
    pub fn act(&mut self, act: &RowAct) {
        match act {
            RowAct::Add(list) => {
                let next = self.rows(list).last().map_or(0, |last| last.saturating_add(1));
                self.set(format!("{list}.{next}.{FROM}"), String::new());
            }
            RowAct::Remove(row) => {
                let prefix = format!("{row}.");
                self.0.retain(|path, _| !path.starts_with(&prefix));
            }
            RowAct::Up(row) => self.swap_with(row, |place| place.checked_sub(1)),
            RowAct::Down(row) => self.swap_with(row, |place| place.checked_add(1)),
        }
    }

    /// Every field that differs, as path, own text and the other's text.
    pub fn differences(&self, other: &Self) -> Vec<(String, String, String)> {
        let paths: BTreeSet<&String> = self.0.keys().chain(other.0.keys()).collect();
        let shown = paths.into_iter().filter(|path| !path.ends_with(FROM));
        shown
            .map(|path| (path.clone(), self.text(path).to_owned(), other.text(path).to_owned()))
            .filter(|(_, own, theirs)| own.trim() != theirs.trim())
            .collect()
    }

    pub(super) fn set(&mut self, path: String, text: String) {
        self.0.insert(path, text);
    }

    fn swap_with(&mut self, row: &str, other: impl Fn(usize) -> Option<usize>) {
        let Some((list, number)) = row.rsplit_once('.') else {
            return;
        };
        let rows = self.rows(list);
        let place = rows.iter().position(|known| known.to_string() == number);
        let Some(neighbour) = place.and_then(other).and_then(|place| rows.get(place)) else {
            return;
        };
        let (one, two) = (format!("{row}."), format!("{list}.{neighbour}."));
        let renamed = |path: String| match (path.strip_prefix(&one), path.strip_prefix(&two)) {
            (Some(rest), _) => format!("{two}{rest}"),
            (_, Some(rest)) => format!("{one}{rest}"),
            _ => path,
        };
        self.0 = std::mem::take(&mut self.0).into_iter().map(|(path, text)| (renamed(path), text)).collect();
    }
}
