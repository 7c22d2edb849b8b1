//! The days of an edition without a year, as a template keeps them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use time::{Date, Month, OffsetDateTime, Time};

use super::rules::{EditionRules, Milestone};
use crate::calendar::{BirthWindow, at_vietnam_time, in_vietnam};

/// A day of every edition: `06-30`, with a time `06-30 17:00`, in another year than the edition's `-1/12-01 08:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlannedDay {
    /// Counted from the year of the edition.
    years: i32,
    month: Month,
    day: u8,
    time: Option<Time>,
}

/// The text is no such day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no day of a calendar; write 06-30, 06-30 17:00 or, a year before the edition's, -1/12-01")]
pub struct PlannedDayProblem(String);

/// Everything of the rules that a new year moves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Calendar {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<PlannedDay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<PlannedDay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged_by: Option<PlannedDay>,
    /// Authors are born from here …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born_from: Option<PlannedDay>,
    /// … to here, both included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born_to: Option<PlannedDay>,
    pub milestones: Vec<PlannedMilestone>,
}

/// A planned day people read about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedMilestone {
    pub label: String,
    pub day: PlannedDay,
}

impl Calendar {
    /// The days of these rules, seen from a year.
    pub fn of(rules: &EditionRules, year: i32) -> Self {
        let instant = |at: Option<OffsetDateTime>| at.map(|at| PlannedDay::of_instant(at, year));
        let window = rules.eligibility.birth_window;
        let milestone = |known: &Milestone| PlannedMilestone {
            label: known.label.clone(),
            day: PlannedDay::of_date(known.day, year),
        };
        Self {
            opens_at: instant(rules.dates.opens_at),
            closes_at: instant(rules.dates.closes_at),
            judged_by: instant(rules.dates.judged_by),
            born_from: window.map(|window| PlannedDay::of_date(window.from, year)),
            born_to: window.map(|window| PlannedDay::of_date(window.to, year)),
            milestones: rules.dates.milestones.iter().map(milestone).collect(),
        }
    }

    /// Puts the days of a year into rules.
    pub fn place(&self, rules: &mut EditionRules, year: i32) {
        let instant = |day: Option<PlannedDay>| day.map(|day| day.instant(year));
        rules.dates.opens_at = instant(self.opens_at);
        rules.dates.closes_at = instant(self.closes_at);
        rules.dates.judged_by = instant(self.judged_by);
        rules.dates.milestones = self.milestones.iter().map(|planned| planned.milestone(year)).collect();
        rules.eligibility.birth_window = match (self.born_from, self.born_to) {
            (Some(from), Some(to)) => Some(BirthWindow { from: from.date(year), to: to.date(year) }),
            _ => None,
        };
    }
}

impl PlannedMilestone {
    fn milestone(&self, year: i32) -> Milestone {
        Milestone { label: self.label.clone(), day: self.day.date(year) }
    }
}

impl PlannedDay {
    fn of_date(date: Date, year: i32) -> Self {
        Self { years: date.year() - year, month: date.month(), day: date.day(), time: None }
    }

    fn of_instant(instant: OffsetDateTime, year: i32) -> Self {
        let local = in_vietnam(instant);
        let minute = local.time().replace_second(0).and_then(|time| time.replace_nanosecond(0));
        Self { time: minute.ok(), ..Self::of_date(local.date(), year) }
    }

    /// 29 February is 28 February in common years.
    fn date(self, year: i32) -> Date {
        let of = |day| Date::from_calendar_date(year + self.years, self.month, day);
        of(self.day).or_else(|_| of(self.day - 1)).unwrap_or(Date::MAX)
    }

    fn instant(self, year: i32) -> OffsetDateTime {
        at_vietnam_time(self.date(year), self.time.unwrap_or(Time::MIDNIGHT))
    }
}

impl FromStr for PlannedDay {
    type Err = PlannedDayProblem;

    fn from_str(text: &str) -> Result<Self, PlannedDayProblem> {
        parse(text).ok_or_else(|| PlannedDayProblem(text.to_owned()))
    }
}

/// A leap year holds every day there can be.
const LEAP: i32 = 2028;

fn parse(text: &str) -> Option<PlannedDay> {
    let (years, rest) = text.split_once('/').unwrap_or(("0", text));
    let (day, time) = rest.split_once(' ').map_or((rest, None), |(day, time)| (day, Some(time)));
    let (month, day) = day.split_once('-')?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = Date::from_calendar_date(LEAP, month, day.parse().ok()?).ok()?;
    let time = match time.map(|time| time.split_once(':')) {
        None => None,
        Some(None) => return None,
        Some(Some((hour, minute))) => Some(Time::from_hms(hour.parse().ok()?, minute.parse().ok()?, 0).ok()?),
    };
    let years: i32 = years.parse().ok().filter(|years| (-120..=60).contains(years))?;
    Some(PlannedDay { years, month, day: date.day(), time })
}

impl fmt::Display for PlannedDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.years != 0 {
            write!(f, "{}/", self.years)?;
        }
        write!(f, "{:02}-{:02}", u8::from(self.month), self.day)?;
        match self.time {
            Some(time) => write!(f, " {:02}:{:02}", time.hour(), time.minute()),
            None => Ok(()),
        }
    }
}

impl TryFrom<String> for PlannedDay {
    type Error = PlannedDayProblem;

    fn try_from(text: String) -> Result<Self, PlannedDayProblem> {
        text.parse()
    }
}

impl From<PlannedDay> for String {
    fn from(day: PlannedDay) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::VIETNAM;
    use proptest::prelude::*;
    use time::macros::{date, datetime};

    #[test]
    fn a_planned_day_is_written_plainly_and_placed_in_a_year() {
        let table = [
            ("06-30", date!(2027 - 06 - 30)),
            ("-1/12-01", date!(2026 - 12 - 01)),
            ("-18/06-30", date!(2009 - 06 - 30)),
            ("02-29", date!(2027 - 02 - 28)),
            ("1/02-29", date!(2028 - 02 - 29)),
        ];
        for (text, expected) in table {
            let day: PlannedDay = text.parse().expect(text);
            assert_eq!((day.to_string().as_str(), day.date(2027)), (text, expected));
        }
        let at: PlannedDay = "-1/12-01 08:05".parse().expect("a day");
        assert_eq!(at.instant(2027), datetime!(2026-12-01 08:05 +7));
        for bad in
            ["", "30-06", "13-01", "02-30", "06-31", "06-30 24:00", "06-30 17", "x/06-30", "2027-06-30", "-999/01-01"]
        {
            assert_eq!(bad.parse::<PlannedDay>(), Err(PlannedDayProblem(bad.to_owned())), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_day_seen_from_any_year_is_the_same_day_again(ordinal in 1u16..=365, year in 1990i32..2060, from in 2000i32..2060) {
            let date = Date::from_ordinal_date(year, ordinal).unwrap();
            let day = PlannedDay::of_date(date, from);
            prop_assert_eq!(day.date(from), date);
            prop_assert_eq!(day.to_string().parse(), Ok(day));
            let at = date.with_hms(21, 7, 0).unwrap().assume_offset(VIETNAM);
            prop_assert_eq!(PlannedDay::of_instant(at, from).instant(from), at);
        }
    }
}
