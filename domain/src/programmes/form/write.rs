//! From stored values to the text of fields.

use serde_json::Value;
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime};

use super::draft::{Draft, FROM};
use super::schema::{Kind, Node, Spec};
use crate::calendar::{in_vietnam, parse_date};
use crate::numbers::{Points, Share};
use crate::text::{Lang, format_int};

/// The path of a key below a path; the top has none.
pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

pub(super) fn write_nodes(nodes: &[Node], path: &str, value: &Value, draft: &mut Draft) {
    for node in nodes {
        match node {
            Node::Value(spec) => write_value(*spec, &join(path, spec.key), &value[spec.key], draft),
            Node::Group { key, nodes, .. } => write_nodes(nodes, &join(path, key), &value[*key], draft),
            Node::Variant { key, nodes, .. } => {
                let kind = value[*key]["kind"].as_str().unwrap_or_default();
                draft.set(join(path, &format!("{key}.kind")), kind.to_owned());
                write_nodes(nodes, &join(path, key), &value[*key], draft);
            }
            Node::List { key, nodes, .. } => write_rows(nodes, &join(path, key), &value[*key], draft),
        }
    }
}

fn write_rows(nodes: &[Node], list: &str, rows: &Value, draft: &mut Draft) {
    for (number, row) in rows.as_array().into_iter().flatten().enumerate() {
        let path = format!("{list}.{number}");
        let code = row["code"].as_str().unwrap_or_default();
        draft.set(format!("{path}.{FROM}"), code.to_owned());
        write_nodes(nodes, &path, row, draft);
    }
}

fn write_value(spec: Spec, path: &str, value: &Value, draft: &mut Draft) {
    match spec.kind {
        Kind::Date => write_date(path, value.as_str().and_then(|iso| parse_date(iso).ok()), draft),
        Kind::Instant => write_instant(path, value, draft),
        Kind::Tick => {
            if value.as_bool() == Some(true) {
                draft.set(path.to_owned(), "co".to_owned());
            }
        }
        kind => draft.set(path.to_owned(), value_text(kind, value)),
    }
}

fn value_text(kind: Kind, value: &Value) -> String {
    match (kind, value) {
        (_, Value::Null) => String::new(),
        (Kind::Points, Value::String(points)) => {
            Points::parse_plain(points).map_or_else(|_| points.clone(), Points::vietnamese)
        }
        (Kind::Share, Value::Number(_)) => {
            let share: Option<Share> = serde_json::from_value(value.clone()).ok();
            share.map(Share::vietnamese).unwrap_or_default()
        }
        (Kind::Money, Value::Number(dong)) => format_int(dong.as_i64().unwrap_or_default(), Lang::Vi),
        (Kind::Lines, Value::Array(items)) => strings(items).join("\n"),
        (Kind::TieBreaks, Value::Array(items)) => {
            let steps = strings(items);
            let bare = steps.iter().map(|step| step.strip_prefix("criterion:").unwrap_or(step));
            bare.collect::<Vec<_>>().join("\n")
        }
        (Kind::Checks(_), Value::Array(items)) => strings(items).join(","),
        (Kind::Words, Value::Array(items)) => strings(items).join(", "),
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

fn strings(items: &[Value]) -> Vec<String> {
    items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn write_date(path: &str, date: Option<Date>, draft: &mut Draft) {
    let parts = date.map_or_else(Default::default, |date| {
        [date.day().to_string(), u8::from(date.month()).to_string(), date.year().to_string()]
    });
    for (part, text) in ["ngay", "thang", "nam"].into_iter().zip(parts) {
        draft.set(format!("{path}-{part}"), text);
    }
}

fn write_instant(path: &str, value: &Value, draft: &mut Draft) {
    let instant = value.as_str().and_then(|text| OffsetDateTime::parse(text, &Rfc3339).ok());
    let local = instant.map(in_vietnam);
    write_date(path, local.map(OffsetDateTime::date), draft);
    let clock = local.map(|local| format!("{:02}:{:02}", local.hour(), local.minute()));
    draft.set(format!("{path}-gio"), clock.unwrap_or_default());
}
