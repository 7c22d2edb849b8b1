//! Who goes on, as a table and as properties.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{Outcome, SettleProblem, Verdict, Why, decide, free_places, move_up, newest, settle};
use crate::numbers::{Exact, Points, Share};
use crate::results::{Contender, PassRule, Ranking, rank};
use Verdict::{Ends, GoesOn, Undecided};

const THREE: PassRule = PassRule::TopN { n: 3 };

fn ranking(totals: &[i64]) -> Ranking {
    let contender = |(position, total): (usize, &i64)| Contender {
        entry: code(position),
        total: Exact::whole(*total),
        tie_values: Vec::new(),
    };
    rank(&[], totals.iter().enumerate().map(contender).collect())
}

fn code(position: usize) -> String {
    format!("E{position:02}")
}

fn decided(rule: PassRule, totals: &[i64]) -> BTreeMap<String, Outcome> {
    let codes: Vec<String> = (0..totals.len()).map(code).collect();
    newest(decide(Some(rule), false, codes.iter().map(String::as_str), &ranking(totals)))
}

fn verdicts(outcomes: &BTreeMap<String, Outcome>) -> Vec<Verdict> {
    outcomes.values().map(|one| one.verdict).collect()
}

/// The entry leaves, and who moves up is written.
fn leave(rule: PassRule, outcomes: &mut BTreeMap<String, Outcome>, entry: &str) -> Vec<Outcome> {
    let left = Outcome { verdict: Ends, why: Why::Left, ..outcomes[entry].clone() };
    outcomes.insert(entry.to_owned(), left);
    let moved = move_up(rule, outcomes);
    outcomes.extend(newest(moved.clone()));
    moved
}

fn names(codes: &[&str]) -> BTreeSet<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

#[test]
fn who_goes_on() {
    let share = Share::parse("50").expect("a share");
    let least = |points| PassRule::MinMean { min: Points::whole(points) };
    let table = [
        (THREE, vec![90, 80, 70, 60], vec![GoesOn, GoesOn, GoesOn, Ends]),
        (THREE, vec![90, 80, 70, 70], vec![GoesOn, GoesOn, Undecided, Undecided]),
        (THREE, vec![90, 80], vec![GoesOn, GoesOn]),
        (least(70), vec![90, 70, 69], vec![GoesOn, GoesOn, Ends]),
        (PassRule::TopShare { share }, vec![90, 80, 70, 60, 50], vec![GoesOn, GoesOn, Ends, Ends, Ends]),
    ];
    for (rule, totals, expected) in table {
        assert_eq!(verdicts(&decided(rule, &totals)), expected, "{rule:?} {totals:?}");
    }
}

#[test]
fn the_last_round_lists_all_ranked_and_a_round_without_a_rule_lets_everybody_on() {
    let codes = ["E00", "E01", "E99"];
    let last = newest(decide(Some(THREE), true, codes, &ranking(&[90, 10])));
    assert_eq!(verdicts(&last), [GoesOn, GoesOn, Ends]);
    assert_eq!(last["E99"].why, Why::Unranked);
    let open = newest(decide(None, false, codes, &ranking(&[90, 10])));
    assert_eq!(verdicts(&open), [GoesOn; 3]);
}

#[test]
fn whoever_is_next_moves_up_and_a_tie_at_the_new_line_is_undecided() {
    let mut one = decided(THREE, &[90, 80, 70, 60, 50]);
    let moved = leave(THREE, &mut one, "E00");
    assert_eq!(moved.iter().map(|one| (one.entry.as_str(), one.why)).collect::<Vec<_>>(), [("E03", Why::MovedUp)]);
    let mut tied = decided(THREE, &[90, 80, 70, 60, 60]);
    leave(THREE, &mut tied, "E01");
    assert_eq!(verdicts(&tied), [GoesOn, Ends, GoesOn, Undecided, Undecided]);
    assert_eq!(free_places(THREE, &tied), Some(1));
}

#[test]
fn a_tie_has_places_when_somebody_above_leaves() {
    let mut outcomes = decided(THREE, &[90, 80, 70, 70, 60]);
    leave(THREE, &mut outcomes, "E00");
    assert_eq!(verdicts(&outcomes), [Ends, GoesOn, GoesOn, GoesOn, Ends]);
}

#[test]
fn who_was_left_out_of_a_tie_is_the_first_to_move_up() {
    let mut outcomes = decided(THREE, &[90, 80, 70, 70, 60]);
    let chosen = settle(&outcomes, &names(&["E02", "E03"]), &names(&["E03"])).expect("settled");
    outcomes.extend(newest(chosen));
    assert_eq!(verdicts(&outcomes), [GoesOn, GoesOn, Ends, GoesOn, Ends]);
    leave(THREE, &mut outcomes, "E01");
    assert_eq!(verdicts(&outcomes), [GoesOn, Ends, GoesOn, GoesOn, Ends]);
}

#[test]
fn nobody_moves_up_past_a_line_that_more_than_fit_have_passed() {
    let mut outcomes = decided(THREE, &[90, 80, 70, 70, 60]);
    let both = names(&["E02", "E03"]);
    outcomes.extend(newest(settle(&outcomes, &both, &both).expect("settled")));
    assert_eq!(leave(THREE, &mut outcomes, "E00"), []);
}

#[test]
fn points_alone_leave_no_place_to_move_up_to() {
    let least = PassRule::MinMean { min: Points::whole(70) };
    let mut outcomes = decided(least, &[90, 80, 60]);
    assert_eq!(leave(least, &mut outcomes, "E00"), []);
    assert_eq!(free_places(least, &outcomes), None);
}

#[test]
fn a_tie_is_settled_as_it_was_read_or_not_at_all() {
    let outcomes = decided(THREE, &[90, 80, 70, 70]);
    let cases = [
        (names(&["E02"]), names(&["E02"])),
        (names(&["E02", "E03"]), names(&["E00"])),
        (BTreeSet::new(), BTreeSet::new()),
    ];
    for (read, chosen) in cases {
        assert_eq!(settle(&outcomes, &read, &chosen), Err(SettleProblem::Changed), "{read:?} {chosen:?}");
    }
}

#[test]
fn stored_words_read_back() {
    for verdict in Verdict::ALL {
        assert_eq!(Verdict::from_code(verdict.code()), Some(verdict));
    }
    for why in Why::ALL {
        assert_eq!(Why::from_code(why.code()), Some(why));
    }
}

proptest! {
    /// However entries leave, nobody below goes on while somebody above ends, nobody who went on is put out, and places are
    /// never given twice.
    #[test]
    fn moving_up_follows_the_ranking(totals in prop::collection::vec(50i64..60, 1..12), n in 1u64..8, leaving in prop::collection::vec(0usize..12, 0..8)) {
        let rule = PassRule::TopN { n };
        let mut outcomes = decided(rule, &totals);
        for position in leaving {
            let entry = code(position % totals.len());
            if outcomes[&entry].why == Why::Left { continue }
            let going: Vec<String> = outcomes.values().filter(|one| one.verdict == GoesOn && one.entry != entry).map(|one| one.entry.clone()).collect();
            leave(rule, &mut outcomes, &entry);
            for before in going {
                prop_assert_eq!(outcomes[&before].verdict, GoesOn);
            }
        }
        let there: Vec<&Outcome> = outcomes.values().filter(|one| one.why != Why::Left).collect();
        for (one, other) in there.iter().flat_map(|one| there.iter().map(move |other| (one, other))) {
            if one.rank < other.rank && other.verdict == GoesOn {
                prop_assert_eq!(one.verdict, GoesOn);
            }
        }
        let going = there.iter().filter(|one| one.verdict == GoesOn).count() as u64;
        let open = there.iter().filter(|one| one.verdict == Undecided).count() as u64;
        prop_assert!(going <= n);
        prop_assert!(open != 1);
        prop_assert!(open > 0 || going == n.min(there.len() as u64), "{going} of {n}");
    }
}
