//! Later deadlines: for everybody, for one unit or for one entry; corrected or taken back when they were wrong.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::calendar::{DateProblem, at_vietnam_time, end_of_day, parse_clock, parse_date_parts};
use crate::ids::UnitId;
use crate::intake::decisions::{DecisionProblem, check_reason};

/// An extension, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionForm {
    /// `ky`, `don-vi` or `ho-so`.
    pub scope: String,
    pub unit: Option<UnitId>,
    /// The code of the entry, or its number while it is a draft.
    pub entry_code: String,
    pub until: [String; 3],
    /// The hour, in Vietnam; empty: until the day ends.
    pub clock: String,
    pub reason: String,
    /// Empty: no limit.
    pub max_uses: String,
}

/// A correction of an extension, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionForm {
    pub until: [String; 3],
    pub clock: String,
    pub reason: String,
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
    /// Why it was taken back, or corrected.
    pub revoked_why: Option<String>,
    /// Another one took its place: it was corrected, not taken back.
    pub is_replaced: bool,
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
    NotATime,
    /// The moment is not ahead.
    Passed {
        #[serde(with = "time::serde::rfc3339")]
        now: OffsetDateTime,
    },
    /// The new deadline must be later than the one that counts without it.
    NotLater {
        #[serde(with = "time::serde::rfc3339")]
        in_force: OffsetDateTime,
    },
    /// A correction that changes neither moment nor reason.
    NothingChanged,
    UsesNotANumber,
    /// A deadline that is said in public cannot end because others were faster.
    UsesForEverybody,
    Decision(DecisionProblem),
}

/// The fields of the form, by their names on the page.
pub mod field {
    pub const SCOPE: &str = "pham-vi";
    pub const UNIT: &str = "don-vi";
    pub const ENTRY: &str = "ma-ho-so";
    pub const UNTIL: &str = "han";
    pub const CLOCK: &str = "han-gio";
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
    /// The terms, or everything that is wrong; `in_force` is the deadline that counts now for those it names.
    pub fn check(&self, in_force: Option<OffsetDateTime>, now: OffsetDateTime) -> Result<Terms, Problems> {
        let mut problems = self.scope_problems();
        let until = check_moment(&self.until, &self.clock, in_force, now);
        problems.extend(until.clone().err());
        problems.extend(reason_problems(&self.reason));
        let max_uses = self.uses();
        problems.extend(max_uses.clone().err());
        match (until, max_uses) {
            (Ok(until), Ok(max_uses)) if problems.is_empty() => Ok(Terms { until, max_uses }),
            _ => Err(problems),
        }
    }

    fn scope_problems(&self) -> Problems {
        let problem = match self.scope.as_str() {
            "don-vi" if self.unit.is_none() => (field::UNIT, ExtensionProblem::NoUnit),
            "ho-so" if self.entry_code.trim().is_empty() => (field::ENTRY, ExtensionProblem::NoEntry),
            "ky" | "don-vi" | "ho-so" => return vec![],
            _ => (field::SCOPE, ExtensionProblem::NoScope),
        };
        vec![problem]
    }

    fn uses(&self) -> Result<Option<i32>, (&'static str, ExtensionProblem)> {
        let text = self.max_uses.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if self.scope == "ky" {
            return Err((field::USES, ExtensionProblem::UsesForEverybody));
        }
        let number = text.parse().ok().filter(|uses| (1..=10_000).contains(uses));
        number.map(Some).ok_or((field::USES, ExtensionProblem::UsesNotANumber))
    }
}

impl CorrectionForm {
    /// The new moment, or everything that is wrong. It may be earlier than what was granted, never earlier than now or
    /// than the deadline `without` the extension: to go back to that one, the extension is taken back.
    pub fn check(
        &self,
        granted: OffsetDateTime,
        without: Option<OffsetDateTime>,
        now: OffsetDateTime,
    ) -> Result<OffsetDateTime, Problems> {
        let mut problems = reason_problems(&self.reason);
        match check_moment(&self.until, &self.clock, without, now) {
            Ok(until) if until == granted => problems.push((field::UNTIL, ExtensionProblem::NothingChanged)),
            Ok(until) if problems.is_empty() => return Ok(until),
            Ok(_) => {}
            Err(problem) => problems.push(problem),
        }
        Err(problems)
    }
}

/// Why an extension is taken back, or what is wrong with the reason.
pub fn check_revocation(reason: &str) -> Result<&str, Problems> {
    let problems = reason_problems(reason);
    if problems.is_empty() { Ok(reason.trim()) } else { Err(problems) }
}

/// A moment ahead of now and after the deadline that counts already.
fn check_moment(
    day: &[String; 3],
    clock: &str,
    in_force: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Result<OffsetDateTime, (&'static str, ExtensionProblem)> {
    let decision = |problem| (field::UNTIL, ExtensionProblem::Decision(problem));
    let day = match parse_date_parts(&day[0], &day[1], &day[2]) {
        Ok(day) => day,
        Err(DateProblem::Empty) => return Err(decision(DecisionProblem::NoDeadline)),
        Err(_) => return Err(decision(DecisionProblem::DeadlineNotADate)),
    };
    let until = match clock.trim() {
        "" | "24:00" | "24h" => end_of_day(day),
        typed => match parse_clock(typed) {
            Some(time) => at_vietnam_time(day, time),
            None => return Err((field::CLOCK, ExtensionProblem::NotATime)),
        },
    };
    if until <= now {
        return Err((field::UNTIL, ExtensionProblem::Passed { now }));
    }
    match in_force {
        Some(in_force) if until <= in_force => Err((field::UNTIL, ExtensionProblem::NotLater { in_force })),
        _ => Ok(until),
    }
}

fn reason_problems(reason: &str) -> Problems {
    let problems = check_reason(field::REASON, reason).into_iter();
    problems.map(|(name, problem)| (name, ExtensionProblem::Decision(problem))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-11-23 12:00 +7);
    const CLOSES: OffsetDateTime = datetime!(2026-12-03 17:00 +7);

    fn form(scope: &str) -> ExtensionForm {
        ExtensionForm {
            scope: scope.to_owned(),
            unit: Some(UnitId(1)),
            entry_code: "THU-0001".to_owned(),
            until: ["15", "12", "2026"].map(str::to_owned),
            clock: String::new(),
            reason: "Bão số 5, trường mất điện".to_owned(),
            max_uses: String::new(),
        }
    }

    #[test]
    fn an_extension_is_later_has_a_scope_and_a_reason() {
        for scope in ["ky", "don-vi", "ho-so"] {
            let terms = form(scope).check(Some(CLOSES), NOW).unwrap();
            assert_eq!(terms.until, datetime!(2026-12-16 00:00 +7), "{scope}");
        }
        let broken = ExtensionForm {
            scope: String::new(),
            until: ["1", "12", "2026"].map(str::to_owned),
            reason: String::new(),
            max_uses: "không".to_owned(),
            ..form("")
        };
        let names: Vec<&str> = broken.check(Some(CLOSES), NOW).unwrap_err().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, [field::SCOPE, field::UNTIL, field::REASON, field::USES]);
    }

    #[test]
    fn an_hour_can_be_chosen_and_must_lie_ahead_of_now_and_of_what_holds() {
        let not_later = ExtensionProblem::NotLater { in_force: CLOSES };
        let passed = ExtensionProblem::Passed { now: NOW };
        let table = [
            ("15", "12", "09:30", Ok(datetime!(2026-12-15 09:30 +7))),
            ("15", "12", "9h", Ok(datetime!(2026-12-15 09:00 +7))),
            ("15", "12", "24:00", Ok(datetime!(2026-12-16 00:00 +7))),
            ("3", "12", "17:01", Ok(datetime!(2026-12-03 17:01 +7))),
            ("3", "12", "", Ok(datetime!(2026-12-04 00:00 +7))),
            ("3", "12", "17:00", Err((field::UNTIL, not_later))),
            ("23", "11", "12:00", Err((field::UNTIL, passed.clone()))),
            ("23", "11", "11:59", Err((field::UNTIL, passed))),
            ("15", "12", "sáng", Err((field::CLOCK, ExtensionProblem::NotATime))),
            ("15", "12", "25:00", Err((field::CLOCK, ExtensionProblem::NotATime))),
        ];
        for (day, month, clock, expected) in table {
            let form =
                ExtensionForm { until: [day, month, "2026"].map(str::to_owned), clock: clock.to_owned(), ..form("ky") };
            let found = form.check(Some(CLOSES), NOW).map(|terms| terms.until);
            assert_eq!(found, expected.map_err(|problem| vec![problem]), "{day}/{month} {clock}");
        }
    }

    #[test]
    fn a_number_of_uses_goes_with_a_unit_not_with_everybody() {
        let with = |scope: &str| ExtensionForm { max_uses: "3".to_owned(), ..form(scope) };
        assert_eq!(with("don-vi").check(Some(CLOSES), NOW).unwrap().max_uses, Some(3));
        let refused = with("ky").check(Some(CLOSES), NOW).unwrap_err();
        assert_eq!(refused, [(field::USES, ExtensionProblem::UsesForEverybody)]);
    }

    #[test]
    fn a_correction_may_come_earlier_but_not_before_what_holds_without_it() {
        let granted = datetime!(2026-12-16 00:00 +7);
        let in_force = CLOSES;
        let table = [
            ("10", "08:00", Ok(datetime!(2026-12-10 08:00 +7))),
            ("20", "", Ok(datetime!(2026-12-21 00:00 +7))),
            ("15", "", Err(ExtensionProblem::NothingChanged)),
            ("2", "", Err(ExtensionProblem::NotLater { in_force })),
        ];
        for (day, clock, expected) in table {
            let form = CorrectionForm {
                until: [day, "12", "2026"].map(str::to_owned),
                clock: clock.to_owned(),
                reason: "Nhập nhầm ngày".to_owned(),
            };
            let found = form.check(granted, Some(CLOSES), NOW);
            let expected = expected.map_err(|problem| vec![(field::UNTIL, problem)]);
            assert_eq!(found, expected, "{day} {clock}");
        }
        assert!(check_revocation(" ").is_err());
        assert_eq!(check_revocation(" Bão không vào tỉnh "), Ok("Bão không vào tỉnh"));
    }
}
