//! Working days: Monday to Friday, except days off and with the Saturdays that are worked instead. The days are data.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::{Date, Duration, Weekday};

/// What a decision makes of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    Off,
    Worked,
}

/// The days that differ from the plain week; empty means Monday to Friday.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkingCalendar {
    pub days: BTreeMap<Date, DayKind>,
}

impl WorkingCalendar {
    /// Whether offices work on that day.
    pub fn is_working_day(&self, date: Date) -> bool {
        match self.days.get(&date) {
            Some(kind) => *kind == DayKind::Worked,
            None => !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday),
        }
    }

    /// The first working day after `date`, never `date` itself.
    pub fn next_working_day(&self, date: Date) -> Date {
        let mut day = date;
        while let Some(next) = day.next_day() {
            day = next;
            if self.is_working_day(day) {
                break;
            }
        }
        day
    }

    /// `date` if it is worked, else the first working day after it: for deadlines that move off a day off.
    pub fn working_day_from(&self, date: Date) -> Date {
        if self.is_working_day(date) { date } else { self.next_working_day(date) }
    }

    /// The `count`-th working day after `start`; the start day does not count.
    pub fn add_working_days(&self, start: Date, count: u16) -> Date {
        (0..count).fold(start, |day, _| self.next_working_day(day))
    }
}

/// The `count`-th day after `start`; the start day does not count.
pub fn add_calendar_days(start: Date, count: u16) -> Date {
    start.saturating_add(Duration::days(i64::from(count)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::calendar_file::tests::holidays;
    use crate::calendar::parse_date;
    use time::macros::date;

    #[test]
    fn working_days_skip_holidays_and_count_swapped_saturdays() {
        let table = [
            ("31/12/2025", 5, "09/01/2026"),
            ("08/01/2026", 2, "10/01/2026"),
            ("12/02/2026", 2, "23/02/2026"),
            ("13/02/2026", 10, "06/03/2026"),
            ("24/04/2026", 3, "04/05/2026"),
            ("29/04/2026", 2, "05/05/2026"),
            ("20/08/2026", 5, "26/08/2026"),
            ("28/08/2026", 2, "04/09/2026"),
            ("20/11/2026", 5, "30/11/2026"),
            ("23/11/2026", 1, "25/11/2026"),
        ];
        for (start, count, expected) in table {
            let end = holidays().add_working_days(parse_date(start).unwrap(), count);
            assert_eq!(Ok(end), parse_date(expected), "{start} + {count}");
        }
    }

    #[test]
    fn which_days_are_worked() {
        let table = [
            (date!(2026 - 01 - 02), false),
            (date!(2026 - 01 - 10), true),
            (date!(2026 - 02 - 20), false),
            (date!(2026 - 04 - 27), false),
            (date!(2026 - 08 - 22), true),
            (date!(2026 - 08 - 31), false),
            (date!(2026 - 09 - 03), true),
            (date!(2026 - 11 - 24), false),
            (date!(2027 - 02 - 10), false),
            (date!(2027 - 02 - 11), true),
            (date!(2027 - 04 - 16), false),
            (date!(2027 - 05 - 03), false),
            (date!(2027 - 11 - 24), false),
        ];
        for (date, worked) in table {
            assert_eq!(holidays().is_working_day(date), worked, "{date}");
        }
    }

    #[test]
    fn the_deadlines_of_the_provincial_plan() {
        let table = [
            (date!(2026 - 11 - 15), Weekday::Sunday, date!(2026 - 11 - 16)),
            (date!(2026 - 11 - 30), Weekday::Monday, date!(2026 - 11 - 30)),
            (date!(2027 - 11 - 15), Weekday::Monday, date!(2027 - 11 - 15)),
            (date!(2027 - 11 - 30), Weekday::Tuesday, date!(2027 - 11 - 30)),
        ];
        for (deadline, weekday, moved) in table {
            assert_eq!((deadline.weekday(), holidays().working_day_from(deadline)), (weekday, moved));
        }
    }

    #[test]
    fn counting_stops_at_the_last_day_of_time() {
        assert_eq!(holidays().add_working_days(Date::MAX, 3), Date::MAX);
        assert_eq!(add_calendar_days(Date::MAX, 3), Date::MAX);
        assert_eq!(add_calendar_days(date!(2026 - 12 - 31), 1), date!(2027 - 01 - 01));
        assert_eq!(holidays().add_working_days(date!(2026 - 11 - 15), 0), date!(2026 - 11 - 15));
    }
}
