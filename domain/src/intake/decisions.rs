//! What a secretary or a unit officer decides about an entry, and what may be wrong with it.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use crate::calendar::{DateProblem, end_of_day, parse_date_parts};
use crate::intake::checklist::CheckItem;

/// The longest letter, reason or note.
pub const LONGEST_TEXT: usize = 2_000;
/// The fewest characters that can be a reason.
pub const SHORTEST_REASON: usize = 10;

/// A request to complete the entry, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementForm {
    pub items: Vec<CheckItem>,
    pub what: String,
    /// Day, month and year.
    pub deadline: [String; 3],
}

/// A refusal, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalForm {
    pub items: Vec<CheckItem>,
    pub reason: String,
    pub citation: String,
}

/// What is wrong with a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionProblem {
    NoReason,
    ReasonTooShort { least: usize },
    TextTooLong { most: usize, length: usize },
    NoCitation,
    NothingAsked,
    NoDeadline,
    DeadlineNotADate,
    DeadlinePassed,
}

/// The fields of these forms, by their names on the page.
pub mod field {
    pub const REASON: &str = "ly-do";
    pub const CITATION: &str = "can-cu";
    pub const WHAT: &str = "can-bo-sung";
    pub const DEADLINE: &str = "han";
    pub const NOTE: &str = "ghi-chu";
}

/// Problems, each with the field it belongs to.
pub type Problems = Vec<(&'static str, DecisionProblem)>;

/// A reason that can be read later: there, long enough to say something, not a book.
pub fn check_reason(name: &'static str, reason: &str) -> Problems {
    let length = reason.trim().chars().count();
    let problem = match length {
        0 => DecisionProblem::NoReason,
        short if short < SHORTEST_REASON => DecisionProblem::ReasonTooShort { least: SHORTEST_REASON },
        long if long > LONGEST_TEXT => DecisionProblem::TextTooLong { most: LONGEST_TEXT, length: long },
        _ => return vec![],
    };
    vec![(name, problem)]
}

/// A text that may be empty but not a book.
pub fn check_note(name: &'static str, note: &str) -> Problems {
    let length = note.chars().count();
    if length > LONGEST_TEXT {
        let problem = DecisionProblem::TextTooLong { most: LONGEST_TEXT, length };
        vec![(name, problem)]
    } else {
        vec![]
    }
}

/// A day in the future; the whole day counts, in Vietnam.
pub fn check_deadline(parts: &[String; 3], now: OffsetDateTime) -> Result<OffsetDateTime, DecisionProblem> {
    let day: Date = match parse_date_parts(&parts[0], &parts[1], &parts[2]) {
        Ok(day) => day,
        Err(DateProblem::Empty) => return Err(DecisionProblem::NoDeadline),
        Err(_) => return Err(DecisionProblem::DeadlineNotADate),
    };
    let end = end_of_day(day);
    if end <= now {
        return Err(DecisionProblem::DeadlinePassed);
    }
    Ok(end)
}

impl SupplementForm {
    /// The deadline, or everything that is wrong.
    pub fn check(&self, now: OffsetDateTime) -> Result<OffsetDateTime, Problems> {
        let mut problems = check_reason(field::WHAT, &self.what);
        for problem in &mut problems {
            if problem.1 == DecisionProblem::NoReason {
                problem.1 = DecisionProblem::NothingAsked;
            }
        }
        match check_deadline(&self.deadline, now) {
            Ok(deadline) if problems.is_empty() => return Ok(deadline),
            Ok(_) => {}
            Err(problem) => problems.push((field::DEADLINE, problem)),
        }
        Err(problems)
    }
}

impl RefusalForm {
    /// Everything that is wrong.
    pub fn problems(&self) -> Problems {
        let mut problems = check_reason(field::REASON, &self.reason);
        if self.citation.trim().is_empty() {
            problems.push((field::CITATION, DecisionProblem::NoCitation));
        }
        problems.extend(check_note(field::CITATION, &self.citation));
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn date(day: &str, month: &str, year: &str) -> [String; 3] {
        [day, month, year].map(str::to_owned)
    }

    #[test]
    fn a_request_names_what_is_missing_and_until_when() {
        use DecisionProblem as P;
        let now = datetime!(2026-11-23 12:00 +7);
        let table = [
            ("Bổ sung ảnh mô hình", date("30", "11", "2026"), vec![]),
            ("Bổ sung ảnh mô hình", date("23", "11", "2026"), vec![]),
            ("Bổ sung ảnh mô hình", date("22", "11", "2026"), vec![P::DeadlinePassed]),
            ("", date("", "", ""), vec![P::NothingAsked, P::NoDeadline]),
            ("Ảnh", date("31", "2", "2027"), vec![P::ReasonTooShort { least: 10 }, P::DeadlineNotADate]),
        ];
        for (what, deadline, expected) in table {
            let form = SupplementForm { items: vec![], what: what.to_owned(), deadline };
            let problems: Vec<P> = form.check(now).err().unwrap_or_default().into_iter().map(|(_, p)| p).collect();
            assert_eq!(problems, expected, "{form:?}");
        }
    }

    #[test]
    fn a_refusal_needs_a_reason_and_a_rule() {
        let empty = RefusalForm::default();
        let names: Vec<&str> = empty.problems().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, [field::REASON, field::CITATION]);
        let full =
            RefusalForm {
                items: vec![], reason: "Tác giả quá tuổi dự thi".to_owned(), citation: "Điều 4".to_owned()
            };
        assert_eq!(full.problems(), []);
    }
}
