//! The deadline of a round: drafts are kept afterwards, too, but nothing is signed until the secretariat moves it.

use time::OffsetDateTime;

/// True from the moment of the deadline on. A round without one never ends by itself.
pub fn deadline_has_passed(due_at: Option<OffsetDateTime>, now: OffsetDateTime) -> bool {
    due_at.is_some_and(|due| now >= due)
}

/// True when a sheet can no longer be signed. One that was opened again after the deadline can: whoever opened it wants it
/// signed anew, and wrote why.
pub fn signing_is_over(
    due_at: Option<OffsetDateTime>,
    reopened_at: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> bool {
    let reopened_since = reopened_at.is_some_and(|at| deadline_has_passed(due_at, at));
    deadline_has_passed(due_at, now) && !reopened_since
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Duration;
    use time::macros::datetime;

    #[test]
    fn when_signing_is_over() {
        let due = datetime!(2027-07-20 17:00 +7);
        let (before, after) = (due - Duration::seconds(1), due + Duration::hours(1));
        let table = [
            (None, None, after, false),
            (Some(due), None, before, false),
            (Some(due), None, due, true),
            (Some(due), None, after, true),
            (Some(due), Some(before), after, true),
            (Some(due), Some(due), after, false),
            (Some(after), None, due, false),
        ];
        for (due_at, reopened_at, now, expected) in table {
            assert_eq!(signing_is_over(due_at, reopened_at, now), expected, "{due_at:?} {reopened_at:?} {now}");
        }
    }
}
