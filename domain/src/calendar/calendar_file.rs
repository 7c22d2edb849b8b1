//! Holiday files: days off and worked Saturdays with their sources.

use super::{DayKind, WorkingCalendar, iso_date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Date;

/// How sure a day of the calendar is; estimates are replaced when the official plan appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DaySureness {
    High,
    Medium,
    /// Follows from the law and the calendar, official plan not read.
    Computed,
    Estimate,
}

/// One day that differs from the plain week, or carries a name, and where that is known from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    #[serde(with = "iso_date")]
    pub date: Date,
    pub kind: DayKind,
    pub name_vi: String,
    pub name_en: String,
    /// A mark in `CalendarFile::sources`.
    pub source: String,
    pub sureness: DaySureness,
}

/// A holiday file, such as `fixtures/calendar/holidays-2026-2027.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarFile {
    /// Mark → what it stands for.
    pub sources: BTreeMap<String, String>,
    pub days: Vec<CalendarDay>,
}

/// Why a holiday file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarProblem {
    #[error("the day {0} stands in the calendar twice")]
    DayTwice(Date),
    #[error("the source {source_mark} of {date} is not explained")]
    UnknownSource { date: Date, source_mark: String },
}

impl CalendarFile {
    /// The working days of the file, if every day stands in it once and names a known source.
    pub fn calendar(&self) -> Result<WorkingCalendar, CalendarProblem> {
        let mut calendar = WorkingCalendar::default();
        for CalendarDay { date, kind, source, .. } in &self.days {
            if !self.sources.contains_key(source) {
                return Err(CalendarProblem::UnknownSource { date: *date, source_mark: source.clone() });
            }
            if calendar.days.insert(*date, *kind).is_some() {
                return Err(CalendarProblem::DayTwice(*date));
            }
        }
        Ok(calendar)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const HOLIDAYS: &str = include_str!("../../../fixtures/calendar/holidays-2026-2027.json");

    pub fn holidays() -> WorkingCalendar {
        let file: CalendarFile = serde_json::from_str(HOLIDAYS).unwrap();
        file.calendar().unwrap()
    }

    #[test]
    fn a_file_with_a_day_twice_or_an_unknown_source_is_refused() {
        let file: CalendarFile = serde_json::from_str(HOLIDAYS).unwrap();
        let date = file.days[0].date;

        let mut twice = file.clone();
        twice.days.push(file.days[0].clone());
        assert_eq!(twice.calendar(), Err(CalendarProblem::DayTwice(date)));

        let mut unknown = file;
        unknown.days[0].source = "X9".into();
        assert_eq!(unknown.calendar(), Err(CalendarProblem::UnknownSource { date, source_mark: "X9".into() }));
    }
}
