//! How long the largest expected round takes: `cargo run --release -p domain --example assign_large [entries judges k]`.

use std::{collections::BTreeMap, env, time::Instant};

use domain::judging::assignment::{Instance, assign_judges};

fn main() {
    let sizes: Vec<usize> = env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let [entries, judges, k] = sizes.try_into().unwrap_or([2_000, 60, 3]);
    for (name, spread, prime) in [("many ties", 21, 7_919), ("few ties", 1_000_003, 104_729)] {
        let instance = round(entries, judges, k, spread, prime);
        let start = Instant::now();
        let answer = assign_judges(&instance);
        let time = start.elapsed();
        match answer {
            Ok(answer) => println!("{name}: {entries} x {judges} x {k} in {time:.2?}, objective {}", answer.objective),
            Err(problems) => println!("{name}: refused in {time:.2?}: {problems:?}"),
        }
    }
}

/// A balanced round with one conflict in 13 pairs and preferences that all entries more or less share, so that judges
/// are fought over.
fn round(entries: usize, judges: usize, k: usize, spread: u64, prime: u64) -> Instance {
    let entry_codes: Vec<_> = (0..entries).map(|n| format!("E{n:04}")).collect();
    let judge_codes: Vec<_> = (0..judges).map(|n| format!("J{n:03}")).collect();
    let mut conflicts = Vec::new();
    let mut prefs: BTreeMap<String, BTreeMap<String, i64>> = BTreeMap::new();
    let mut state = prime;
    for entry in &entry_codes {
        for (popularity, judge) in judge_codes.iter().enumerate() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let random = state >> 33;
            if random.is_multiple_of(13) {
                conflicts.push((entry.clone(), judge.clone()));
            }
            let pref = (random / 13 % spread) as i64 - (spread / 4) as i64 + popularity as i64 * spread as i64 / 60;
            prefs.entry(entry.clone()).or_default().insert(judge.clone(), pref);
        }
    }
    Instance {
        k: k as u32,
        entries: entry_codes,
        judges: judge_codes,
        balanced: true,
        conflicts,
        prefs,
        ..Instance::default()
    }
}
