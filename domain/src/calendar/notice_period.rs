//! How long a list is open for comments, and when that ends.

use super::{WorkingCalendar, add_calendar_days, end_of_day, vietnam_date};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

/// Which days a period counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayUnit {
    CalendarDay,
    WorkingDay,
}

/// A number of days; the day on which the period starts does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticePeriod {
    pub days: u16,
    pub unit: DayUnit,
}

impl NoticePeriod {
    /// The last day of a period that starts on `start`.
    pub fn last_day(self, start: Date, calendar: &WorkingCalendar) -> Date {
        match self.unit {
            DayUnit::CalendarDay => add_calendar_days(start, self.days),
            DayUnit::WorkingDay => calendar.add_working_days(start, self.days),
        }
    }

    /// 24:00 in Vietnam on the last day: the period is over from this instant on.
    pub fn end(self, start: OffsetDateTime, calendar: &WorkingCalendar) -> OffsetDateTime {
        end_of_day(self.last_day(vietnam_date(start), calendar))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::calendar_file::tests::holidays;
    use crate::calendar::format_deadline;
    use crate::text::Lang;
    use time::macros::datetime;

    #[test]
    fn periods_end_with_their_last_day() {
        let table = [
            (15, DayUnit::CalendarDay, datetime!(2026-08-20 09:00 +7), "24:00, thứ Sáu 04/9/2026 (giờ Việt Nam)"),
            (10, DayUnit::WorkingDay, datetime!(2026-02-13 09:00 +7), "24:00, thứ Sáu 06/3/2026 (giờ Việt Nam)"),
            (7, DayUnit::WorkingDay, datetime!(2026-11-19 18:00 UTC), "24:00, thứ Tư 02/12/2026 (giờ Việt Nam)"),
            (0, DayUnit::CalendarDay, datetime!(2026-08-20 09:00 +7), "24:00, thứ Năm 20/8/2026 (giờ Việt Nam)"),
        ];
        for (days, unit, start, expected) in table {
            let end = NoticePeriod { days, unit }.end(start, &holidays());
            assert_eq!(format_deadline(end, Lang::Vi), expected);
        }
    }

    #[test]
    fn a_period_reads_from_a_template() {
        let period: NoticePeriod = serde_json::from_str(r#"{"days":10,"unit":"working_day"}"#).unwrap();
        assert_eq!(period, NoticePeriod { days: 10, unit: DayUnit::WorkingDay });
    }
}
