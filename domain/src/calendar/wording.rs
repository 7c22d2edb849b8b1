//! Dates, moments and deadlines in words.

use super::{in_vietnam, vietnam_date};
use crate::text::Lang;
use time::{Date, OffsetDateTime, Time, Weekday};

/// `05/01/2026`, `31/7/2027`: zero before days 1–9 and months 1–2, as Decree 30/2020 asks. In English `5 January 2026`.
pub fn format_date(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{}/{}", date.day(), padded_month(date), date.year()),
        Lang::En => format!("{} {} {}", date.day(), date.month(), date.year()),
    }
}

/// `ngày 05 tháng 02 năm 2027`, as documents are dated.
pub fn format_date_in_document(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("ngày {:02} tháng {} năm {}", date.day(), padded_month(date), date.year()),
        Lang::En => format_date(date, lang),
    }
}

/// `thứ Tư`, `Chủ nhật`.
pub fn format_weekday(date: Date, lang: Lang) -> String {
    let weekday = date.weekday();
    match lang {
        Lang::Vi => vietnamese_weekday(weekday).to_owned(),
        Lang::En => weekday.to_string(),
    }
}

/// `17:00, thứ Tư 30/6/2027`.
pub fn format_instant(instant: OffsetDateTime, lang: Lang) -> String {
    let local = in_vietnam(instant);
    format!("{}, {}", clock(local.time()), day_in_words(local.date(), lang))
}

/// `17:00, thứ Tư 30/6/2027 (giờ Việt Nam)`. Midnight is the 24:00 of the day that ends, so nobody reads a day too many.
pub fn format_deadline(end: OffsetDateTime, lang: Lang) -> String {
    let local = in_vietnam(end);
    let text = match local.date().previous_day() {
        Some(last_day) if local.time() == Time::MIDNIGHT => {
            format!("24:00, {}", day_in_words(last_day, lang))
        }
        _ => format_instant(end, lang),
    };
    match lang {
        Lang::Vi => format!("{text} (giờ Việt Nam)"),
        Lang::En => format!("{text} (Vietnam time)"),
    }
}

/// `hôm nay 14:32` on the same day in Vietnam, else `14:32, thứ Tư 30/6/2027`.
pub fn format_moment(instant: OffsetDateTime, now: OffsetDateTime, lang: Lang) -> String {
    if vietnam_date(instant) != vietnam_date(now) {
        return format_instant(instant, lang);
    }
    let clock = clock(in_vietnam(instant).time());
    match lang {
        Lang::Vi => format!("hôm nay {clock}"),
        Lang::En => format!("today {clock}"),
    }
}

fn day_in_words(date: Date, lang: Lang) -> String {
    format!("{} {}", format_weekday(date, lang), format_date(date, lang))
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn padded_month(date: Date) -> String {
    match u8::from(date.month()) {
        month @ 1..=2 => format!("0{month}"),
        month => month.to_string(),
    }
}

fn vietnamese_weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn dates_are_padded_as_the_decree_asks() {
        let table = [
            (date!(2026 - 01 - 05), "05/01/2026", "ngày 05 tháng 01 năm 2026"),
            (date!(2027 - 02 - 05), "05/02/2027", "ngày 05 tháng 02 năm 2027"),
            (date!(2007 - 03 - 02), "02/3/2007", "ngày 02 tháng 3 năm 2007"),
            (date!(2027 - 07 - 31), "31/7/2027", "ngày 31 tháng 7 năm 2027"),
            (date!(2026 - 11 - 15), "15/11/2026", "ngày 15 tháng 11 năm 2026"),
        ];
        for (date, short, document) in table {
            assert_eq!(format_date(date, Lang::Vi), short);
            assert_eq!(format_date_in_document(date, Lang::Vi), document);
        }
        assert_eq!(format_date(date!(2026 - 01 - 05), Lang::En), "5 January 2026");
        assert_eq!(format_date_in_document(date!(2027 - 02 - 05), Lang::En), "5 February 2027");
    }

    #[test]
    fn deadlines_name_weekday_and_zone() {
        let table = [
            (datetime!(2027-06-30 10:00 UTC), "17:00, thứ Tư 30/6/2027 (giờ Việt Nam)"),
            (datetime!(2027-06-11 17:00 +7), "17:00, thứ Sáu 11/6/2027 (giờ Việt Nam)"),
            (datetime!(2026-11-15 23:59:59 +7), "23:59, Chủ nhật 15/11/2026 (giờ Việt Nam)"),
            (datetime!(2027-06-30 17:00 UTC), "24:00, thứ Tư 30/6/2027 (giờ Việt Nam)"),
        ];
        for (end, expected) in table {
            assert_eq!(format_deadline(end, Lang::Vi), expected);
        }
        let english = format_deadline(datetime!(2027-06-30 10:00 UTC), Lang::En);
        assert_eq!(english, "17:00, Wednesday 30 June 2027 (Vietnam time)");
        assert_eq!(format_instant(datetime!(2027-06-30 17:00 UTC), Lang::Vi), "00:00, thứ Năm 01/7/2027");
    }

    #[test]
    fn today_is_the_day_in_vietnam() {
        let now = datetime!(2027-06-30 18:00 UTC);
        let table = [
            (datetime!(2027-07-01 07:32 UTC), "hôm nay 14:32"),
            (datetime!(2027-06-30 17:00 UTC), "hôm nay 00:00"),
            (datetime!(2027-06-30 16:59 UTC), "23:59, thứ Tư 30/6/2027"),
        ];
        for (instant, expected) in table {
            assert_eq!(format_moment(instant, now, Lang::Vi), expected);
        }
        assert_eq!(format_moment(now, now, Lang::En), "today 01:00");
    }
}
