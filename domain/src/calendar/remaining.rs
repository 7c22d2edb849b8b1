//! The time left before a deadline, in words.

use crate::text::Lang;
use time::{Duration, OffsetDateTime};

/// `còn 12 ngày 3 giờ`, `còn 45 phút`, and from the end on `đã hết hạn 3 phút`. Rounds down, so it never promises too much.
pub fn format_remaining(end: OffsetDateTime, now: OffsetDateTime, lang: Lang) -> String {
    let left = end - now;
    let span = span_in_words(left.abs(), lang);
    match (lang, left.is_positive()) {
        (Lang::Vi, true) => format!("còn {span}"),
        (Lang::Vi, false) => format!("đã hết hạn {span}"),
        (Lang::En, true) => format!("{span} left"),
        (Lang::En, false) => format!("closed {span} ago"),
    }
}

/// The two largest units that matter: days and hours, hours and minutes, or minutes.
fn span_in_words(span: Duration, lang: Lang) -> String {
    let (days, hours, minutes) = (span.whole_days(), span.whole_hours() % 24, span.whole_minutes() % 60);
    let units = match lang {
        Lang::Vi => ["ngày", "giờ", "phút"],
        Lang::En => ["day", "hour", "minute"],
    };
    let parts = match (days, hours) {
        (1.., _) => [(days, units[0]), (hours, units[1])],
        (_, 1..) => [(hours, units[1]), (minutes, units[2])],
        _ if minutes > 0 => [(minutes, units[2]), (0, "")],
        _ => return under_a_minute(lang).to_owned(),
    };
    let words = parts.iter().filter(|(count, _)| *count > 0).map(|&(count, unit)| counted(count, unit, lang));
    words.collect::<Vec<_>>().join(" ")
}

fn under_a_minute(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "dưới 1 phút",
        Lang::En => "less than a minute",
    }
}

fn counted(count: i64, unit: &str, lang: Lang) -> String {
    let plural = if lang == Lang::En && count != 1 { "s" } else { "" };
    format!("{count} {unit}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn remaining_time_shows_the_units_that_matter() {
        let end = datetime!(2027-06-30 17:00 +7);
        let table = [
            (Duration::days(12) + Duration::hours(3), "còn 12 ngày 3 giờ", "12 days 3 hours left"),
            (Duration::days(12) + Duration::minutes(59), "còn 12 ngày", "12 days left"),
            (Duration::hours(25), "còn 1 ngày 1 giờ", "1 day 1 hour left"),
            (Duration::minutes(320), "còn 5 giờ 20 phút", "5 hours 20 minutes left"),
            (Duration::hours(1), "còn 1 giờ", "1 hour left"),
            (Duration::seconds(3_599), "còn 59 phút", "59 minutes left"),
            (Duration::seconds(1), "còn dưới 1 phút", "less than a minute left"),
            (Duration::ZERO, "đã hết hạn dưới 1 phút", "closed less than a minute ago"),
            (Duration::minutes(-3), "đã hết hạn 3 phút", "closed 3 minutes ago"),
            (Duration::hours(-50), "đã hết hạn 2 ngày 2 giờ", "closed 2 days 2 hours ago"),
        ];
        for (left, vi, en) in table {
            assert_eq!(format_remaining(end, end - left, Lang::Vi), vi);
            assert_eq!(format_remaining(end, end - left, Lang::En), en);
        }
    }
}
