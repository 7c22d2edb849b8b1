//! Dates as people type them: three fields, `31/7/2027` or `2027-07-31`.

use crate::text::clean_line;
use std::ops::RangeInclusive;
use time::{Date, Month, Time};

/// Births, decisions and deadlines all fall in here; it catches `27` and `20027`.
const YEARS: RangeInclusive<i32> = 1900..=2100;

/// One of the three fields of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    Day,
    Month,
    Year,
}

/// Why what was typed is no date; the first problem in the order day, month, year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateProblem {
    #[error("the date is empty")]
    Empty,
    #[error("the date lacks its {0:?}")]
    Missing(DatePart),
    #[error("the {0:?} of the date is not a number")]
    NotANumber(DatePart),
    #[error("the year {0} is not between 1900 and 2100")]
    YearOutOfRange(u32),
    #[error("there is no day {day}/{month}/{year}")]
    NoSuchDay { day: u32, month: u32, year: u32 },
    #[error("a date is written 31/7/2027 or 2027-07-31")]
    NotADate,
}

/// Reads the three fields of a form. The form itself keeps what was typed.
pub fn parse_date_parts(day: &str, month: &str, year: &str) -> Result<Date, DateProblem> {
    let [day, month, year] = [day, month, year].map(clean_line);
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Err(DateProblem::Empty);
    }
    let day = part_number(&day, DatePart::Day)?;
    let month = part_number(&month, DatePart::Month)?;
    let year = part_number(&year, DatePart::Year)?;
    existing_date(day, month, year)
}

/// Reads `31/7/2027` (also with dots, hyphens or spaces) or `2027-07-31`.
pub fn parse_date(raw: &str) -> Result<Date, DateProblem> {
    let text = clean_line(raw);
    if text.is_empty() {
        return Err(DateProblem::Empty);
    }
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 => parse_date_parts(day, month, year),
        [day, month, year] => parse_date_parts(day, month, year),
        _ => Err(DateProblem::NotADate),
    }
}

/// Reads `17:30`, `17h30`, `17h` or `17`.
pub fn parse_clock(raw: &str) -> Option<Time> {
    let text = clean_line(raw).to_lowercase();
    let (hour, minute) = text.split_once([':', 'h', 'g']).unwrap_or((&text, "0"));
    let minute = if minute.trim().is_empty() { "0" } else { minute };
    Time::from_hms(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0).ok()
}

/// `2027-07-31`, for files and `<time datetime>`.
pub(super) fn write_iso_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

fn part_number(text: &str, part: DatePart) -> Result<u32, DateProblem> {
    if text.is_empty() {
        return Err(DateProblem::Missing(part));
    }
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DateProblem::NotANumber(part));
    }
    text.parse().map_err(|_| DateProblem::NotANumber(part))
}

fn existing_date(day: u32, month: u32, year: u32) -> Result<Date, DateProblem> {
    let in_range = i32::try_from(year).ok().filter(|year| YEARS.contains(year));
    let known_year = in_range.ok_or(DateProblem::YearOutOfRange(year))?;
    let date = || {
        let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
        Date::from_calendar_date(known_year, month, u8::try_from(day).ok()?).ok()
    };
    date().ok_or(DateProblem::NoSuchDay { day, month, year })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::format_date;
    use crate::text::Lang;
    use proptest::prelude::*;
    use time::macros::date;

    #[test]
    fn three_fields_make_a_date_or_say_what_is_wrong() {
        let no_such_day = |day, month, year| Err(DateProblem::NoSuchDay { day, month, year });
        let table = [
            (["31", "7", "2027"], Ok(date!(2027 - 07 - 31))),
            ([" 05 ", "０１", "2026"], Ok(date!(2026 - 01 - 05))),
            (["29", "2", "2028"], Ok(date!(2028 - 02 - 29))),
            (["", " ", ""], Err(DateProblem::Empty)),
            (["", "7", "2027"], Err(DateProblem::Missing(DatePart::Day))),
            (["31", "", "2027"], Err(DateProblem::Missing(DatePart::Month))),
            (["31", "7", ""], Err(DateProblem::Missing(DatePart::Year))),
            (["31", "bảy", "2027"], Err(DateProblem::NotANumber(DatePart::Month))),
            (["-1", "7", "2027"], Err(DateProblem::NotANumber(DatePart::Day))),
            (["99999999999", "7", "2027"], Err(DateProblem::NotANumber(DatePart::Day))),
            (["31", "02", "2027"], no_such_day(31, 2, 2027)),
            (["29", "2", "2027"], no_such_day(29, 2, 2027)),
            (["5", "13", "2027"], no_such_day(5, 13, 2027)),
            (["0", "7", "2027"], no_such_day(0, 7, 2027)),
            (["31", "7", "27"], Err(DateProblem::YearOutOfRange(27))),
            (["31", "7", "1899"], Err(DateProblem::YearOutOfRange(1899))),
            (["31", "7", "2101"], Err(DateProblem::YearOutOfRange(2101))),
        ];
        for ([day, month, year], expected) in table {
            assert_eq!(parse_date_parts(day, month, year), expected, "{day}|{month}|{year}");
        }
    }

    #[test]
    fn one_field_is_read_in_both_notations() {
        let expected = Ok(date!(2027 - 07 - 31));
        for text in
            ["31/7/2027", "31/07/2027", "31-7-2027", "31.7.2027", " 31 / 7 / 2027 ", "2027-07-31", "２０２７-07-31"]
        {
            assert_eq!(parse_date(text), expected, "{text}");
        }
        for text in ["31/7", "ngày mai", "1/2/3/2027"] {
            assert_eq!(parse_date(text), Err(DateProblem::NotADate), "{text}");
        }
        assert_eq!(parse_date(" "), Err(DateProblem::Empty));
        assert_eq!(parse_date("31/02/2027"), Err(DateProblem::NoSuchDay { day: 31, month: 2, year: 2027 }));
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        let table = [
            ("17:30", Some((17, 30))),
            ("17h30", Some((17, 30))),
            (" 7H ", Some((7, 0))),
            ("17g05", Some((17, 5))),
            ("8", Some((8, 0))),
            ("１７:００", Some((17, 0))),
            ("24:00", None),
            ("17:60", None),
            ("chiều", None),
            ("", None),
        ];
        for (text, expected) in table {
            let read = parse_clock(text).map(|time| (time.hour(), time.minute()));
            assert_eq!(read, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_written_date_reads_back(days in 0_i64..73_000) {
            let date = date!(1900 - 01 - 01) + time::Duration::days(days);
            prop_assert_eq!(parse_date(&format_date(date, Lang::Vi)), Ok(date));
            prop_assert_eq!(parse_date(&write_iso_date(date)), Ok(date));
        }
    }
}
