//! How often those who made an entry hear that an answer has changed.

use time::{Duration, OffsetDateTime};

/// Letters before this are forgotten.
const DAY: Duration = Duration::hours(24);
/// After the first letter.
const CALM: Duration = Duration::hours(1);
/// After each further one: whoever changes their mind again and again fills nobody's letter box.
const LONG_CALM: Duration = Duration::hours(12);

/// When the next letter about one person's answer leaves to one reader; `told` are the moments of those that left, oldest
/// first. A letter that still waits then is replaced by the newest answer, so that the last word is always told.
pub fn tell_at(told: &[OffsetDateTime], now: OffsetDateTime) -> OffsetDateTime {
    let recent: Vec<OffsetDateTime> = told.iter().copied().filter(|at| now - *at < DAY).collect();
    let calm = match recent.len() {
        0 => return now,
        1 => CALM,
        _ => LONG_CALM,
    };
    recent.into_iter().max().map_or(now, |last| now.max(last + calm))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn the_first_letter_leaves_at_once_and_later_ones_wait() {
        let now = datetime!(2027-06-01 12:00 UTC);
        let ago = |minutes: i64| now - Duration::minutes(minutes);
        let table = [
            (vec![], 0),
            (vec![ago(25 * 60)], 0),
            (vec![ago(0)], 60),
            (vec![ago(59)], 1),
            (vec![ago(61)], 0),
            (vec![ago(90), ago(30)], 11 * 60 + 30),
            (vec![ago(30 * 60), ago(30)], 30),
            (vec![ago(20 * 60), ago(19 * 60), ago(7 * 60)], 5 * 60),
        ];
        for (told, minutes) in table {
            assert_eq!(tell_at(&told, now), now + Duration::minutes(minutes), "{told:?}");
        }
    }
}
