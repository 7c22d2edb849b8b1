//! Prizes by band and by cap; ties at a cap line are never cut.

use std::collections::BTreeSet;

use domain::numbers::{Exact, Points};
use domain::results::{
    Allocation, Band, Candidate, CapScope, Prize, PrizeKind, PrizeProblem, Tag, TagProblem, TieDecision, Tried,
    allocate, allocate_but, check_prizes, check_tags,
};
use proptest::prelude::*;

fn level(code: &str, cap: Option<u32>, band: Option<(i32, i32)>) -> Prize {
    Prize {
        code: code.into(),
        name: code.into(),
        kind: PrizeKind::Ranked,
        cap,
        cap_scope: CapScope::Edition,
        band: band.map(|(low, high)| Band { low: Points::whole(low), high: Points::whole(high) }),
        amount_vnd: None,
        seal: None,
    }
}

fn table() -> Vec<Prize> {
    vec![
        level("first", Some(1), Some((85, 100))),
        level("second", Some(2), Some((75, 85))),
        level("third", Some(2), Some((65, 75))),
        level("encouragement", None, Some((60, 65))),
    ]
}

/// Entries A, B, C, … with these totals, best first; equal totals share a rank.
fn candidates(totals: &[i64]) -> Vec<Candidate> {
    let candidate = |(position, &total): (usize, &i64)| Candidate {
        entry: char::from(b'A' + position as u8).to_string(),
        rank: totals.iter().filter(|&&other| other > total).count() + 1,
        total: Exact::whole(total),
        field: if position % 2 == 0 { "even".into() } else { "odd".into() },
        group: None,
    };
    totals.iter().enumerate().map(candidate).collect()
}

fn prizes(allocation: &Allocation) -> Vec<Option<&str>> {
    allocation.awards.iter().map(|award| award.prize.as_deref()).collect()
}

fn last_tried(allocation: &Allocation) -> Vec<Tried> {
    allocation.awards.iter().map(|award| award.levels.last().unwrap().tried).collect()
}

fn set(entries: &[&str]) -> BTreeSet<String> {
    entries.iter().map(ToString::to_string).collect()
}

#[test]
fn band_and_cap_together() {
    let (first, second, third, kk) = (Some("first"), Some("second"), Some("third"), Some("encouragement"));
    let cases: [(&[i64], &[Option<&str>]); 5] = [
        (&[90, 88, 80, 70, 62, 59], &[first, second, second, third, kk, None]),
        // Nobody reaches the first band: the level stays empty.
        (&[84, 76, 66], &[second, second, third]),
        // A full level passes its entries down.
        (&[99, 98, 97, 96, 95, 94], &[first, second, second, third, third, kk]),
        // A band includes its low end and excludes its high end; the highest includes both.
        (&[100, 75, 65, 60], &[first, second, third, kk]),
        (&[85, 85 - 1], &[first, second]),
    ];
    for (totals, expected) in cases {
        let allocation = allocate(&table(), &candidates(totals), &[]);
        assert_eq!(prizes(&allocation), expected, "{totals:?}");
        assert!(allocation.open_ties.is_empty());
    }
}

#[test]
fn every_entry_learns_why() {
    let allocation = allocate(&table(), &candidates(&[101, 90, 88, 59]), &[]);
    let tried = |entry: usize| allocation.awards[entry].levels.iter().map(|level| level.tried).collect::<Vec<_>>();
    assert_eq!(tried(0), [Tried::AboveHighestBand; 4]);
    assert_eq!(tried(1), [Tried::Given]);
    assert_eq!(tried(2), [Tried::CapFull, Tried::Given]);
    assert_eq!(tried(3), [Tried::BelowBand; 4]);
    let uses: Vec<_> = allocation.levels.iter().map(|level| (level.prize.as_str(), level.given, level.cap)).collect();
    assert_eq!(
        uses,
        [("first", 1, Some(1)), ("second", 1, Some(2)), ("third", 0, Some(2)), ("encouragement", 0, None)]
    );
}

#[test]
fn a_tie_at_a_cap_line_waits_for_people() {
    let allocation = allocate(&table(), &candidates(&[90, 90, 80, 79, 70]), &[]);
    assert_eq!(allocation.open_ties.len(), 1);
    assert_eq!((allocation.open_ties[0].places, &allocation.open_ties[0].entries), (1, &set(&["A", "B"])));
    // At least one of A and B falls to second, both if first is left empty: C may or may not find a place there, D
    // surely does not, so D is third, and E third or nothing.
    assert_eq!(prizes(&allocation), [None, None, None, Some("third"), None]);
    let (tied, waits) = (Tried::TieUndecided, Tried::AwaitsTie);
    assert_eq!(last_tried(&allocation), [tied, tied, waits, Tried::Given, waits]);
}

#[test]
fn a_decision_settles_the_tie_and_lapses_when_the_tie_changes() {
    let decision = TieDecision { prize: "first".into(), chosen: set(&["B"]), among: set(&["A", "B"]) };
    let settled = allocate(&table(), &candidates(&[90, 90, 80]), std::slice::from_ref(&decision));
    assert_eq!(prizes(&settled), [Some("second"), Some("first"), Some("second")]);
    assert_eq!(settled.awards[0].levels[0].tried, Tried::NotChosen);
    let changed = allocate(&table(), &candidates(&[90, 90, 90]), &[decision]);
    assert_eq!(changed.open_ties.len(), 1);
    let nobody = TieDecision { prize: "first".into(), chosen: set(&[]), among: set(&["A", "B"]) };
    let empty = allocate(&table(), &candidates(&[90, 90, 88]), &[nobody]);
    assert_eq!(prizes(&empty), [Some("second"), Some("second"), Some("third")], "nobody overtakes the tie");
}

#[test]
fn caps_per_field_fill_separately() {
    let per_field = |cap| Prize { cap_scope: CapScope::Field, ..level("first", Some(cap), None) };
    let allocation = allocate(&[per_field(1)], &candidates(&[90, 80, 70, 60]), &[]);
    assert_eq!(prizes(&allocation), [Some("first"), Some("first"), None, None]);
    let tied_across_fields = allocate(&[per_field(1)], &candidates(&[90, 90]), &[]);
    assert!(tied_across_fields.open_ties.is_empty());
    let mut grouped = candidates(&[90, 80]);
    grouped.iter_mut().for_each(|one| one.group = Some("merged".into()));
    let by_group = Prize { cap_scope: CapScope::FieldOrGroup, ..level("first", Some(1), None) };
    assert_eq!(prizes(&allocate(&[by_group], &grouped, &[])), [Some("first"), None]);
}

#[test]
fn what_depends_on_an_open_tie_stays_open() {
    let second = Prize { cap_scope: CapScope::Field, ..level("second", Some(1), None) };
    let allocation = allocate(&[level("first", Some(1), None), second], &candidates(&[90, 90, 80, 70]), &[]);
    assert_eq!(last_tried(&allocation), [Tried::TieUndecided, Tried::TieUndecided, Tried::AwaitsTie, Tried::AwaitsTie]);
}

#[test]
fn a_withheld_level_goes_to_nobody() {
    let allocation =
        allocate(&[level("first", Some(0), None), level("second", Some(1), None)], &candidates(&[90, 80]), &[]);
    assert_eq!(prizes(&allocation), [Some("second"), None]);
}

#[test]
fn a_level_withheld_in_one_field_is_given_in_the_other() {
    let per_field = |code: &str| Prize { cap_scope: CapScope::Field, ..level(code, Some(1), None) };
    let withheld = BTreeSet::from([("first".to_owned(), "even".to_owned())]);
    let table = [per_field("first"), per_field("second")];
    let allocation = allocate_but(&table, &candidates(&[90, 80, 70, 60]), &[], &withheld);
    assert_eq!(prizes(&allocation), [Some("second"), Some("first"), None, Some("second")]);
    assert_eq!(allocation.awards[0].levels[0].tried, Tried::Withheld);
    let empty = allocation.levels.iter().find(|level| level.pool == "even" && level.prize == "first").unwrap();
    assert!(empty.withheld && empty.given == 0);
}

#[test]
fn a_table_with_gaps_or_doubles_is_refused() {
    let mut prizes = table();
    assert_eq!(check_prizes(&prizes), []);
    prizes[1].band = Some(Band { low: Points::whole(75), high: Points::whole(84) });
    prizes[2].code = "first".into();
    prizes[3].band = None;
    assert_eq!(
        check_prizes(&prizes),
        [
            PrizeProblem::Duplicate { code: "first".into() },
            PrizeProblem::BandMissing { code: "encouragement".into() },
            PrizeProblem::BandsNotAdjacent { code: "second".into(), expected: Points::whole(85) },
        ]
    );
}

#[test]
fn special_prizes_are_given_by_hand_within_their_cap() {
    let youngest = Prize { kind: PrizeKind::Tag, ..level("youngest", Some(1), None) };
    let prizes = [level("first", Some(1), None), youngest];
    let tag = |entry: &str, prize: &str| Tag { entry: entry.into(), prize: prize.into(), pool: "even".into() };
    assert_eq!(check_tags(&prizes, &[tag("A", "youngest")]), []);
    let problems =
        check_tags(&prizes, &[tag("A", "youngest"), tag("A", "youngest"), tag("B", "youngest"), tag("C", "first")]);
    assert_eq!(
        problems,
        [
            TagProblem::GivenTwice { entry: "A".into(), prize: "youngest".into() },
            TagProblem::NotATag { entry: "C".into(), prize: "first".into() },
            TagProblem::OverCap { prize: "youngest".into(), pool: String::new(), given: 2, cap: 1 },
        ]
    );
}

#[test]
fn a_loser_of_a_tie_has_the_same_claim_as_others_of_the_rank() {
    let first = Prize { cap_scope: CapScope::Field, ..level("first", Some(1), None) };
    // B, C, D are equal. A has the first prize of the even field, so C falls; one of B and D will fall beside it.
    let mut equal = candidates(&[90, 80, 80, 80]);
    equal[0].field = "even".into();
    let allocation = allocate(&[first, level("second", Some(1), None)], &equal, &[]);
    let (tied, waits) = (Tried::TieUndecided, Tried::AwaitsTie);
    assert_eq!(last_tried(&allocation), [Tried::Given, tied, waits, tied]);
}

/// Settles open ties one by one, each its own way, until none is left; places may be left empty.
fn settle(prizes: &[Prize], candidates: &[Candidate], ways: &[(bool, u32)]) -> Allocation {
    let mut decisions = Vec::new();
    for (from_the_end, left_empty) in ways.iter().cycle() {
        let allocation = allocate(prizes, candidates, &decisions);
        let Some(tie) = allocation.open_ties.first() else {
            return allocation;
        };
        let places = tie.places.saturating_sub(*left_empty) as usize;
        let chosen = if *from_the_end {
            tie.entries.iter().rev().take(places).cloned().collect()
        } else {
            tie.entries.iter().take(places).cloned().collect()
        };
        decisions.push(TieDecision { prize: tie.prize.clone(), chosen, among: tie.entries.clone() });
    }
    unreachable!("the ways repeat for ever")
}

fn any_case() -> impl Strategy<Value = (Vec<Prize>, Vec<Candidate>)> {
    let scopes = prop::sample::select(vec![CapScope::Edition, CapScope::Field, CapScope::FieldOrGroup]);
    let caps = prop::option::weighted(0.9, 0..4u32);
    let levels = prop::collection::vec((caps, scopes), 1..5);
    let entries = prop::collection::vec((0..6i64, prop::option::weighted(0.3, 0..2u8)), 0..12);
    (levels, entries, any::<bool>()).prop_map(|(levels, mut entries, banded)| {
        entries.sort_by_key(|(total, _)| std::cmp::Reverse(*total));
        let level = |(position, (cap, cap_scope))| {
            let high = 5 - i32::try_from(position).unwrap();
            Prize { cap_scope, ..level(&format!("level {position}"), cap, banded.then_some((high - 1, high))) }
        };
        let totals: Vec<i64> = entries.iter().map(|(total, _)| *total).collect();
        let mut candidates = candidates(&totals);
        for (candidate, (_, group)) in candidates.iter_mut().zip(&entries) {
            candidate.group = group.map(|group| format!("group {group}"));
        }
        (levels.into_iter().enumerate().map(level).collect(), candidates)
    })
}

proptest! {
    #[test]
    fn what_is_not_open_holds_however_the_ties_are_decided(
        (prizes, candidates) in any_case(),
        ways in prop::collection::vec((any::<bool>(), 0..3u32), 1..6),
    ) {
        let open = allocate(&prizes, &candidates, &[]);
        let settled = settle(&prizes, &candidates, &ways);
        for (before, after) in open.awards.iter().zip(&settled.awards) {
            let is_open = matches!(before.levels.last().unwrap().tried, Tried::TieUndecided | Tried::AwaitsTie);
            prop_assert!(is_open || before == after, "{before:?} became {after:?}");
        }
        for level in &settled.levels {
            prop_assert!(level.cap.is_none_or(|cap| level.given <= cap));
        }
    }

    /// Something is open only because some tie is: people can always go on.
    #[test]
    fn nothing_waits_without_a_tie_to_decide((prizes, candidates) in any_case()) {
        let open = allocate(&prizes, &candidates, &[]);
        let waits = open.awards.iter().any(|award| award.levels.last().is_some_and(|level| level.tried == Tried::AwaitsTie));
        prop_assert!(!waits || !open.open_ties.is_empty());
    }

    #[test]
    fn the_order_of_the_candidates_never_matters(((prizes, candidates), shuffled) in any_case().prop_flat_map(|case| {
        let shuffled = Just(case.1.clone()).prop_shuffle();
        (Just(case), shuffled)
    })) {
        prop_assert_eq!(allocate(&prizes, &candidates, &[]), allocate(&prizes, &shuffled, &[]));
    }
}
