//! Every kind of promise, and whom it reaches.

use proptest::prelude::*;
use time::macros::datetime;

use super::*;

const RULES: OffsetDateTime = datetime!(2027-06-30 17:00 +7);
const GRANTED: OffsetDateTime = datetime!(2027-06-28 09:00 +7);

fn later(id: i64, reach: Reach, days: i64) -> LaterDeadline {
    LaterDeadline {
        id,
        reach,
        until: RULES + Duration::days(days),
        why: format!("lý do {id}"),
        granted_at: GRANTED,
        uses_left: None,
    }
}

fn entry(id: i64, unit: Option<i64>) -> Whose {
    Whose::Entry { id: EntryId(id), unit: unit.map(UnitId), supplement: None }
}

fn supplement(days: i64, asked_at: OffsetDateTime) -> Whose {
    Whose::Entry {
        id: EntryId(1),
        unit: None,
        supplement: Some(Supplement { until: RULES + Duration::days(days), asked_at: Some(asked_at) }),
    }
}

/// Days after the deadline of the rules, for everybody, unit 7, a new entry, anybody, entry 1 of unit 7, entry 2 of none.
fn days(later: Vec<LaterDeadline>) -> [i64; 6] {
    let deadlines = Deadlines { by_rules: Some(RULES), later };
    let whose =
        [Whose::Everybody, Whose::Unit(UnitId(7)), Whose::NewEntry, Whose::Anybody, entry(1, Some(7)), entry(2, None)];
    whose.map(|whose| (effective_deadline(&deadlines, whose).at.unwrap() - RULES).whole_days())
}

#[test]
fn whom_a_later_deadline_reaches() {
    use Reach::{Entry, Everybody, Unit};
    let used_up = LaterDeadline { uses_left: Some(0), ..later(1, Unit(UnitId(7)), 4) };
    let shorter = vec![later(1, Everybody, 3), later(2, Everybody, 2)];
    let table = [
        (vec![], [0, 0, 0, 0, 0, 0]),
        (vec![later(1, Everybody, 3)], [3, 3, 3, 3, 3, 3]),
        (vec![later(1, Unit(UnitId(7)), 3)], [0, 3, 3, 3, 3, 0]),
        (vec![later(1, Unit(UnitId(8)), 3)], [0, 0, 3, 3, 0, 0]),
        (vec![later(1, Entry(EntryId(1)), 3)], [0, 0, 0, 3, 3, 0]),
        (vec![later(1, Everybody, -2)], [0, 0, 0, 0, 0, 0]),
        (vec![used_up], [0, 0, 0, 0, 0, 0]),
        (shorter, [3, 3, 3, 3, 3, 3]),
        (vec![later(1, Everybody, 2), later(2, Entry(EntryId(2)), 5)], [2, 2, 2, 5, 2, 5]),
    ];
    for (later, expected) in table {
        assert_eq!(days(later.clone()), expected, "{later:?}");
    }
}

#[test]
fn what_was_extended_says_from_when_and_why() {
    let deadlines = Deadlines { by_rules: Some(RULES), later: vec![later(1, Reach::Everybody, 3)] };
    let extended = effective_deadline(&deadlines, Whose::Everybody).extended.unwrap();
    assert_eq!((extended.from, extended.why.as_str()), (RULES, "lý do 1"));
    assert_eq!(effective_deadline(&Deadlines::only(Some(RULES)), Whose::Everybody).extended, None);
    let endless = Deadlines { by_rules: None, ..deadlines };
    assert_eq!(effective_deadline(&endless, Whose::Everybody), EffectiveDeadline::default());
}

#[test]
fn a_supplement_has_its_own_date_and_only_newer_promises_move_it() {
    let deadlines = Deadlines { by_rules: Some(RULES), later: vec![later(1, Reach::Everybody, 9)] };
    let before = GRANTED - Duration::days(1);
    let after = GRANTED + Duration::days(1);
    let table = [
        (supplement(5, before), 9),
        (supplement(5, after), 5),
        (supplement(-1, after), -1),
        (supplement(12, before), 12),
    ];
    for (whose, expected) in table {
        let at = effective_deadline(&deadlines, whose).at.unwrap();
        assert_eq!((at - RULES).whole_days(), expected, "{whose:?}");
    }
}

#[test]
fn a_deadline_is_the_first_instant_that_is_too_late() {
    let deadline = effective_deadline(&Deadlines::only(Some(RULES)), Whose::Everybody);
    assert!(!deadline.is_over(RULES - Duration::NANOSECOND));
    assert!(deadline.is_over(RULES));
    assert!(!EffectiveDeadline::default().is_over(RULES));
    assert_eq!(last_day(datetime!(2027-07-01 00:00 +7)), time::macros::date!(2027 - 06 - 30));
}

fn any_reach() -> impl Strategy<Value = Reach> {
    prop_oneof![
        Just(Reach::Everybody),
        (1_i64..4).prop_map(|id| Reach::Unit(UnitId(id))),
        (1_i64..4).prop_map(|id| Reach::Entry(EntryId(id))),
    ]
}

fn any_later() -> impl Strategy<Value = LaterDeadline> {
    let left = prop_oneof![Just(None), (0_i32..3).prop_map(Some)];
    (1_i64..99, any_reach(), -5_i64..20, left)
        .prop_map(|(id, reach, days, uses_left)| LaterDeadline { uses_left, ..later(id, reach, days) })
}

proptest! {
    /// Nobody has less time than the public page says, and nobody more than the desk's last moment.
    #[test]
    fn an_entry_stands_between_the_public_deadline_and_the_last_one(
        later in proptest::collection::vec(any_later(), 0..6), id in 1_i64..4, unit in proptest::option::of(1_i64..4),
    ) {
        let deadlines = Deadlines { by_rules: Some(RULES), later };
        let at = |whose| effective_deadline(&deadlines, whose).at.unwrap();
        let own = at(entry(id, unit));
        prop_assert!(RULES <= at(Whose::Everybody) && at(Whose::Everybody) <= own && own <= at(Whose::Anybody));
        prop_assert!(unit.is_none_or(|unit| at(Whose::Unit(UnitId(unit))) <= own));
    }

    /// The order in which promises were read never matters.
    #[test]
    fn order_does_not_matter(later in proptest::collection::vec(any_later(), 0..6)) {
        let mut ids = later;
        for (place, one) in ids.iter_mut().enumerate() { one.id = i64::try_from(place).unwrap(); }
        let forward = Deadlines { by_rules: Some(RULES), later: ids.clone() };
        ids.reverse();
        let backward = Deadlines { by_rules: Some(RULES), later: ids };
        for whose in [Whose::Everybody, Whose::NewEntry, Whose::Anybody, entry(1, Some(2))] {
            prop_assert_eq!(effective_deadline(&forward, whose), effective_deadline(&backward, whose));
        }
    }
}
