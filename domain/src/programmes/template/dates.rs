//! The calendar of a template, laid into a year.

use serde_json::Value;
use time::macros::time;
use time::{Date, Month, OffsetDateTime};

use super::source::{Marks, marked_number, text};
use crate::calendar::{DayUnit, NoticePeriod, at_vietnam_time};
use crate::programmes::rules::{Dates, Milestone};

/// The planned days people read about, by the template's word.
const MILESTONES: [(&str, &str); 6] = [
    ("launch", "Phát động"),
    ("preliminary", "Chấm sơ khảo"),
    ("final", "Chấm chung khảo"),
    ("notice_end", "Kết thúc công khai lấy ý kiến"),
    ("decision", "Quyết định công nhận kết quả"),
    ("ceremony", "Trao giải"),
];

pub(super) fn dates(value: &Value, year: i32, deadline: Option<OffsetDateTime>, marks: &mut Marks) -> Dates {
    let calendar = &value["calendar"]["default"];
    let day = |word: &str| parse_day(calendar["value"][word].as_str()?, year);
    let proposed = day("deadline").map(|day| at_vietnam_time(day, time!(17:00)));
    let opens_at = day("launch").map(|day| at_vietnam_time(day, time!(8:00)));
    let judged_by = day("final").map(|day| at_vietnam_time(day, time!(17:00)));
    for path in ["dates.opens_at", "dates.closes_at", "dates.judged_by", "dates.milestones"] {
        marks.of(path, calendar);
    }
    if let Some(note) = observed(value) {
        marks.note("dates.closes_at", &note);
    }
    let closes_at = deadline.or(proposed);
    Dates {
        opens_at: opens_at.filter(|opens| closes_at.is_none_or(|closes| *opens < closes)),
        closes_at,
        judged_by: judged_by.filter(|judged| closes_at.is_none_or(|closes| closes < *judged)),
        milestones: MILESTONES
            .iter()
            .filter_map(|(word, label)| Some(Milestone { label: (*label).to_owned(), day: day(word)? }))
            .collect(),
    }
}

pub(super) fn notice(value: &Value, marks: &mut Marks) -> NoticePeriod {
    let days = &value["public_notice"]["days"];
    let count = marked_number(days, 15, "notice.days", marks);
    marks.of("notice.unit", days);
    NoticePeriod {
        days: u16::try_from(count).unwrap_or(15),
        unit: match text(days, "unit").as_str() {
            "working_day" => DayUnit::WorkingDay,
            _ => DayUnit::CalendarDay,
        },
    }
}

fn observed(value: &Value) -> Option<String> {
    let observed = value["calendar"]["observed_vi"]["value"].as_array()?;
    let parts: Vec<&str> = observed.iter().filter_map(Value::as_str).collect();
    Some(format!("đã thấy ở các tỉnh: {}", parts.join("; ")))
}

/// `06-30` is a day of the edition's year; `year1-05-18` of the year before, `year2-…` of the year itself.
/// `01-12 (year-1)` is written day first: contests are launched from September to December of the year before.
fn parse_day(written: &str, year: i32) -> Option<Date> {
    if let Some(day) = written.strip_suffix("(year-1)") {
        let (day, month) = day.trim().split_once('-')?;
        return day_of(year - 1, month, day);
    }
    if let Some(rest) = written.strip_prefix("year1-") {
        return parse_day(rest, year - 1);
    }
    let (month, day) = written.strip_prefix("year2-").unwrap_or(written).split_once('-')?;
    day_of(year, month, day)
}

fn day_of(year: i32, month: &str, day: &str) -> Option<Date> {
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, day.parse().ok()?).ok()
}
