//! Whether a filing is in time, and which later deadline it needs for that.

use time::OffsetDateTime;

use crate::programmes::deadline::{Deadlines, EffectiveDeadline, Reach, Whose, effective_deadline};

/// How a filing stands to its deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    OnTime,
    /// Kept, awaiting the secretary's decision.
    Late,
}

/// How a filing stands, and which later deadline it uses up to be in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    pub standing: Standing,
    pub deadline: EffectiveDeadline,
    pub used: Option<i64>,
}

/// Judges a filing now. A later deadline is only used up when it is needed.
pub fn judge_filing(deadlines: &Deadlines, whose: Whose, now: OffsetDateTime) -> Filing {
    let deadline = effective_deadline(deadlines, whose);
    let standing = if deadline.is_over(now) { Standing::Late } else { Standing::OnTime };
    let needed = standing == Standing::OnTime && deadline.extended.as_ref().is_some_and(|before| before.from <= now);
    // One's own grant first, then one without a limit, so that a shared one is not used up for nothing.
    let used = deadlines
        .in_reach(whose)
        .filter(|later| needed && now < later.until)
        .min_by_key(|later| (!matches!(later.reach, Reach::Entry(_)), later.uses_left.is_some(), later.id))
        .map(|later| later.id);
    Filing { standing, deadline, used }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{EntryId, UnitId};
    use crate::programmes::deadline::LaterDeadline;
    use time::Duration;
    use time::macros::datetime;

    const CLOSES: OffsetDateTime = datetime!(2027-06-30 17:00 +7);

    fn grant(id: i64, reach: Reach, uses_left: Option<i32>) -> LaterDeadline {
        LaterDeadline {
            id,
            reach,
            until: CLOSES + Duration::days(2),
            why: String::new(),
            granted_at: CLOSES - Duration::days(9),
            uses_left,
        }
    }

    #[test]
    fn what_is_in_time() {
        use Reach::{Entry, Everybody, Unit};
        let (before, after, too_late) = (CLOSES - Duration::SECOND, CLOSES, CLOSES + Duration::days(2));
        let (own, school, other) = (Entry(EntryId(1)), Unit(UnitId(7)), Unit(UnitId(8)));
        let table = [
            (vec![], before, Standing::OnTime, None, 0),
            (vec![], after, Standing::Late, None, 0),
            (vec![grant(1, Everybody, None)], before, Standing::OnTime, None, 2),
            (vec![grant(1, Everybody, None)], after, Standing::OnTime, Some(1), 2),
            (vec![grant(1, Everybody, None)], too_late, Standing::Late, None, 2),
            (vec![grant(1, school, None)], after, Standing::OnTime, Some(1), 2),
            (vec![grant(1, other, None)], after, Standing::Late, None, 0),
            (vec![grant(1, school, Some(0))], after, Standing::Late, None, 0),
            (vec![grant(1, school, Some(1)), grant(2, own, Some(1))], after, Standing::OnTime, Some(2), 2),
            (vec![grant(1, school, Some(1)), grant(2, Everybody, None)], after, Standing::OnTime, Some(2), 2),
        ];
        let whose = Whose::Entry { id: EntryId(1), unit: Some(UnitId(7)), supplement: None };
        for (later, now, standing, used, days) in table {
            let deadlines = Deadlines { by_rules: Some(CLOSES), later };
            let filing = judge_filing(&deadlines, whose, now);
            let found = (filing.standing, filing.used);
            assert_eq!(found, (standing, used), "{deadlines:?} at {now}");
            assert_eq!(filing.deadline.at, Some(CLOSES + Duration::days(days)), "{deadlines:?} at {now}");
        }
        let endless = judge_filing(&Deadlines::default(), whose, too_late);
        assert_eq!(endless.standing, Standing::OnTime);
    }
}
