//! Whether a filing is in time: the edition's deadline, or a later one granted to somebody.

use time::OffsetDateTime;

use crate::ids::UnitId;

/// How a filing stands to its deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    OnTime,
    /// Kept, awaiting the secretary's decision.
    Late,
}

/// A later deadline in force, for an edition, a unit or one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaterDeadline {
    pub id: i64,
    pub unit: Option<UnitId>,
    /// Granted to this very entry.
    pub this_entry: bool,
    pub until: OffsetDateTime,
    /// How many entries may still use it; none: any number.
    pub uses_left: Option<i32>,
}

/// How a filing stands, and which later deadline it needs to be in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filing {
    pub standing: Standing,
    pub deadline: Option<OffsetDateTime>,
    pub used: Option<i64>,
}

impl LaterDeadline {
    fn is_open(&self, unit: Option<UnitId>, now: OffsetDateTime) -> bool {
        let reaches = self.this_entry || self.unit.is_none() || self.unit == unit;
        reaches && now < self.until && self.uses_left != Some(0)
    }
}

/// Judges a filing now. A deadline is the first instant that is too late; a later one is only used when it is needed.
pub fn judge_filing(
    closes_at: Option<OffsetDateTime>,
    later: &[LaterDeadline],
    unit: Option<UnitId>,
    now: OffsetDateTime,
) -> Filing {
    let Some(closes_at) = closes_at.filter(|closes_at| now >= *closes_at) else {
        return Filing {
            standing: Standing::OnTime,
            deadline: closes_at,
            used: None,
        };
    };
    // One's own grant first, so that a shared one is not used up for nothing.
    let mut open: Vec<&LaterDeadline> = later.iter().filter(|grant| grant.is_open(unit, now)).collect();
    open.sort_by_key(|grant| (!grant.this_entry, grant.uses_left.is_some(), grant.id));
    match open.first() {
        Some(grant) => Filing {
            standing: Standing::OnTime,
            deadline: Some(grant.until),
            used: Some(grant.id),
        },
        None => Filing {
            standing: Standing::Late,
            deadline: Some(closes_at),
            used: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Duration;
    use time::macros::datetime;

    const CLOSES: OffsetDateTime = datetime!(2027-06-30 17:00 +7);

    fn grant(id: i64, unit: Option<i64>, this_entry: bool, uses_left: Option<i32>) -> LaterDeadline {
        LaterDeadline {
            id,
            unit: unit.map(UnitId),
            this_entry,
            until: CLOSES + Duration::days(2),
            uses_left,
        }
    }

    #[test]
    fn what_is_in_time() {
        let (before, after, too_late) = (CLOSES - Duration::SECOND, CLOSES, CLOSES + Duration::days(2));
        let table = [
            (vec![], before, Standing::OnTime, None),
            (vec![], after, Standing::Late, None),
            (vec![grant(1, None, false, None)], before, Standing::OnTime, None),
            (vec![grant(1, None, false, None)], after, Standing::OnTime, Some(1)),
            (vec![grant(1, None, false, None)], too_late, Standing::Late, None),
            (vec![grant(1, Some(7), false, None)], after, Standing::OnTime, Some(1)),
            (vec![grant(1, Some(8), false, None)], after, Standing::Late, None),
            (vec![grant(1, Some(7), false, Some(0))], after, Standing::Late, None),
            (
                vec![grant(1, Some(7), false, Some(1)), grant(2, None, true, Some(1))],
                after,
                Standing::OnTime,
                Some(2),
            ),
        ];
        for (later, now, standing, used) in table {
            let filing = judge_filing(Some(CLOSES), &later, Some(UnitId(7)), now);
            assert_eq!((filing.standing, filing.used), (standing, used), "{later:?} at {now}");
        }
        assert_eq!(judge_filing(None, &[], None, too_late).standing, Standing::OnTime);
    }
}
