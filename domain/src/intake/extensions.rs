//! Later deadlines: for everybody, for one unit or for one entry.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::ids::UnitId;
use crate::intake::decisions::{DecisionProblem, check_deadline, check_reason};

/// An extension, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionForm {
    /// `ky`, `don-vi` or `ho-so`.
    pub scope: String,
    pub unit: Option<UnitId>,
    /// The code of the entry, or its number while it is a draft.
    pub entry_code: String,
    pub until: [String; 3],
    pub reason: String,
    /// Empty: no limit.
    pub max_uses: String,
}

/// For whom the deadline is later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtensionScope {
    Edition,
    Unit { id: UnitId, name: String },
    Entry { code: String, title: String },
}

/// An extension that was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    pub id: i64,
    pub scope: ExtensionScope,
    pub until: OffsetDateTime,
    pub reason: String,
    pub max_uses: Option<i32>,
    pub uses: i32,
    pub granted_by: String,
    pub granted_at: OffsetDateTime,
    pub revoked_at: Option<OffsetDateTime>,
}

/// What is wrong with an extension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtensionProblem {
    NoScope,
    NoUnit,
    NoEntry,
    NoSuchUnit,
    NoSuchEntry,
    /// The new deadline must be later than the one in force.
    NotLater,
    UsesNotANumber,
    Decision(DecisionProblem),
}

/// The fields of the form, by their names on the page.
pub mod field {
    pub const SCOPE: &str = "pham-vi";
    pub const UNIT: &str = "don-vi";
    pub const ENTRY: &str = "ma-ho-so";
    pub const UNTIL: &str = "han";
    pub const REASON: &str = "ly-do";
    pub const USES: &str = "so-lan";
}

/// Problems, each with the field it belongs to.
pub type Problems = Vec<(&'static str, ExtensionProblem)>;

/// What a form says, once everything that can be known without the database is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub until: OffsetDateTime,
    pub max_uses: Option<i32>,
}

impl ExtensionForm {
    /// The terms, or everything that is wrong.
    pub fn check(&self, closes_at: Option<OffsetDateTime>, now: OffsetDateTime) -> Result<Terms, Problems> {
        let mut problems = Problems::new();
        match self.scope.as_str() {
            "ky" => {}
            "don-vi" if self.unit.is_none() => problems.push((field::UNIT, ExtensionProblem::NoUnit)),
            "don-vi" => {}
            "ho-so" if self.entry_code.trim().is_empty() => problems.push((field::ENTRY, ExtensionProblem::NoEntry)),
            "ho-so" => {}
            _ => problems.push((field::SCOPE, ExtensionProblem::NoScope)),
        }
        let until = check_deadline(&self.until, now);
        match &until {
            Ok(until) if closes_at.is_some_and(|closes| *until <= closes) => {
                problems.push((field::UNTIL, ExtensionProblem::NotLater));
            }
            Ok(_) => {}
            Err(problem) => problems.push((field::UNTIL, ExtensionProblem::Decision(problem.clone()))),
        }
        let reason = check_reason(field::REASON, &self.reason);
        problems.extend(
            reason
                .into_iter()
                .map(|(name, p)| (name, ExtensionProblem::Decision(p))),
        );
        let max_uses = self.uses();
        if max_uses.is_err() {
            problems.push((field::USES, ExtensionProblem::UsesNotANumber));
        }
        match (until, max_uses) {
            (Ok(until), Ok(max_uses)) if problems.is_empty() => Ok(Terms { until, max_uses }),
            _ => Err(problems),
        }
    }

    fn uses(&self) -> Result<Option<i32>, ()> {
        match self.max_uses.trim() {
            "" => Ok(None),
            text => text
                .parse()
                .ok()
                .filter(|uses| (1..=10_000).contains(uses))
                .map(Some)
                .ok_or(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn form(scope: &str) -> ExtensionForm {
        ExtensionForm {
            scope: scope.to_owned(),
            unit: Some(UnitId(1)),
            entry_code: "THU-0001".to_owned(),
            until: ["15", "12", "2026"].map(str::to_owned),
            reason: "Bão số 5, trường mất điện".to_owned(),
            max_uses: "3".to_owned(),
        }
    }

    #[test]
    fn an_extension_is_later_has_a_scope_and_a_reason() {
        let now = datetime!(2026-11-23 12:00 +7);
        let closes = Some(datetime!(2026-12-03 17:00 +7));
        for scope in ["ky", "don-vi", "ho-so"] {
            assert_eq!(form(scope).check(closes, now).unwrap().max_uses, Some(3), "{scope}");
        }
        let broken = ExtensionForm {
            scope: String::new(),
            until: ["1", "12", "2026"].map(str::to_owned),
            reason: String::new(),
            max_uses: "không".to_owned(),
            ..form("")
        };
        let names: Vec<&str> = broken
            .check(closes, now)
            .unwrap_err()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, [field::SCOPE, field::UNTIL, field::REASON, field::USES]);
    }
}
