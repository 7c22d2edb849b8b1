//! Dates in a column of a list: written as here, or as a spreadsheet of another country writes them.

use time::{Date, Duration, Month};

use super::unit_import::{UnitField, UnitRow};
use crate::calendar::{DateProblem, parse_date};
use crate::text::clean_line;

/// The day that spreadsheets count from.
const SPREADSHEET_EPOCH: Date = time::macros::date!(1899 - 12 - 30);
/// Serial numbers of the years 1954 to 2064.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=60_000;

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ReadDate {
    NoColumn,
    Empty,
    Plain(Date),
    /// Read, and to be confirmed.
    Odd {
        typed: String,
        read: Date,
    },
    Bad(String),
}

/// Reads a column, one answer a row. Once a column shows another notation, days and months that could be swapped are asked
/// about, too.
pub(super) fn read_dates(rows: &[UnitRow], field: UnitField) -> Vec<ReadDate> {
    let read: Vec<ReadDate> = rows.iter().map(|row| read_date(row.cells.get(&field))).collect();
    if !read.iter().any(|cell| matches!(cell, ReadDate::Odd { .. })) {
        return read;
    }
    let doubted = read.into_iter().zip(rows).map(|(cell, row)| match (cell, row.cells.get(&field)) {
        (ReadDate::Plain(read), Some(typed)) if could_be_swapped(typed, read) => {
            ReadDate::Odd { typed: clean_line(typed), read }
        }
        (cell, _) => cell,
    });
    doubted.collect()
}

fn read_date(cell: Option<&String>) -> ReadDate {
    let Some(typed) = cell.map(|cell| clean_line(cell)) else {
        return ReadDate::NoColumn;
    };
    if typed.is_empty() {
        return ReadDate::Empty;
    }
    let odd = |read: Option<Date>| match read {
        Some(read) => ReadDate::Odd { typed: typed.clone(), read },
        None => ReadDate::Bad(typed.clone()),
    };
    match parse_date(&typed) {
        Ok(date) => ReadDate::Plain(date),
        Err(DateProblem::NoSuchDay { day, month, year }) => odd(american(day, month, year)),
        Err(_) => odd(serial(&typed)),
    }
}

/// Month before day, when only that makes a date.
fn american(month: u32, day: u32, year: u32) -> Option<Date> {
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()
}

fn serial(typed: &str) -> Option<Date> {
    let days: i64 = typed.parse().ok()?;
    SERIALS.contains(&days).then(|| SPREADSHEET_EPOCH.saturating_add(Duration::days(days)))
}

/// `7/1/2025`: both numbers could be the month. `2025-01-07` cannot be misread.
fn could_be_swapped(typed: &str, read: Date) -> bool {
    let year_first = typed.split(['/', '-', '.', ' ']).next().is_some_and(|part| part.len() == 4);
    !year_first && read.day() <= 12 && read.day() != u8::from(read.month())
}
