//! Files in, results out: what is read, what is refused and on which line.

use super::*;

const FIVE_SHEETS: &str = "entry,judge,criterion,points\nA,J1,P,78\nA,J2,P,82\nA,J3,P,80\nA,J4,P,55\nA,J5,P,79\n";

fn rules(outlier: &str) -> String {
    format!(
        "min_sheets = 3\n[[criterion]]\ncode = \"P\"\nmax = 100\nstep = 0.5\n[combine]\norder = \"sheet\"\nmethod = \"mean\"\n{outlier}"
    )
}

fn csv_of(rules: &str, scores: &str) -> String {
    let mut out = Vec::new();
    write_csv(&tabulate(rules, scores).unwrap(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_worked_example_of_the_documentation() {
    let header = "rank,entry,total,P,sheets,spread,tie_break,flags\n";
    let flag = csv_of(&rules("[outlier]\nmode = \"flag\"\npercent = \"20\""), FIVE_SHEETS);
    assert_eq!(flag, format!("{header}1,A,74.8,74.8,5,27,,flagged:J4:-19.8:26.470588%\n"));
    let drop = csv_of(&rules("[outlier]\nmode = \"drop_once\"\npercent = 20.0"), FIVE_SHEETS);
    assert_eq!(drop, format!("{header}1,A,79.75,79.75,4,4,,dropped:J4:-19.8:26.470588%\n"));
}

#[test]
fn an_entry_without_enough_sheets_has_no_rank_and_a_reason() {
    let scores = format!("{FIVE_SHEETS}B,J1,P,99\nB,J2,P,99\n");
    assert!(csv_of(&rules(""), &scores).ends_with("\n,B,99,99,2,0,,too_few_sheets:2<3\n"));
}

#[test]
fn all_problems_come_at_once_with_their_lines() {
    let scores = "entry,judge,criterion,points\nA,J1,P,101\nA,J1,Q,1\nA,J2,P,\"7,5\"\nA,J3,P\nA,J4,P,7.3\nA,J5,P,7\nA,J5,P,7\nA,J6,P,-1\n";
    let problems = tabulate(&rules("[outlier]\nmode = \"flag\""), scores).unwrap_err();
    let expected = ["rules: outlier", "line 2", "line 3", "line 4", "line 5", "line 6", "line 8", "line 9"];
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
    for (problem, part) in problems.iter().zip(expected) {
        assert!(problem.contains(part), "{problem}");
    }
}

#[test]
fn a_strange_header_or_key_is_refused() {
    assert!(tabulate(&rules(""), "a,b,c,d\n").unwrap_err()[0].contains("header"));
    assert!(tabulate(&rules("metod = 1"), FIVE_SHEETS).unwrap_err()[0].contains("metod"));
    assert!(tabulate(&rules("[outlier]\nmode = \"flag\"\npercent = 0.12345678901"), FIVE_SHEETS).is_err());
}

const FIELD_RULES: &str = include_str!("../../../tests/field/rules.toml");

/// Files as offices make them: what is read, and what is refused on which lines.
#[test]
fn files_from_the_field_are_read_or_refused_with_their_lines() {
    let refused: [(&str, &[&str]); 5] = [
        (include_str!("../../../tests/field/scores-zwsp.csv"), &["entry codes", "\\u{200b}", "(line 2)", "(line 3)"]),
        (include_str!("../../../tests/field/scores-case.csv"), &["entry codes", "TTN-0001", "(line 2)", "(line 3)"]),
        (
            include_str!("../../../tests/field/scores-twice-judge.csv"),
            &["judge codes", "\"J1\" (line 2)", "\"j1\" (line 3)"],
        ),
        (include_str!("../../../tests/field/scores-semicolon.csv"), &["line 3", "7,5"]),
        (include_str!("../../../tests/field/scores-nan.csv"), &["line 2", "NaN"]),
    ];
    for (scores, parts) in refused {
        let problems = tabulate(FIELD_RULES, scores).unwrap_err().join("\n");
        for part in parts {
            assert!(problems.contains(part), "{part} in {problems}");
        }
    }
    let read = [
        (include_str!("../../../tests/field/scores-blank-end.csv"), "1,A,85,"),
        (include_str!("../../../tests/field/scores-trailing.csv"), "1,A,85,"),
        (include_str!("../../../tests/field/scores-formula.csv"), "1,=1+1,85,"),
        (include_str!("../../../tests/field/scores-nfd.csv"), "1,M\u{1ef9}-01,85,"),
    ];
    for (scores, line) in read {
        let result = csv_of(FIELD_RULES, scores);
        assert!(result.contains(line), "{line} in {result}");
        assert!(csv_of(include_str!("../../../tests/field/rules-bom.toml"), scores).contains(line));
    }
}

#[test]
fn semicolons_part_cells_and_a_decimal_comma_is_never_two_cells() {
    let semicolons = FIVE_SHEETS.replace(',', ";");
    assert_eq!(csv_of(&rules(""), &semicolons), csv_of(&rules(""), FIVE_SHEETS));
    let comma = FIVE_SHEETS.replace(",82", ",82,5");
    let problems = tabulate(&rules(""), &comma).unwrap_err();
    assert!(problems[0].contains("line 3") && problems[0].contains("more cells"), "{problems:?}");
}

#[test]
fn a_tie_break_that_misspells_its_judge_is_named() {
    let rules = format!("{}\n[ranking]\ntie_break = [\"judge:chair\"]", rules(""));
    let scores = FIVE_SHEETS.replace("J2", "CHAIR");
    let problems = tabulate(&rules, &scores).unwrap_err();
    assert!(problems[0].contains("chair") && problems[0].contains("line 3"), "{problems:?}");
}

#[test]
fn json_carries_the_exact_value() {
    let scores = "entry,judge,criterion,points\nA,J1,P,1\nA,J2,P,0\nA,J3,P,0\n";
    let mut out = Vec::new();
    write_json(&tabulate(&rules(""), scores).unwrap(), &mut out).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(json["results"][0]["total"], "0.333333");
    assert_eq!(json["results"][0]["total_exact"], "1/3");
    assert_eq!(json["version"], 1);
}
