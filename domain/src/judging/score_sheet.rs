//! Adding up a judge's sheet. A draft keeps whatever was typed; signing needs every line in order.

use serde::{Deserialize, Serialize};

use crate::numbers::{NumberProblem, Points};
use crate::programmes::rules::{Criterion, ScaleBand};

/// The most characters of a judge's comment.
pub const COMMENT_MAX: usize = 5_000;

/// One criterion with what the judge typed for it. Empty is not zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreLine {
    pub criterion: Criterion,
    pub typed: String,
}

/// Why a sheet cannot be signed. `code` names the line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScoreProblem {
    Missing { code: String, name: String },
    NotANumber { code: String, name: String },
    Negative { code: String, name: String },
    TooHigh { code: String, name: String, given: Points, max: Points },
    OffStep { code: String, name: String, given: Points, step: Points },
    CommentTooLong { length: usize },
}

impl ScoreProblem {
    /// The line the problem stands at; none for the comment.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Missing { code, .. }
            | Self::NotANumber { code, .. }
            | Self::Negative { code, .. }
            | Self::TooHigh { code, .. }
            | Self::OffStep { code, .. } => Some(code),
            Self::CommentTooLong { .. } => None,
        }
    }
}

impl ScoreLine {
    /// The points of this line, or what is wrong with it.
    pub fn points(&self) -> Result<Points, ScoreProblem> {
        let Criterion { max, step, .. } = self.criterion;
        let code = self.criterion.code.clone();
        let name = self.criterion.name.clone();
        match Points::parse(&self.typed) {
            Err(NumberProblem::Empty) => Err(ScoreProblem::Missing { code, name }),
            Err(_) => Err(ScoreProblem::NotANumber { code, name }),
            Ok(given) if given.is_negative() => Err(ScoreProblem::Negative { code, name }),
            Ok(given) if given > max => Err(ScoreProblem::TooHigh { code, name, given, max }),
            Ok(given) => match step {
                Some(step) if step > Points::ZERO && !given.is_multiple_of(step) => {
                    Err(ScoreProblem::OffStep { code, name, given, step })
                }
                _ => Ok(given),
            },
        }
    }

    /// What is stored: a mark in the form of files, anything else as it was typed.
    pub fn stored(&self) -> String {
        match Points::parse(&self.typed) {
            Ok(points) => points.to_string(),
            Err(_) => self.typed.trim().chars().take(40).collect(),
        }
    }

    /// The described stretch of the scale the mark lies in; where two meet, the upper one.
    pub fn band(&self) -> Option<&ScaleBand> {
        let points = self.points().ok()?;
        band_of(&self.criterion.bands, points)
    }

    /// The mark moved by some steps, kept within the scale; an empty line starts at zero.
    pub fn moved(&self, steps: i64) -> Points {
        let step = self.criterion.step.filter(|step| *step > Points::ZERO).unwrap_or(Points::ONE);
        let from = Points::parse(&self.typed).unwrap_or(Points::ZERO);
        let by = step.checked_times(steps).unwrap_or(Points::ZERO);
        from.checked_add(by).unwrap_or(from).clamp(Points::ZERO, self.criterion.max)
    }
}

/// The last band that holds these points.
pub fn band_of(bands: &[ScaleBand], points: Points) -> Option<&ScaleBand> {
    bands.iter().rev().find(|band| band.low <= points && points <= band.high)
}

/// Adds the sheet up, or lists every problem at once so that the judge fixes them in one go.
pub fn total(lines: &[ScoreLine]) -> Result<Points, Vec<ScoreProblem>> {
    let mut marks = Vec::with_capacity(lines.len());
    let mut problems = Vec::new();
    for line in lines {
        match line.points() {
            Ok(points) => marks.push(line.criterion.weighed(points)),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(Points::checked_sum(marks).unwrap_or(Points::ZERO)) } else { Err(problems) }
}

/// Everything that stands against signing: the marks and the comment.
pub fn check(lines: &[ScoreLine], comment: &str) -> Result<Points, Vec<ScoreProblem>> {
    let length = comment.chars().count();
    let too_long = (length > COMMENT_MAX).then_some(ScoreProblem::CommentTooLong { length });
    match (total(lines), too_long) {
        (Ok(sum), None) => Ok(sum),
        (Ok(_), Some(problem)) => Err(vec![problem]),
        (Err(mut problems), too_long) => {
            problems.extend(too_long);
            Err(problems)
        }
    }
}

/// A sheet under way: the sum of the lines that are in order, and how many are not there yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    pub sum: Points,
    pub max: Points,
    /// Lines without a mark.
    pub missing: usize,
    /// Lines with something that is no mark.
    pub wrong: usize,
    pub lines: usize,
}

/// How far the sheet is.
pub fn running(lines: &[ScoreLine]) -> Running {
    let mut so_far = Running { lines: lines.len(), ..Running::default() };
    for line in lines {
        so_far.max = so_far.max.checked_add(line.criterion.weighed(line.criterion.max)).unwrap_or(so_far.max);
        match line.points() {
            Ok(points) => so_far.sum = so_far.sum.checked_add(line.criterion.weighed(points)).unwrap_or(so_far.sum),
            Err(ScoreProblem::Missing { .. }) => so_far.missing += 1,
            Err(_) => so_far.wrong += 1,
        }
    }
    so_far
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(code: &str, max: i32, typed: &str) -> ScoreLine {
        let band = |label: &str, low, high| ScaleBand {
            label: label.to_owned(),
            low: Points::whole(low),
            high: Points::whole(high),
            description: String::new(),
        };
        ScoreLine {
            criterion: Criterion {
                bands: vec![band("TB", 10, 15), band("Khá", 15, 22), band("Tốt", 22, 30)],
                ..Criterion::new(code, &code.to_uppercase(), Points::whole(max), Some(Points::from_millionths(500_000)))
            },
            typed: typed.to_owned(),
        }
    }

    #[test]
    fn what_a_line_says_to_what_was_typed() {
        let points = |text: &str| Points::parse(text).expect("a number");
        let name = || "A".to_owned();
        let code = || "a".to_owned();
        let table = [
            ("24,5", Ok(points("24,5"))),
            ("24.5", Ok(points("24,5"))),
            (" 30 ", Ok(points("30"))),
            ("0", Ok(Points::ZERO)),
            ("", Err(ScoreProblem::Missing { code: code(), name: name() })),
            ("  ", Err(ScoreProblem::Missing { code: code(), name: name() })),
            ("abc", Err(ScoreProblem::NotANumber { code: code(), name: name() })),
            ("1,5,0", Err(ScoreProblem::NotANumber { code: code(), name: name() })),
            ("-1", Err(ScoreProblem::Negative { code: code(), name: name() })),
            (
                "30,5",
                Err(ScoreProblem::TooHigh { code: code(), name: name(), given: points("30,5"), max: points("30") }),
            ),
            (
                "24,25",
                Err(ScoreProblem::OffStep { code: code(), name: name(), given: points("24,25"), step: points("0,5") }),
            ),
        ];
        for (typed, expected) in table {
            assert_eq!(line("a", 30, typed).points(), expected, "{typed:?}");
        }
    }

    #[test]
    fn every_problem_of_a_sheet_is_named_at_once() {
        let lines = [line("a", 30, "31"), line("b", 30, "12"), line("c", 40, "")];
        let problems = check(&lines, &"x".repeat(COMMENT_MAX + 1)).expect_err("refused");
        let codes: Vec<_> = problems.iter().map(ScoreProblem::code).collect();
        assert_eq!(codes, [Some("a"), Some("c"), None]);
    }

    #[test]
    fn a_whole_sheet_adds_up() {
        let lines = [line("a", 30, "24,5"), line("b", 30, "22"), line("c", 40, "0")];
        assert_eq!(total(&lines), Ok(Points::from_millionths(46_500_000)));
    }

    #[test]
    fn a_mark_counts_as_often_as_its_factor_says_and_any_decimal_counts_without_a_step() {
        let mut lines = [line("a", 30, "24,5"), line("b", 30, "22,123456")];
        lines[0].criterion.factor = Points::whole(2);
        lines[1].criterion.step = None;
        assert_eq!(total(&lines), Ok(Points::from_millionths(71_123_456)));
        assert_eq!(running(&lines).max, Points::whole(90));
        assert_eq!(lines[1].moved(1).to_string(), "23.123456");
    }

    #[test]
    fn a_sheet_under_way_counts_what_is_there() {
        let lines = [line("a", 30, "24,5"), line("b", 30, "x"), line("c", 40, "")];
        let expected = Running {
            sum: Points::from_millionths(24_500_000),
            max: Points::whole(100),
            missing: 1,
            wrong: 1,
            lines: 3,
        };
        assert_eq!(running(&lines), expected);
    }

    #[test]
    fn where_two_bands_meet_the_upper_one_counts() {
        let table = [("9", None), ("10", Some("TB")), ("15", Some("Khá")), ("22", Some("Tốt"))];
        for (typed, expected) in table {
            let line = line("a", 30, typed);
            assert_eq!(line.band().map(|band| band.label.as_str()), expected, "{typed}");
        }
    }

    #[test]
    fn steps_stay_within_the_scale_and_start_at_zero() {
        let table = [("", 1, "0.5"), ("24,5", -1, "24"), ("30", 5, "30"), ("1", -5, "0"), ("x", 2, "1")];
        for (typed, steps, expected) in table {
            assert_eq!(line("a", 30, typed).moved(steps).to_string(), expected, "{typed}");
        }
    }

    #[test]
    fn a_draft_keeps_what_is_no_number_as_it_was_typed() {
        assert_eq!(line("a", 30, "24,50").stored(), "24.5");
        assert_eq!(line("a", 30, " khá ").stored(), "khá");
    }
}
