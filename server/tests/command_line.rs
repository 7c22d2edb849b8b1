//! The file commands, as people run them: the real program on real data, on broken input and used wrongly.
//!
//! The data lies outside the repository, in the folder `VINHDANH_SHARED` or `shared` beside the repository; without it the
//! tests on it say that they were skipped.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn vinhdanh(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vinhdanh"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments never reads: that is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn shared(folder: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let path = std::env::var_os("VINHDANH_SHARED").map_or_else(beside, PathBuf::from).join("data").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not here; set VINHDANH_SHARED to the folder that has data/{folder}", path.display());
    None
}

type Row = BTreeMap<String, String>;

fn rows(file: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let rows: Vec<Row> = reader.deserialize().map(Result::unwrap).collect();
    rows
}

fn write(folder: &Path, name: &str, content: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// As the rule of the programmes says; factors differ per programme.
fn skating_rules(factors: &BTreeMap<String, String>) -> String {
    let criteria: String = factors
        .iter()
        .map(|(code, factor)| format!("[[criterion]]\ncode = \"{code}\"\nmax = 10\nstep = 0.25\nfactor = {factor}\n"))
        .collect();
    format!(
        "min_sheets = 3\n{criteria}[combine]\norder = \"criterion\"\nmethod = \"trimmed_mean\"\ntrim_low = 1\ntrim_high = 1\n\
         round = 2\nround_factored = 2\n"
    )
}

/// `7`, `7.0` and `7.00` are the same number.
fn plain(number: &str) -> String {
    number.parse::<domain::numbers::Points>().unwrap().to_string()
}

#[test]
fn tabulate_reproduces_the_published_results_of_both_skating_programmes() {
    let Some(data) = shared("skating") else { return };
    let folder = tempfile::tempdir().unwrap();
    for program in ["wc17-men-sp", "fc17-dance-fd"] {
        let of =
            |file: &str| rows(&data.join(file)).into_iter().filter(|row| row["program"] == program).collect::<Vec<_>>();
        let panel = of("expected_panel.csv");
        let factors = panel.iter().map(|row| (row["component"].clone(), row["factor"].clone())).collect();
        let rules = write(folder.path(), "rules.toml", &skating_rules(&factors));
        let marks: String = of("scores.csv")
            .iter()
            .map(|row| format!("{},{},{},{}\n", row["entry"], row["judge"], row["component"], row["score"]))
            .collect();
        let scores = write(folder.path(), "scores.csv", &format!("entry,judge,criterion,points\n{marks}"));
        let out = folder.path().join("result.csv");
        let output =
            vinhdanh(&["tabulate", "--rules", &rules, "--scores", &scores, "--out", out.to_str().unwrap()], "");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let result = rows(&out);
        let ranking = of("expected_ranking.csv");
        assert_eq!(result.len(), ranking.len());
        for expected in &ranking {
            let row = result.iter().find(|row| row["entry"] == expected["entry"]).unwrap();
            assert_eq!((&row["rank"], plain(&row["total"])), (&expected["rank"], plain(&expected["component_total"])));
        }
        for expected in &panel {
            let row = result.iter().find(|row| row["entry"] == expected["entry"]).unwrap();
            assert_eq!(plain(&row[&expected["component"]]), plain(&expected["panel_score"]), "{expected:?}");
        }
    }
}

#[test]
fn assign_finds_the_proven_optima_and_explains_what_cannot_be() {
    let Some(data) = shared("assignment") else { return };
    let optima: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(data.join("optima.json")).unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for name in ["a01-10x10x3", "a03-60x12x3-units"] {
        let instance = data.join(format!("{name}.json"));
        let out = folder.path().join("answer.json");
        let output =
            vinhdanh(&["assign", "--instance", instance.to_str().unwrap(), "--out", out.to_str().unwrap()], "");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let answer: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(out).unwrap()).unwrap();
        let optimum = optima[name]["optimum"].as_i64();
        assert_eq!(answer["objective"].as_i64(), optimum, "{name}");
    }
    let impossible = data.join("b01-infeasible-coverage.json");
    let output = vinhdanh(&["assign", "--instance", impossible.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    assert!(!text(&output.stderr).trim().is_empty());
}

const RULES: &str =
    "[[criterion]]\ncode = \"P\"\nmax = 100\nstep = 0.5\n[combine]\norder = \"sheet\"\nmethod = \"mean\"\n";

#[test]
fn a_dash_is_standard_input_and_output() {
    let folder = tempfile::tempdir().unwrap();
    let rules = write(folder.path(), "rules.toml", RULES);
    let scores = "entry,judge,criterion,points\nA,J1,P,78\nA,J2,P,82\nB,J1,P,90\n";
    let output = vinhdanh(&["tabulate", "--rules", &rules, "--scores", "-"], scores);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(
        text(&output.stdout),
        "rank,entry,total,P,sheets,spread,tie_break,flags\n1,B,90,90,1,0,,\n2,A,80,80,2,4,,\n"
    );
    let json = vinhdanh(&["tabulate", "--rules", &rules, "--scores", "-", "--format", "json"], scores);
    let document: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(document["results"][0]["total_exact"], "90/1");
    let instance = r#"{"k":1,"entries":["E1"],"judges":["J1"],"balanced":true}"#;
    let assigned = vinhdanh(&["assign", "--instance", "-", "--out", "-"], instance);
    assert_eq!(assigned.status.code(), Some(0), "{}", text(&assigned.stderr));
    assert!(text(&assigned.stdout).starts_with(r#"{"assignments":[["E1","J1"]]"#));
}

#[test]
fn broken_input_is_refused_with_every_line_named_and_nothing_written() {
    let folder = tempfile::tempdir().unwrap();
    let rules = write(folder.path(), "rules.toml", RULES);
    let scores =
        "entry,judge,criterion,points\nA,J1,P,101\nA,J1,Q,1\nA,J2,P,\"7,5\"\nA,J3,P\nA,J5,P,7.3\nA,J6,P,1\nA,J6,P,1\n";
    let out = folder.path().join("result.csv");
    let output = vinhdanh(&["tabulate", "--rules", &rules, "--scores", "-", "--out", out.to_str().unwrap()], scores);
    assert_eq!(output.status.code(), Some(1));
    let problems = text(&output.stderr);
    for line in [2, 3, 4, 5, 6, 8] {
        assert!(problems.contains(&format!("line {line}:")), "line {line} in {problems}");
    }
    assert!(!out.exists());
    let missing = vinhdanh(&["tabulate", "--rules", "no-such.toml", "--scores", "no-such.csv"], "");
    assert_eq!(missing.status.code(), Some(1));
    assert_eq!(text(&missing.stderr).lines().count(), 2, "both files are named");
    let latin = folder.path().join("latin.csv");
    std::fs::write(&latin, b"entry,judge,criterion,points\n\xe9,J1,P,1\n").unwrap();
    let encoded = vinhdanh(&["tabulate", "--rules", &rules, "--scores", latin.to_str().unwrap()], "");
    assert_eq!(encoded.status.code(), Some(1));
    assert!(text(&encoded.stderr).contains("line 2"), "{}", text(&encoded.stderr));
    let slip = vinhdanh(&["assign", "--instance", "-"], "{\n\"k\": \"three\"}");
    assert_eq!(slip.status.code(), Some(1));
    assert!(text(&slip.stderr).contains("line 2"));
}

#[test]
fn wrong_usage_is_exit_2() {
    let table: [&[&str]; 5] = [
        &[],
        &["tabulate"],
        &["tabulate", "--rules", "a.toml"],
        &["tabulate", "--rules", "a", "--scores", "b", "--format", "xml"],
        &["assign", "--instanze", "x"],
    ];
    for arguments in table {
        let output = vinhdanh(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}
