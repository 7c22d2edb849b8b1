//! Assigning judges: published instances with proven optima, and every reason for a refusal.

use std::{fs, path::PathBuf};

use domain::judging::assignment::{Assignment, AssignmentProblem, Instance, InstancePart, assign_judges};

/// An instance of the shared folder (`VINHDANH_SHARED` moves it), if that folder is here.
fn published(name: &str) -> Option<Instance> {
    let default = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("VINHDANH_SHARED").map_or_else(default, PathBuf::from);
    let file = shared.join("data/assignment").join(name);
    if !file.exists() {
        println!("skipped: {} is not here", file.display());
        return None;
    }
    Some(serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap())
}

/// A small instance: entries E1…, judges J1…, nothing else.
fn instance(entries: usize, judges: usize, k: u32) -> Instance {
    Instance {
        k,
        entries: (1..=entries).map(|n| format!("E{n}")).collect(),
        judges: (1..=judges).map(|n| format!("J{n}")).collect(),
        balanced: true,
        ..Instance::default()
    }
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(entry, judge)| (entry.to_string(), judge.to_string())).collect()
}

fn codes(codes: &[&str]) -> Vec<String> {
    codes.iter().map(ToString::to_string).collect()
}

fn refusal(instance: &Instance) -> Vec<AssignmentProblem> {
    assign_judges(instance).unwrap_err()
}

#[test]
fn published_instances_reach_their_proven_optimum() {
    for (name, optimum) in [("a01-10x10x3.json", 198), ("a03-60x12x3-units.json", 1941)] {
        if let Some(instance) = published(name) {
            assert_eq!(assign_judges(&instance).unwrap().objective, optimum, "{name}");
        }
    }
}

#[test]
fn the_published_instance_without_an_answer_names_its_entry() {
    let Some(instance) = published("b01-infeasible-coverage.json") else {
        return;
    };
    let expected = AssignmentProblem::EntryShortOfJudges { entry: "E0001".into(), eligible: 2, needed: 3 };
    assert_eq!(refusal(&instance), [expected]);
}

#[test]
fn without_preferences_the_loads_are_balanced_all_the_same() {
    let Assignment { loads, objective, .. } = assign_judges(&instance(5, 4, 2)).unwrap();
    assert_eq!(loads.into_values().collect::<Vec<_>>(), [3, 3, 2, 2]);
    assert_eq!(objective, 0);
}

#[test]
fn without_balance_the_best_judge_takes_as_much_as_the_cap_allows() {
    let mut instance = Instance { balanced: false, ..instance(3, 3, 1) };
    for entry in ["E1", "E2", "E3"] {
        instance.prefs.insert(entry.into(), [("J2".into(), 9)].into());
    }
    assert_eq!(assign_judges(&instance).unwrap().loads["J2"], 3);
    instance.caps.insert("J2".into(), 1);
    assert_eq!(assign_judges(&instance).unwrap().loads["J2"], 1);
}

#[test]
fn a_fixed_pair_stands_even_where_it_costs_preference() {
    let mut instance = Instance { must: pairs(&[("E1", "J1")]), ..instance(2, 2, 1) };
    instance.prefs.insert("E1".into(), [("J1".into(), -100), ("J2".into(), 100)].into());
    let Assignment { assignments, objective, .. } = assign_judges(&instance).unwrap();
    assert_eq!(assignments, pairs(&[("E1", "J1"), ("E2", "J2")]));
    assert_eq!(objective, -100);
}

#[test]
fn the_largest_preferences_do_not_overflow() {
    let mut instance = instance(2, 2, 1);
    instance.prefs.insert("E1".into(), [("J1".into(), i64::MAX), ("J2".into(), i64::MIN)].into());
    instance.prefs.insert("E2".into(), [("J2".into(), i64::MAX), ("J1".into(), i64::MIN)].into());
    assert_eq!(assign_judges(&instance).unwrap().objective, 2 * i128::from(i64::MAX));
}

#[test]
fn no_entries_need_no_judges() {
    assert_eq!(assign_judges(&instance(0, 0, 3)).unwrap().assignments, []);
    assert_eq!(assign_judges(&instance(0, 2, 3)).unwrap().loads["J1"], 0);
}

#[test]
fn all_slips_in_the_instance_are_told_at_once() {
    let mut instance = Instance {
        entries: codes(&["E1", "E1"]),
        judges: codes(&["J1", "J1", "J1"]),
        conflicts: pairs(&[("E9", "J1"), ("E9", "J1")]),
        must: pairs(&[("E1", "J9")]),
        ..instance(0, 0, 0)
    };
    instance.caps.insert("J8".into(), 1);
    let expected = [
        AssignmentProblem::NoJudgePerEntry,
        AssignmentProblem::EntryListedTwice { entry: "E1".into() },
        AssignmentProblem::JudgeListedTwice { judge: "J1".into() },
        AssignmentProblem::UnknownEntry { entry: "E9".into(), part: InstancePart::Conflicts },
        AssignmentProblem::UnknownJudge { judge: "J8".into(), part: InstancePart::Caps },
        AssignmentProblem::UnknownJudge { judge: "J9".into(), part: InstancePart::Must },
    ];
    assert_eq!(refusal(&instance), expected);
}

#[test]
fn an_entry_cannot_have_more_judges_than_there_are() {
    assert_eq!(refusal(&instance(2, 2, 3)), [AssignmentProblem::TooFewJudges { judges: 2, needed: 3 }]);
}

#[test]
fn fixed_pairs_obey_conflicts_and_the_number_of_judges_and_caps() {
    let conflict = Instance { conflicts: pairs(&[("E1", "J1")]), must: pairs(&[("E1", "J1")]), ..instance(2, 2, 1) };
    let expected = AssignmentProblem::FixedPairInConflict { entry: "E1".into(), judge: "J1".into() };
    assert_eq!(refusal(&conflict), [expected]);

    let entry = Instance { must: pairs(&[("E1", "J1"), ("E1", "J2")]), ..instance(2, 2, 1) };
    let expected = AssignmentProblem::EntryFixedTooOften { entry: "E1".into(), fixed: 2, needed: 1 };
    assert_eq!(refusal(&entry), [expected]);

    let judge = Instance { must: pairs(&[("E1", "J1"), ("E2", "J1")]), ..instance(2, 2, 1) };
    let expected = AssignmentProblem::JudgeFixedTooOften { judge: "J1".into(), fixed: 2, limit: 1 };
    assert!(refusal(&judge).contains(&expected));
}

#[test]
fn caps_must_leave_room_for_every_place_and_for_the_balance() {
    let caps = [("J1".to_string(), 1), ("J2".to_string(), 2)];
    let instance = Instance { caps: caps.into(), ..instance(4, 2, 1) };
    let below = AssignmentProblem::CapBelowFloor { judge: "J1".into(), cap: 1, floor: 2 };
    let short = AssignmentProblem::PlacesShort { places: 3, needed: 4 };
    assert_eq!(refusal(&instance), [below, short.clone()]);
    assert_eq!(refusal(&Instance { balanced: false, ..instance }), [short]);
}

#[test]
fn entries_driven_to_the_same_judge_are_named_with_that_judge() {
    let conflicts = pairs(&[("E1", "J2"), ("E1", "J3"), ("E3", "J2"), ("E3", "J3")]);
    let instance = Instance { conflicts, ..instance(3, 3, 1) };
    let expected = AssignmentProblem::JudgesOverrun {
        entries: codes(&["E1", "E3"]),
        judges: codes(&["J1"]),
        needed: 2,
        places: 1,
    };
    assert_eq!(expected.to_string(), "entries E1, E3 need 2 places with judge J1, who may take only 1: short by 1");
    assert_eq!(refusal(&instance), [expected]);
}

#[test]
fn a_judge_with_too_many_conflicts_for_the_balance_is_named() {
    let conflicts = pairs(&[("E1", "J1"), ("E2", "J1"), ("E3", "J1")]);
    let instance = Instance { conflicts, ..instance(4, 2, 1) };
    let expected = AssignmentProblem::JudgesShortOfEntries { judges: codes(&["J1"]), possible: 1, floor: 2 };
    assert_eq!(refusal(&instance), [expected]);
}

#[test]
fn two_judges_left_with_the_same_few_entries_are_named_together() {
    let conflicts = pairs(&[("E2", "J1"), ("E2", "J2"), ("E3", "J1"), ("E3", "J2"), ("E4", "J1"), ("E4", "J2")]);
    let instance = Instance { conflicts, ..instance(4, 4, 1) };
    let expected = AssignmentProblem::JudgesShortOfEntries { judges: codes(&["J1", "J2"]), possible: 1, floor: 2 };
    assert_eq!(refusal(&Instance { caps: [("J4".into(), 2)].into(), ..instance.clone() }).len(), 1);
    // Both views are true: J1 and J2 get too little, so J3 and J4 get too much.
    let overrun = AssignmentProblem::JudgesOverrun {
        entries: codes(&["E2", "E3", "E4"]),
        judges: codes(&["J3", "J4"]),
        needed: 3,
        places: 2,
    };
    assert!([[expected], [overrun]].contains(&refusal(&instance).try_into().unwrap()));
}

#[test]
fn fixed_pairs_that_starve_the_other_judges_are_explained() {
    let must = pairs(&[("E1", "J1"), ("E2", "J1"), ("E3", "J1"), ("E4", "J2"), ("E5", "J2"), ("E6", "J2")]);
    let instance = Instance { must, ..instance(7, 3, 1) };
    let expected = AssignmentProblem::JudgesShortOfEntries { judges: codes(&["J3"]), possible: 1, floor: 2 };
    assert_eq!(refusal(&instance), [expected]);
}
