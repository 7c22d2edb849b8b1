//! Dates, deadlines, working days and holidays, as people write and read them.

mod ages;
mod calendar_file;
mod dates;
pub mod iso_date;
mod notice_period;
mod remaining;
mod wording;
mod working_calendar;

pub use ages::{BirthProblem, BirthWindow, age_on, is_child, needs_own_consent};
pub use calendar_file::{CalendarDay, CalendarFile, CalendarProblem, DaySureness};
pub use dates::{DatePart, DateProblem, parse_clock, parse_date, parse_date_parts};
pub use notice_period::{DayUnit, NoticePeriod};
pub use remaining::format_remaining;
pub use wording::{
    format_date, format_date_in_document, format_deadline, format_instant, format_moment, format_weekday,
};
pub use working_calendar::{DayKind, WorkingCalendar, add_calendar_days};

use time::macros::offset;
use time::{Date, OffsetDateTime, Time, UtcOffset};

/// Vietnam has one time zone and no summer time.
pub const VIETNAM: UtcOffset = offset!(+7);

/// The same instant on a Vietnamese clock.
pub fn in_vietnam(instant: OffsetDateTime) -> OffsetDateTime {
    instant.checked_to_offset(VIETNAM).unwrap_or(instant)
}

/// The calendar day in Vietnam at that instant.
pub fn vietnam_date(instant: OffsetDateTime) -> Date {
    in_vietnam(instant).date()
}

/// The instant at which Vietnamese clocks show this day and time.
pub fn at_vietnam_time(date: Date, time: Time) -> OffsetDateTime {
    date.with_time(time).assume_offset(VIETNAM)
}

/// 24:00 of a day in Vietnam: the first instant that no longer belongs to it.
pub fn end_of_day(date: Date) -> OffsetDateTime {
    at_vietnam_time(add_calendar_days(date, 1), Time::MIDNIGHT)
}
