//! From the text of fields to rules, with every problem at once.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use time::Date;
use time::format_description::well_known::Rfc3339;

use super::draft::Draft;
use super::lookup;
use super::schema::{Kind, Node, RulesSection, Spec};
use super::values::{ValueProblem, empty, iso, plain_code, read_text};
use super::write::join;
use crate::calendar::{DateProblem, at_vietnam_time, parse_clock, parse_date_parts};
use crate::programmes::rules::{Combine, CombineOrder, EditionRules, Method, Outlier, RankingRules, Sureness};
use crate::text::clean_line;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormProblem {
    pub path: String,
    pub problem: ValueProblem,
}

/// The rules with this section as typed, or everything that is wrong with it. What the secretary changed, or confirmed by
/// the path of its mark, is marked as confirmed.
pub fn apply(
    rules: &EditionRules,
    section: RulesSection,
    draft: &Draft,
    confirmed: &[String],
) -> Result<EditionRules, Vec<FormProblem>> {
    let unreadable = || vec![FormProblem { path: section.address().to_owned(), problem: ValueProblem::Unreadable }];
    let before = serde_json::to_value(rules).map_err(|_| unreadable())?;
    let mut reader = Reader { draft, problems: Vec::new() };
    let after = reader.nodes(section.nodes(), "", before.clone());
    if !reader.problems.is_empty() {
        return Err(reader.problems);
    }
    let mut changed: EditionRules = serde_json::from_value(after).map_err(|_| unreadable())?;
    let after = serde_json::to_value(&changed).map_err(|_| unreadable())?;
    mark_changes(&mut changed, section, (&before, &after), confirmed);
    Ok(changed)
}

fn mark_changes(
    rules: &mut EditionRules,
    section: RulesSection,
    (before, after): (&Value, &Value),
    confirmed: &[String],
) {
    rules.marks.retain(|path, mark| {
        if RulesSection::of_path(path) != Some(section) {
            return true;
        }
        let (old, new) = (lookup(before, path), lookup(after, path));
        if old.is_some() && new.is_none() {
            return false;
        }
        if old != new || confirmed.contains(path) {
            mark.sureness = Sureness::Confirmed;
        }
        true
    });
}

struct Reader<'a> {
    draft: &'a Draft,
    problems: Vec<FormProblem>,
}

impl Reader<'_> {
    /// Lays what was typed over the stored object: what is not on this page stays as it is.
    fn nodes(&mut self, nodes: &[Node], path: &str, stored: Value) -> Value {
        let mut object = match stored {
            Value::Object(object) => object,
            _ => Map::new(),
        };
        for node in nodes {
            let (key, value) = match node {
                Node::Value(spec) => (spec.key, self.value(*spec, &join(path, spec.key))),
                Node::Group { key, nodes, optional } => {
                    let at = join(path, key);
                    let absent = *optional && self.is_empty(nodes, &at);
                    let stored = object.get(*key).cloned().unwrap_or_default();
                    (*key, if absent { Value::Null } else { self.nodes(nodes, &at, stored) })
                }
                Node::Variant { key, .. } => {
                    let stored = object.get(*key).cloned().unwrap_or_default();
                    (*key, self.variant(node, &join(path, key), stored))
                }
                Node::List { key, nodes, coded, .. } => {
                    let stored = object.get(*key).cloned().unwrap_or_default();
                    (*key, self.rows(nodes, &join(path, key), *coded, &stored))
                }
            };
            object.insert(key.to_owned(), value);
        }
        Value::Object(object)
    }

    fn rows(&mut self, nodes: &[Node], list: &str, coded: bool, stored: &Value) -> Value {
        let mut codes = BTreeSet::new();
        let mut rows = Vec::new();
        for number in self.draft.rows(list) {
            let path = format!("{list}.{number}");
            let before = self.draft.code_before(&path).to_owned();
            let known = stored
                .as_array()
                .into_iter()
                .flatten()
                .find(|row| coded && !before.is_empty() && row["code"].as_str() == Some(&before));
            let mut row = self.nodes(nodes, &path, known.cloned().unwrap_or_else(|| new_row(list)));
            if coded {
                let code = self.code_of(&path, &row, &before, &codes);
                codes.insert(code.clone());
                row["code"] = Value::String(code);
            }
            rows.push(row);
        }
        Value::Array(rows)
    }

    /// A row keeps its code; a new one takes the code typed, or one made of its name.
    fn code_of(&mut self, path: &str, row: &Value, before: &str, taken: &BTreeSet<String>) -> String {
        let typed = clean_line(self.draft.text(&format!("{path}.code")));
        let name = row["name"].as_str().or(row["label"].as_str()).unwrap_or_default();
        let wanted = [before.to_owned(), plain_code(&typed)].into_iter().find(|code| !code.is_empty());
        if let Some(code) = wanted {
            if taken.contains(&code) {
                self.problem(format!("{path}.code"), ValueProblem::SameCode);
            }
            return code;
        }
        let made = plain_code(name);
        let made = if made.is_empty() { "muc".to_owned() } else { made };
        let numbered = (2..).map(|number| format!("{made}_{number}"));
        std::iter::once(made.clone()).chain(numbered).find(|code| !taken.contains(code)).unwrap_or(made)
    }

    /// What the kind needs, over what is stored under the same kind.
    fn variant(&mut self, node: &Node, path: &str, stored: Value) -> Value {
        let Node::Variant { kinds, needs, nodes, optional, .. } = node else {
            return Value::Null;
        };
        let at = format!("{path}.kind");
        let kind = match kinds {
            [only] if !optional => (*only).to_owned(),
            _ => clean_line(self.draft.text(&at)),
        };
        if kind.is_empty() {
            if !optional {
                self.problem(at, ValueProblem::Missing);
            }
            return Value::Null;
        }
        if !kinds.contains(&kind.as_str()) {
            self.problem(at, ValueProblem::UnknownChoice);
            return Value::Null;
        }
        let needed: Vec<Node> = nodes.iter().filter(|node| needs(&kind).contains(&node.key())).copied().collect();
        let stored = if stored["kind"].as_str() == Some(&kind) { stored } else { Value::Null };
        let mut object = self.nodes(&needed, path, stored);
        object["kind"] = Value::String(kind);
        object
    }

    fn value(&mut self, spec: Spec, path: &str) -> Value {
        let read = match spec.kind {
            Kind::Date => self.date(path).map(|date| date.map(|date| json!(iso(date)))),
            Kind::Instant => self.instant(path),
            Kind::Tick => return Value::Bool(!self.draft.text(path).is_empty()),
            kind => read_text(kind, self.draft.text(path)),
        };
        match read {
            Ok(Some(value)) => value,
            Ok(None) => {
                if spec.required {
                    self.problem(path.to_owned(), ValueProblem::Missing);
                }
                empty(spec.kind)
            }
            Err(problem) => {
                self.problem(path.to_owned(), problem);
                Value::Null
            }
        }
    }

    fn date(&self, path: &str) -> Result<Option<Date>, ValueProblem> {
        let [day, month, year] = ["ngay", "thang", "nam"].map(|part| self.draft.text(&format!("{path}-{part}")));
        match parse_date_parts(day, month, year) {
            Ok(date) => Ok(Some(date)),
            Err(DateProblem::Empty) => Ok(None),
            Err(problem) => Err(ValueProblem::Date(problem)),
        }
    }

    fn instant(&self, path: &str) -> Result<Option<Value>, ValueProblem> {
        let clock = clean_line(self.draft.text(&format!("{path}-gio")));
        let Some(date) = self.date(path)? else {
            return if clock.is_empty() { Ok(None) } else { Err(ValueProblem::Date(DateProblem::Empty)) };
        };
        let time = parse_clock(&clock).ok_or(ValueProblem::NotATime)?;
        let text = at_vietnam_time(date, time).format(&Rfc3339);
        Ok(text.ok().map(Value::String))
    }

    fn is_empty(&self, nodes: &[Node], path: &str) -> bool {
        nodes.iter().all(|node| match node {
            Node::Value(spec) => {
                let at = join(path, spec.key);
                let whole = clean_line(self.draft.text(&at)).is_empty();
                whole
                    && ["ngay", "thang", "nam"]
                        .iter()
                        .all(|part| self.draft.text(&format!("{at}-{part}")).trim().is_empty())
            }
            _ => false,
        })
    }

    fn problem(&mut self, path: String, problem: ValueProblem) {
        self.problems.push(FormProblem { path, problem });
    }
}

/// What a new row has beside the fields of the page it was added on.
fn new_row(list: &str) -> Value {
    if list != "rounds" {
        return json!({});
    }
    let combine = Combine {
        order: CombineOrder::Sheet,
        method: Method::Mean,
        trim_low: 0,
        trim_high: 0,
        round: None,
        round_factored: None,
    };
    let (outlier, ranking) = (Outlier::default(), RankingRules::default());
    json!({ "decides": { "kind": "scores", "combine": combine, "outlier": outlier, "ranking": ranking }, "pass": null })
}
