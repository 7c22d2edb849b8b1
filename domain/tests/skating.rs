//! Real judging: two skating programmes with published results must come out without a single difference.
//! The data stays outside the repository (see `docs/formats.md`); without it the test says so and passes.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::numbers::{Exact, Points};
use domain::results::{
    Combine, CombineOrder, Criterion, Mark, Method, Outlier, RankingRules, Tabulation, TabulationRules, tabulate,
};

type Row = BTreeMap<String, String>;

fn folder() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    std::env::var_os("VINHDANH_SHARED").map_or_else(beside, PathBuf::from).join("data/skating")
}

/// The rows of one programme. These files have no quoted fields.
fn rows(file: &str, program: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(folder().join(file)).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let row =
        |line: &str| header.iter().map(ToString::to_string).zip(line.split(',').map(str::to_owned)).collect::<Row>();
    lines.map(row).filter(|row| row["program"] == program).collect()
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn rules(factors: &BTreeMap<String, String>) -> TabulationRules {
    let criterion = |(code, factor): (&String, &String)| Criterion {
        factor: Points::parse_plain(factor).unwrap(),
        ..Criterion::new(code, "", Points::whole(10), Some(Points::parse_plain("0.25").unwrap()))
    };
    TabulationRules {
        version: 1,
        title: String::new(),
        min_sheets: 3,
        criteria: factors.iter().map(criterion).collect(),
        combine: Combine {
            order: CombineOrder::Criterion,
            method: Method::TrimmedMean,
            trim_low: 1,
            trim_high: 1,
            round: Some(2),
            round_factored: Some(2),
        },
        outlier: Outlier::default(),
        ranking: RankingRules::default(),
    }
}

fn marks(program: &str) -> Vec<Mark> {
    let mark = |row: &Row| Mark {
        entry: row["entry"].clone(),
        judge: row["judge"].clone(),
        criterion: row["component"].clone(),
        points: Points::parse_plain(&row["score"]).unwrap(),
    };
    rows("scores.csv", program).iter().map(mark).collect()
}

fn panel_differences(program: &str, tabulation: &Tabulation) -> Vec<String> {
    let mut differences = Vec::new();
    for row in rows("expected_panel.csv", program) {
        let criterion = tabulation.entry(&row["entry"]).and_then(|entry| entry.criterion(&row["component"])).unwrap();
        let panel_score = criterion.combination.value.clone();
        if panel_score != Some(exact(&row["panel_score"])) || criterion.factored != Some(exact(&row["factored"])) {
            differences.push(format!("{row:?}: {panel_score:?}, {:?}", criterion.factored));
        }
    }
    differences
}

fn ranking_differences(program: &str, tabulation: &Tabulation) -> Vec<String> {
    let expected = rows("expected_ranking.csv", program);
    assert_eq!(expected.len(), tabulation.ranking.places.len(), "{program}");
    let mut differences = Vec::new();
    for row in expected {
        let place = tabulation.place(&row["entry"]).unwrap();
        if place.rank.to_string() != row["rank"] || place.total != exact(&row["component_total"]) {
            differences.push(format!("{row:?}: {place:?}"));
        }
    }
    differences
}

#[test]
fn published_panel_scores_and_rankings_come_out_exactly() {
    if !folder().is_dir() {
        println!("skipped: {} not found", folder().display());
        return;
    }
    for (program, panel_scores, entries) in [("wc17-men-sp", 180, 36), ("fc17-dance-fd", 80, 16)] {
        let panel = rows("expected_panel.csv", program);
        assert_eq!((panel.len(), rows("expected_ranking.csv", program).len()), (panel_scores, entries), "{program}");
        let factors = panel.iter().map(|row| (row["component"].clone(), row["factor"].clone())).collect();
        let mut given = marks(program);
        let tabulation = tabulate(&rules(&factors), &given).unwrap();
        assert_eq!(panel_differences(program, &tabulation), Vec::<String>::new());
        assert_eq!(ranking_differences(program, &tabulation), Vec::<String>::new());
        given.reverse();
        assert_eq!(tabulate(&rules(&factors), &given).unwrap(), tabulation, "the order of the rows matters");
    }
}
