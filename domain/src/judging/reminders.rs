//! Whom the secretary may remind of sheets that are not signed, and when.

use time::{Duration, OffsetDateTime};

use crate::calendar::vietnam_date;
use crate::ids::AccountId;
use crate::judging::states::RoundState;

/// How long before the deadline reminders begin.
pub const NEAR: Duration = Duration::days(3);

/// A judge of a round, as the page of reminders shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgeReminder {
    pub judge: AccountId,
    pub name: String,
    /// Sheets not signed yet, in all panels of the round.
    pub left: usize,
    /// Why no letter would go out, if so.
    pub refusal: Option<ReminderRefusal>,
}

/// Why a judge is not reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReminderRefusal {
    /// The round is not being scored.
    NotScoring,
    /// Everything is signed.
    NothingLeft,
    /// The deadline is further away than [`NEAR`].
    TooEarly,
    /// A reminder went out today.
    RemindedToday(OffsetDateTime),
    /// The account is closed: nobody would read the letter.
    AccountClosed,
}

/// Why a judge with so many sheets left would not be reminded now; `last` is the last reminder of this round.
pub fn reminder_refusal(
    round: RoundState,
    due_at: Option<OffsetDateTime>,
    left: usize,
    last: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Option<ReminderRefusal> {
    if round != RoundState::Scoring {
        return Some(ReminderRefusal::NotScoring);
    }
    if left == 0 {
        return Some(ReminderRefusal::NothingLeft);
    }
    if due_at.is_none_or(|due| due > now + NEAR) {
        return Some(ReminderRefusal::TooEarly);
    }
    last.filter(|last| vietnam_date(*last) == vietnam_date(now)).map(ReminderRefusal::RemindedToday)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use ReminderRefusal as Refusal;
    use RoundState as R;

    #[test]
    fn who_is_reminded_and_when() {
        let now = datetime!(2027-07-16 08:00 +7);
        let soon = Some(datetime!(2027-07-19 08:00 +7));
        let far = Some(datetime!(2027-07-19 08:01 +7));
        let past = Some(datetime!(2027-07-01 17:00 +7));
        // 23:59 of the day before in Vietnam is 16:59 in London.
        let yesterday = Some(datetime!(2027-07-15 16:59 +0));
        let today = datetime!(2027-07-15 17:00 +0);
        let table = [
            (R::Scoring, soon, 1, None, None),
            (R::Scoring, past, 3, yesterday, None),
            (R::Scoring, past, 3, Some(today), Some(Refusal::RemindedToday(today))),
            (R::Scoring, far, 3, None, Some(Refusal::TooEarly)),
            (R::Scoring, None, 3, None, Some(Refusal::TooEarly)),
            (R::Scoring, past, 0, None, Some(Refusal::NothingLeft)),
            (R::Preparing, past, 3, None, Some(Refusal::NotScoring)),
            (R::Locked, past, 3, None, Some(Refusal::NotScoring)),
        ];
        for (round, due, left, last, expected) in table {
            let actual = reminder_refusal(round, due, left, last, now);
            assert_eq!(actual, expected, "{round:?}, due {due:?}, {left} left, last {last:?}");
        }
    }
}
