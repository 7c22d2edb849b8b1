//! The one answer to “until when?”: the deadline of the rules, the later ones granted since, a supplement's own date.
//!
//! Every page, letter, receipt and act asks here. See `docs/decisions/0016-one-effective-deadline.md`.

use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime};

use crate::calendar::vietnam_date;
use crate::ids::{EntryId, UnitId};

/// For whom a later deadline was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    Everybody,
    Unit(UnitId),
    Entry(EntryId),
}

/// A later deadline that stands: granted and not taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaterDeadline {
    pub id: i64,
    pub reach: Reach,
    #[serde(with = "time::serde::rfc3339")]
    pub until: OffsetDateTime,
    pub why: String,
    #[serde(with = "time::serde::rfc3339")]
    pub granted_at: OffsetDateTime,
    /// How many entries may still use it; none: any number.
    pub uses_left: Option<i32>,
}

/// Everything an edition has promised about time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// The deadline of the rules. Only pages that show the rules themselves read it.
    #[serde(with = "time::serde::rfc3339::option")]
    pub by_rules: Option<OffsetDateTime>,
    pub later: Vec<LaterDeadline>,
}

/// The date a supplement was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Supplement {
    pub until: OffsetDateTime,
    /// When it was asked; a later deadline granted before that does not count for it.
    pub asked_at: Option<OffsetDateTime>,
}

/// Whose deadline is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// What holds for every entry, and is said in public.
    Everybody,
    /// Entries of this unit.
    Unit(UnitId),
    /// An entry not begun yet: its unit is not known.
    NewEntry,
    /// The last moment at which any entry at all may still come in time.
    Anybody,
    /// This entry.
    Entry { id: EntryId, unit: Option<UnitId>, supplement: Option<Supplement> },
}

/// The deadline that counts, and where it comes from when it was extended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EffectiveDeadline {
    /// The first instant that is too late; none: nothing ends.
    pub at: Option<OffsetDateTime>,
    pub extended: Option<Extended>,
}

/// That a deadline was extended, from when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extended {
    /// The deadline before.
    pub from: OffsetDateTime,
    pub why: String,
    pub reach: Reach,
}

impl EffectiveDeadline {
    /// True from the deadline on.
    pub fn is_over(&self, now: OffsetDateTime) -> bool {
        self.at.is_some_and(|at| at <= now)
    }

    /// The last day that belongs to it: midnight ends the day before.
    pub fn last_day(&self) -> Option<Date> {
        self.at.map(last_day)
    }
}

/// The last day before a moment that ends something.
pub fn last_day(end: OffsetDateTime) -> Date {
    vietnam_date(end - Duration::SECOND)
}

impl Whose {
    fn is_reached(self, reach: Reach) -> bool {
        match (self, reach) {
            (Self::Anybody, _) | (_, Reach::Everybody) | (Self::NewEntry, Reach::Unit(_)) => true,
            (Self::Unit(asked), Reach::Unit(granted)) => asked == granted,
            (Self::Entry { unit, .. }, Reach::Unit(granted)) => unit == Some(granted),
            (Self::Entry { id, .. }, Reach::Entry(granted)) => id == granted,
            _ => false,
        }
    }

    fn supplement(self) -> Option<Supplement> {
        match self {
            Self::Entry { supplement, .. } => supplement,
            _ => None,
        }
    }
}

impl Deadlines {
    /// The deadlines of an edition that was never extended.
    pub fn only(by_rules: Option<OffsetDateTime>) -> Self {
        Self { by_rules, later: vec![] }
    }

    /// What the deadline was before any extension.
    fn base(&self, whose: Whose) -> Option<OffsetDateTime> {
        whose.supplement().map_or(self.by_rules, |supplement| Some(supplement.until))
    }

    /// The later deadlines that this one may use.
    pub(crate) fn in_reach(&self, whose: Whose) -> impl Iterator<Item = &LaterDeadline> {
        let asked_at = whose.supplement().and_then(|supplement| supplement.asked_at);
        self.later.iter().filter(move |later| {
            let promised_since = asked_at.is_none_or(|asked_at| later.granted_at >= asked_at);
            whose.is_reached(later.reach) && later.uses_left != Some(0) && promised_since
        })
    }
}

/// The deadline that counts: the latest that was promised to this one and not taken back.
pub fn effective_deadline(deadlines: &Deadlines, whose: Whose) -> EffectiveDeadline {
    let Some(base) = deadlines.base(whose) else {
        return EffectiveDeadline::default();
    };
    let latest =
        deadlines.in_reach(whose).filter(|later| later.until > base).max_by_key(|later| (later.until, later.id));
    EffectiveDeadline {
        at: Some(latest.map_or(base, |later| later.until)),
        extended: latest.map(|later| Extended { from: base, why: later.why.clone(), reach: later.reach }),
    }
}

#[cfg(test)]
#[path = "deadline_tests.rs"]
mod tests;
