//! The best assignment of a large round, through the command people use.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use serde_json::{Value, json};

/// Seconds of `vinhdanh assign` for 2,000 entries, 60 judges and three judges an entry.
pub fn measure(binary: &Path) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("instance.json");
    std::fs::write(&file, large_instance(2_000, 60, 3).to_string()).expect("an instance");
    let started = Instant::now();
    let output = Command::new(binary).arg("assign").arg("--instance").arg(&file).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    json!((started.elapsed().as_secs_f64() * 100.0).round() / 100.0)
}

/// A large instance with spread preferences and a few conflicts, the same every time.
fn large_instance(entries: usize, judges: usize, k: usize) -> Value {
    let entry_codes: Vec<String> = (1..=entries).map(|number| format!("E{number:04}")).collect();
    let judge_codes: Vec<String> = (1..=judges).map(|number| format!("J{number:03}")).collect();
    let mut prefs = serde_json::Map::new();
    let mut conflicts = Vec::new();
    for (row, entry) in entry_codes.iter().enumerate() {
        let mut line = serde_json::Map::new();
        for (column, judge) in judge_codes.iter().enumerate() {
            let mixed = (row * 7_919 + column * 104_729 + row * column * 31) % 101;
            if mixed == 0 {
                conflicts.push(json!([entry, judge]));
            } else if mixed < 60 {
                line.insert(judge.clone(), json!(mixed as i64 - 10));
            }
        }
        prefs.insert(entry.clone(), Value::Object(line));
    }
    json!({
        "name": "bench", "k": k, "entries": entry_codes, "judges": judge_codes,
        "caps": {}, "balanced": true, "conflicts": conflicts, "must": [], "prefs": prefs,
    })
}
