//! From the text of one field to its value.

use serde_json::{Value, json};
use time::Date;

use super::schema::Kind;
use crate::calendar::DateProblem;
use crate::numbers::{NumberProblem, Points, Share};
use crate::programmes::rules::TieBreak;
use crate::text::{clean_line, clean_text, slug};

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

/// `Ok(None)` when nothing was typed.
pub(super) fn read_text(kind: Kind, typed: &str) -> Result<Option<Value>, ValueProblem> {
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
pub(super) fn empty(kind: Kind) -> Value {
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

pub(super) fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// A code of a name: letters, digits and low lines.
pub(super) fn plain_code(name: &str) -> String {
    let code: String = slug(name).replace('-', "_").chars().take(40).collect();
    code.trim_end_matches('_').to_owned()
}
