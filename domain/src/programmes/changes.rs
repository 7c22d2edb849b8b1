//! What differs between two versions of the rules, row by row.

use serde_json::Value;

use super::rules::EditionRules;

/// One difference. A row that came or went has one side only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where, with rows left out, such as `rounds.*.decides.rubric.*.max`.
    pub pattern: String,
    /// The rows on the way, by their names.
    pub rows: Vec<String>,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Every difference, in the order of the document. Marks are no rules: they are left out.
pub fn changes(old: &EditionRules, new: &EditionRules) -> Vec<Change> {
    let value = |rules: &EditionRules| {
        let mut value = serde_json::to_value(rules).unwrap_or_default();
        if let Value::Object(object) = &mut value {
            object.remove("marks");
        }
        value
    };
    let mut found = Vec::new();
    compare(&Place::default(), &value(old), &value(new), &mut found);
    found
}

#[derive(Clone, Default)]
struct Place {
    pattern: String,
    rows: Vec<String>,
}

impl Place {
    fn key(&self, key: &str) -> Self {
        let gap = if self.pattern.is_empty() { "" } else { "." };
        Self { pattern: format!("{}{gap}{key}", self.pattern), rows: self.rows.clone() }
    }

    fn row(&self, row: &Value) -> Self {
        let mut place = self.key("*");
        place.rows.push(name_of(row));
        place
    }
}

fn compare(place: &Place, old: &Value, new: &Value, found: &mut Vec<Change>) {
    match (old, new) {
        (old, new) if old == new => {}
        (Value::Object(before), Value::Object(after)) => {
            let empty = Value::Null;
            let added = after.keys().filter(|key| !before.contains_key(*key));
            for key in before.keys().chain(added) {
                let side = |object: &serde_json::Map<String, Value>| object.get(key).cloned().unwrap_or(empty.clone());
                compare(&place.key(key), &side(before), &side(after), found);
            }
        }
        (Value::Array(before), Value::Array(after)) if has_codes(before) && has_codes(after) => {
            compare_rows(place, before, after, found);
        }
        (old, new) => found.push(change(place, shown(old), shown(new))),
    }
}

fn compare_rows(place: &Place, before: &[Value], after: &[Value], found: &mut Vec<Change>) {
    let matching = |rows: &[Value], row: &Value| rows.iter().find(|other| other["code"] == row["code"]).cloned();
    for row in before {
        match matching(after, row) {
            Some(other) => compare(&place.row(&other), row, &other, found),
            None => found.push(change(&place.row(row), Some(name_of(row)), None)),
        }
    }
    for row in after.iter().filter(|row| matching(before, row).is_none()) {
        found.push(change(&place.row(row), None, Some(name_of(row))));
    }
    let kept = |rows: &[Value], others: &[Value]| -> Vec<String> {
        rows.iter().filter(|row| matching(others, row).is_some()).map(name_of).collect()
    };
    let (old, new) = (kept(before, after), kept(after, before));
    let codes = |rows: &[Value], others: &[Value]| -> Vec<Value> {
        rows.iter().filter(|row| matching(others, row).is_some()).map(|row| row["code"].clone()).collect()
    };
    if codes(before, after) != codes(after, before) {
        found.push(change(place, Some(old.join("; ")), Some(new.join("; "))));
    }
}

fn change(place: &Place, before: Option<String>, after: Option<String>) -> Change {
    Change { pattern: place.pattern.clone(), rows: place.rows.clone(), before, after }
}

fn has_codes(rows: &[Value]) -> bool {
    rows.iter().all(|row| row["code"].is_string())
}

fn name_of(row: &Value) -> String {
    let name = ["name", "label", "code"].iter().find_map(|key| row[*key].as_str());
    name.unwrap_or_default().to_owned()
}

fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(shown).collect();
            Some(items.join("; "))
        }
        Value::Object(object) => {
            let parts: Vec<String> = object.values().filter_map(shown).collect();
            Some(parts.join(", "))
        }
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Points;
    use crate::programmes::template::tests::built_in;

    #[test]
    fn differences_name_their_rows_and_both_values() {
        let old = built_in("YOUTH_CREATIVITY").rules(2027);
        assert_eq!(changes(&old, &old), []);
        let mut new = old.clone();
        new.team.max = 6;
        new.rounds[0].scoring_mut().rubric[1].max = Points::whole(25);
        new.fields.remove(0);
        new.groups.swap(0, 1);
        new.marks.clear();
        let found = changes(&old, &new);
        let seen: Vec<(&str, Option<&str>, Option<&str>)> = found
            .iter()
            .map(|change| (change.pattern.as_str(), change.before.as_deref(), change.after.as_deref()))
            .collect();
        assert!(seen.contains(&("team.max", Some("5"), Some("6"))), "{seen:?}");
        assert!(seen.contains(&("rounds.*.decides.rubric.*.max", Some("30"), Some("25"))), "{seen:?}");
        assert!(seen.contains(&("fields.*", Some("Đồ dùng dành cho học tập"), None)), "{seen:?}");
        assert!(seen.iter().any(|(pattern, ..)| *pattern == "groups"), "{seen:?}");
        assert_eq!(found.len(), 4);
        let criterion = found.iter().find(|change| change.pattern.ends_with("max") && change.rows.len() == 2);
        assert_eq!(criterion.expect("a criterion").rows, ["Vòng sơ khảo", "Tính sáng tạo"]);
    }
}
