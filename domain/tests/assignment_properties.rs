//! Assigning judges: against trying everything on tiny instances, and the promises on every instance.

use std::collections::{BTreeMap, BTreeSet};

use domain::judging::assignment::{Assignment, AssignmentProblem, Instance, assign_judges};
use proptest::{collection::vec, prelude::*};

type Sets = Vec<Vec<usize>>;

/// Up to 4 entries and 4 judges: small enough to try everything.
fn tiny() -> impl Strategy<Value = Instance> {
    random(4, 4)
}

/// Some conflicts, fewer fixed pairs, a few caps; about half of the instances have an answer.
fn random(most_entries: usize, most_judges: usize) -> impl Strategy<Value = Instance> {
    let sizes = (0..=most_entries, 1..=most_judges, 1..=3_u32, any::<bool>());
    sizes.prop_flat_map(move |(entries, judges, k, balanced)| {
        let pair = prop_oneof![28 => Just(' '), 8 => Just('c'), 1 => Just('m')];
        let cap = prop_oneof![3 => Just(None), 1 => (0..=most_entries as u32).prop_map(Some)];
        (vec(pair, entries * judges), vec(-6..=6_i64, entries * judges), vec(cap, judges))
            .prop_map(move |(pairs, prefs, caps)| build(entries, judges, k, balanced, &pairs, &prefs, &caps))
    })
}

fn build(
    entries: usize,
    judges: usize,
    k: u32,
    balanced: bool,
    pairs: &[char],
    prefs: &[i64],
    caps: &[Option<u32>],
) -> Instance {
    let entry_codes: Vec<_> = (0..entries).map(|n| format!("E{n:04}")).collect();
    let judge_codes: Vec<_> = (0..judges).map(|n| format!("J{n:03}")).collect();
    let all =
        || entry_codes.iter().flat_map(|entry| judge_codes.iter().map(move |judge| (entry.clone(), judge.clone())));
    let marked = |mark| all().zip(pairs).filter(|(_, pair)| **pair == mark).map(|(pair, _)| pair).collect();
    let mut rows: BTreeMap<String, BTreeMap<String, i64>> = BTreeMap::new();
    for ((entry, judge), pref) in all().zip(prefs) {
        rows.entry(entry).or_default().insert(judge, *pref);
    }
    Instance {
        k,
        balanced,
        caps: judge_codes.iter().zip(caps).filter_map(|(judge, cap)| Some((judge.clone(), (*cap)?))).collect(),
        conflicts: marked('c'),
        must: marked('m'),
        prefs: rows,
        entries: entry_codes,
        judges: judge_codes,
        ..Instance::default()
    }
}

/// The optimum by trying everything; `None` where nothing fits.
fn try_everything(instance: &Instance) -> Option<i128> {
    let subsets: Sets = (0..1_usize << instance.judges.len())
        .map(|bits| (0..instance.judges.len()).filter(|judge| bits >> judge & 1 == 1).collect::<Vec<_>>())
        .filter(|subset| subset.len() == instance.k as usize)
        .collect();
    extend(instance, &subsets, &mut Vec::new())
}

fn extend(instance: &Instance, subsets: &Sets, chosen: &mut Sets) -> Option<i128> {
    if chosen.len() == instance.entries.len() {
        let answer = as_assignment(instance, chosen);
        return broken_promise(instance, &answer).is_none().then_some(answer.objective);
    }
    let try_subset = |subset: &Vec<usize>| {
        chosen.push(subset.clone());
        let best = extend(instance, subsets, chosen);
        chosen.pop();
        best
    };
    subsets.iter().filter_map(try_subset).max()
}

fn as_assignment(instance: &Instance, chosen: &Sets) -> Assignment {
    let named = instance.entries.iter().zip(chosen);
    let assignments: Vec<_> = named
        .flat_map(|(entry, judges)| judges.iter().map(move |judge| (entry.clone(), instance.judges[*judge].clone())))
        .collect();
    let load = |judge: &String| assignments.iter().filter(|(_, other)| other == judge).count() as u32;
    Assignment {
        objective: assignments.iter().map(|pair| pref(instance, pair)).sum(),
        loads: instance.judges.iter().map(|judge| (judge.clone(), load(judge))).collect(),
        assignments,
    }
}

fn pref(instance: &Instance, (entry, judge): &(String, String)) -> i128 {
    instance.prefs.get(entry).and_then(|row| row.get(judge)).copied().unwrap_or(0).into()
}

/// The first promise of the published format that the answer breaks.
fn broken_promise(instance: &Instance, answer: &Assignment) -> Option<&'static str> {
    let pairs: BTreeSet<_> = answer.assignments.iter().collect();
    let load = |judge: &String| pairs.iter().filter(|(_, other)| other == judge).count();
    let judges_of = |entry: &String| pairs.iter().filter(|(other, _)| other == entry).count();
    let places = instance.entries.len() * instance.k as usize;
    let (low, high) = (places / instance.judges.len(), places.div_ceil(instance.judges.len()));
    let within_cap = |judge| instance.caps.get(judge).is_none_or(|cap| load(judge) <= *cap as usize);
    let promises = [
        ("no pair twice", pairs.len() == answer.assignments.len()),
        ("k judges per entry", instance.entries.iter().all(|entry| judges_of(entry) == instance.k as usize)),
        ("only known entries", pairs.len() == places),
        ("no conflict", instance.conflicts.iter().all(|pair| !pairs.contains(pair))),
        ("fixed pairs stand", instance.must.iter().all(|pair| pairs.contains(pair))),
        ("caps", instance.judges.iter().all(within_cap)),
        ("balance", !instance.balanced || instance.judges.iter().all(|judge| (low..=high).contains(&load(judge)))),
        ("loads are told", instance.judges.iter().all(|judge| answer.loads[judge] as usize == load(judge))),
        ("objective is the sum", answer.objective == pairs.iter().map(|pair| pref(instance, pair)).sum::<i128>()),
    ];
    promises.into_iter().find(|(_, kept)| !kept).map(|(promise, _)| promise)
}

/// Whether the reason, taken by itself, is a real shortage.
fn is_shortage(problem: &AssignmentProblem) -> bool {
    match problem {
        AssignmentProblem::JudgesOverrun { needed, places, entries, judges } => {
            needed > places && !entries.is_empty() && !judges.is_empty()
        }
        AssignmentProblem::JudgesShortOfEntries { judges, possible, floor } => floor > possible && !judges.is_empty(),
        AssignmentProblem::PlacesShort { places, needed } => needed > places,
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]

    #[test]
    fn the_answer_is_as_good_as_trying_everything(instance in tiny()) {
        match assign_judges(&instance) {
            Ok(answer) => {
                prop_assert_eq!(broken_promise(&instance, &answer), None);
                prop_assert_eq!(Some(answer.objective), try_everything(&instance));
            }
            Err(problems) => {
                prop_assert_eq!(try_everything(&instance), None, "{:?}", problems);
                prop_assert!(!problems.is_empty() && problems.iter().all(is_shortage), "{:?}", problems);
                prop_assert!(problems.iter().all(|problem| !problem.to_string().is_empty()));
            }
        }
    }

    #[test]
    fn an_answer_keeps_its_promises_and_a_reason_is_a_real_shortage(instance in random(14, 7)) {
        match assign_judges(&instance) {
            Ok(answer) => prop_assert_eq!(broken_promise(&instance, &answer), None),
            Err(problems) => prop_assert!(!problems.is_empty() && problems.iter().all(is_shortage), "{:?}", problems),
        }
    }

    #[test]
    fn the_order_of_entries_and_judges_does_not_change_the_optimum(instance in tiny()) {
        let mut turned = instance.clone();
        turned.entries.reverse();
        turned.judges.reverse();
        let optimum = |instance| assign_judges(instance).ok().map(|answer| answer.objective);
        prop_assert_eq!(optimum(&instance), optimum(&turned));
    }
}

/// A believable instance: one judge in seven shares the unit of an entry, preferences from −5 to 15.
fn believable(entries: usize, judges: usize) -> Instance {
    let mut state = 2026_u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let pairs: Vec<char> = (0..entries * judges).map(|_| if random(7) == 0 { 'c' } else { ' ' }).collect();
    let prefs: Vec<i64> = pairs.iter().map(|_| random(21) as i64 - 5).collect();
    build(entries, judges, 3, true, &pairs, &prefs, &vec![None; judges])
}

#[test]
fn a_provincial_round_keeps_every_promise_and_is_repeatable() {
    let instance = believable(300, 25);
    let answer = assign_judges(&instance).unwrap();
    assert_eq!(broken_promise(&instance, &answer), None);
    assert_eq!(assign_judges(&instance), Ok(answer));
}

#[test]
fn signed_pairs_stay_when_the_rest_is_assigned_anew() {
    let mut instance = believable(60, 12);
    let before = assign_judges(&instance).unwrap();
    instance.must = before.assignments.iter().step_by(3).cloned().collect();
    let after = assign_judges(&instance).unwrap();
    assert_eq!(broken_promise(&instance, &after), None);
    assert_eq!(after.objective, before.objective);
}
