//! From the text of fields to rules, with every problem at once.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use time::Date;
use time::format_description::well_known::Rfc3339;

use super::draft::Draft;
use super::lookup;
use super::schema::{Kind, Node, RulesSection, Spec};
use super::write::join;
use crate::calendar::{DateProblem, at_vietnam_time, parse_clock, parse_date_parts};
use crate::numbers::{NumberProblem, Points, Share};
use crate::programmes::rules::{EditionRules, Sureness};
use crate::results::{Combine, CombineOrder, Method, Outlier, RankingRules, TieBreak};
use crate::text::{clean_line, clean_text, slug};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormProblem {
    pub path: String,
    pub problem: ValueProblem,
}

/// Why a text is not the value asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueProblem {
    Missing,
    Number(NumberProblem),
    NotWhole,
    TooLarge {
        max: u64,
    },
    Date(DateProblem),
    NotATime,
    UnknownChoice,
    TieBreak {
        line: String,
    },
    /// Two rows of a list would have the same code.
    SameCode,
    /// The section as a whole cannot be stored.
    Unreadable,
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
                Node::Variant { key, .. } => (*key, self.variant(node, &join(path, key))),
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

    fn variant(&mut self, node: &Node, path: &str) -> Value {
        let Node::Variant { kinds, needs, nodes, optional, .. } = node else {
            return Value::Null;
        };
        let at = format!("{path}.kind");
        let kind = clean_line(self.draft.text(&at));
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
        let needed = needs(&kind);
        let mut object = Map::from_iter([("kind".to_owned(), Value::String(kind))]);
        for node in *nodes {
            if let Node::Value(spec) = node
                && needed.contains(&spec.key)
            {
                object.insert(spec.key.to_owned(), self.value(*spec, &join(path, spec.key)));
            }
        }
        Value::Object(object)
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

/// `Ok(None)` when nothing was typed.
fn read_text(kind: Kind, typed: &str) -> Result<Option<Value>, ValueProblem> {
    let line = clean_line(typed);
    if line.is_empty() {
        return Ok(None);
    }
    let value = match kind {
        Kind::Area => json!(clean_text(typed).trim()),
        Kind::Lines => json!(lines(typed)),
        Kind::TieBreaks => json!(tie_breaks(typed)?),
        Kind::Words => json!(words(&line)),
        Kind::Whole { max } => json!(whole(&line, max)?),
        Kind::Money => json!(whole(&line.replace(['.', ' ', '\u{a0}', '₫', 'đ'], ""), 1_000_000_000_000)?),
        Kind::Points => json!(Points::parse(&line).map_err(ValueProblem::Number)?),
        Kind::Share => json!(Share::parse(&line).map_err(ValueProblem::Number)?),
        Kind::Choice(choices) if !choices.contains(&line.as_str()) => return Err(ValueProblem::UnknownChoice),
        Kind::Checks(choices) => {
            let ticked = words(&line);
            if ticked.iter().any(|word| !choices.contains(&word.as_str())) {
                return Err(ValueProblem::UnknownChoice);
            }
            json!(ticked)
        }
        Kind::Line | Kind::Choice(_) | Kind::Tick | Kind::Date | Kind::Instant => json!(line),
    };
    Ok(Some(value))
}

/// What stands for nothing: a text is empty, a list has no items, everything else is absent.
fn empty(kind: Kind) -> Value {
    match kind {
        Kind::Line | Kind::Area => json!(""),
        Kind::Lines | Kind::TieBreaks | Kind::Words | Kind::Checks(_) => json!([]),
        _ => Value::Null,
    }
}

fn whole(text: &str, max: u64) -> Result<u64, ValueProblem> {
    let points = Points::parse_plain(text).or_else(|_| Points::parse(text)).map_err(|problem| match problem {
        NumberProblem::OutOfRange => ValueProblem::TooLarge { max },
        other => ValueProblem::Number(other),
    })?;
    if points.is_negative() || !points.is_multiple_of(Points::ONE) {
        return Err(ValueProblem::NotWhole);
    }
    match u64::try_from(points.millionths() / Points::ONE.millionths()) {
        Ok(number) if number <= max => Ok(number),
        _ => Err(ValueProblem::TooLarge { max }),
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(clean_line).filter(|line| !line.is_empty()).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(',').map(clean_line).filter(|word| !word.is_empty()).collect()
}

fn tie_breaks(text: &str) -> Result<Vec<TieBreak>, ValueProblem> {
    let step = |line: String| {
        let written = if line.contains(':') { line.clone() } else { format!("criterion:{line}") };
        written.parse().map_err(|_| ValueProblem::TieBreak { line })
    };
    lines(text).into_iter().map(step).collect()
}

fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// A code of a name: letters, digits and low lines.
fn plain_code(name: &str) -> String {
    let code: String = slug(name).replace('-', "_").chars().take(40).collect();
    code.trim_end_matches('_').to_owned()
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
    json!({
        "combine": combine,
        "outlier": Outlier::default(),
        "ranking": RankingRules::default(),
        "pass": null,
    })
}
