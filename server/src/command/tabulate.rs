//! `vinhdanh tabulate`: combines score sheets and ranks, on files, without a database. Formats: `docs/formats.md`.

mod output;

use std::io::Read;

use domain::numbers::Points;
use domain::results::{Mark, Tabulation, TabulationRules, check_marks, tabulate as tabulate_marks};
use toml::de::{DeTable, DeValue};

pub use output::{write_csv, write_json};

/// How a result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Csv,
    Json,
}

/// The result as a file.
pub fn written(tabulation: &Tabulation, format: Format) -> Result<Vec<u8>, Vec<String>> {
    let mut out = Vec::new();
    match format {
        Format::Csv => write_csv(tabulation, &mut out).map_err(|err| vec![err.to_string()])?,
        Format::Json => write_json(tabulation, &mut out).map_err(|err| vec![err.to_string()])?,
    }
    Ok(out)
}

const COLUMNS: [&str; 4] = ["entry", "judge", "criterion", "points"];

/// Reads the rules (TOML) and the scores (CSV) and tabulates; or every problem of both, with line numbers.
pub fn tabulate(rules: &str, scores: impl Read) -> Result<Tabulation, Vec<String>> {
    let rules = read_rules(rules).map_err(|problem| vec![problem])?;
    let mut problems: Vec<String> = rules
        .problems()
        .iter()
        .map(|problem| format!("rules: {problem}"))
        .collect();
    let (rows, unread) = read_scores(scores);
    problems.extend(score_problems(&rules, &rows, unread));
    if !problems.is_empty() {
        return Err(problems);
    }
    let marks: Vec<Mark> = rows.into_iter().map(|row| row.mark).collect();
    tabulate_marks(&rules, &marks).map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

struct Row {
    line: u64,
    mark: Mark,
}

struct LineProblem {
    line: u64,
    text: String,
}

fn read_rules(text: &str) -> Result<TabulationRules, String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut table = DeTable::parse(text).map_err(|problem| format!("rules: {problem}"))?;
    floats_as_written(table.get_mut());
    let rules = serde::Deserialize::deserialize(toml::Deserializer::from(table));
    rules.map_err(|mut problem: toml::de::Error| {
        problem.set_input(Some(text));
        format!("rules: {problem}")
    })
}

/// Turns every float into the text it was written as, so that it is read exactly.
fn floats_as_written(table: &mut DeTable) {
    table
        .iter_mut()
        .for_each(|(_, value)| float_as_written(value.get_mut()));
}

fn float_as_written(value: &mut DeValue) {
    match value {
        DeValue::Float(float) => *value = DeValue::String(float.as_str().to_owned().into()),
        DeValue::Array(items) => items.iter_mut().for_each(|item| float_as_written(item.get_mut())),
        DeValue::Table(table) => floats_as_written(table),
        _ => {}
    }
}

fn read_scores(scores: impl Read) -> (Vec<Row>, Vec<LineProblem>) {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(scores);
    let columns = match reader.headers().map(column_positions) {
        Ok(Ok(columns)) => columns,
        Ok(Err(text)) => return (Vec::new(), vec![LineProblem { line: 1, text }]),
        Err(problem) => return (Vec::new(), vec![line_problem(&problem)]),
    };
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record
            .map_err(|problem| line_problem(&problem))
            .and_then(|record| read_row(columns, &record))
        {
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(problem),
        }
    }
    (rows, problems)
}

/// The four columns may stand in any order; no others.
fn column_positions(header: &csv::StringRecord) -> Result<[usize; 4], String> {
    let names: Vec<&str> = header.iter().map(|name| name.trim_start_matches('\u{FEFF}')).collect();
    let found = COLUMNS.map(|column| names.iter().position(|name| *name == column));
    match found {
        [Some(entry), Some(judge), Some(criterion), Some(points)] if names.len() == COLUMNS.len() => {
            Ok([entry, judge, criterion, points])
        }
        _ => Err(format!(
            "the header must be {}, not {}",
            COLUMNS.join(","),
            names.join(",")
        )),
    }
}

fn read_row(columns: [usize; 4], record: &csv::StringRecord) -> Result<Row, LineProblem> {
    let line = record.position().map_or(0, csv::Position::line);
    let [entry, judge, criterion, points] = columns.map(|column| record.get(column).unwrap_or_default());
    let points = Points::parse_plain(points).map_err(|problem| LineProblem {
        line,
        text: format!("points {points:?}: {problem}"),
    })?;
    let mark = Mark {
        entry: entry.to_owned(),
        judge: judge.to_owned(),
        criterion: criterion.to_owned(),
        points,
    };
    Ok(Row { line, mark })
}

fn line_problem(problem: &csv::Error) -> LineProblem {
    LineProblem {
        line: problem.position().map_or(0, csv::Position::line),
        text: problem.to_string(),
    }
}

/// In line order, as a person works through the file.
fn score_problems(rules: &TabulationRules, rows: &[Row], mut problems: Vec<LineProblem>) -> Vec<String> {
    let marks: Vec<Mark> = rows.iter().map(|row| row.mark.clone()).collect();
    let refused = check_marks(rules, &marks).into_iter();
    problems.extend(refused.map(|problem| LineProblem {
        line: rows.get(problem.row()).map_or(0, |row| row.line),
        text: problem.to_string(),
    }));
    problems.sort_by_key(|problem| problem.line);
    problems
        .iter()
        .map(|LineProblem { line, text }| format!("scores, line {line}: {text}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIVE_SHEETS: &str = "entry,judge,criterion,points\nA,J1,P,78\nA,J2,P,82\nA,J3,P,80\nA,J4,P,55\nA,J5,P,79\n";

    fn rules(outlier: &str) -> String {
        format!(
            "min_sheets = 3\n[[criterion]]\ncode = \"P\"\nmax = 100\nstep = 0.5\n[combine]\norder = \"sheet\"\nmethod = \"mean\"\n{outlier}"
        )
    }

    fn csv_of(rules: &str, scores: &str) -> String {
        let mut out = Vec::new();
        write_csv(&tabulate(rules, scores.as_bytes()).unwrap(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_worked_example_of_the_documentation() {
        let header = "rank,entry,total,P,sheets,spread,tie_break,flags\n";
        let flag = csv_of(&rules("[outlier]\nmode = \"flag\"\npercent = \"20\""), FIVE_SHEETS);
        assert_eq!(
            flag,
            format!("{header}1,A,74.8,74.8,5,27,,flagged:J4:-19.8:26.470588%\n")
        );
        let drop = csv_of(&rules("[outlier]\nmode = \"drop_once\"\npercent = 20.0"), FIVE_SHEETS);
        assert_eq!(
            drop,
            format!("{header}1,A,79.75,79.75,4,4,,dropped:J4:-19.8:26.470588%\n")
        );
    }

    #[test]
    fn an_entry_without_enough_sheets_has_no_rank_and_a_reason() {
        let scores = format!("{FIVE_SHEETS}B,J1,P,99\nB,J2,P,99\n");
        assert!(csv_of(&rules(""), &scores).ends_with("\n,B,99,99,2,0,,too_few_sheets:2<3\n"));
    }

    #[test]
    fn all_problems_come_at_once_with_their_lines() {
        let scores = "entry,judge,criterion,points\nA,J1,P,101\nA,J1,Q,1\nA,J2,P,\"7,5\"\nA,J3,P\nA,J4,P,7.3\nA,J5,P,7\nA,J5,P,7\nA,J6,P,-1\n";
        let problems = tabulate(&rules("[outlier]\nmode = \"flag\""), scores.as_bytes()).unwrap_err();
        let expected = [
            "rules: outlier",
            "line 2",
            "line 3",
            "line 4",
            "line 5",
            "line 6",
            "line 8",
            "line 9",
        ];
        assert_eq!(problems.len(), expected.len(), "{problems:#?}");
        for (problem, part) in problems.iter().zip(expected) {
            assert!(problem.contains(part), "{problem}");
        }
    }

    #[test]
    fn a_strange_header_or_key_is_refused() {
        assert!(tabulate(&rules(""), "a,b,c,d\n".as_bytes()).unwrap_err()[0].contains("header"));
        assert!(tabulate(&rules("metod = 1"), FIVE_SHEETS.as_bytes()).unwrap_err()[0].contains("metod"));
        assert!(
            tabulate(
                &rules("[outlier]\nmode = \"flag\"\npercent = 0.12345678901"),
                FIVE_SHEETS.as_bytes()
            )
            .is_err()
        );
    }

    #[test]
    fn json_carries_the_exact_value() {
        let scores = "entry,judge,criterion,points\nA,J1,P,1\nA,J2,P,0\nA,J3,P,0\n";
        let mut out = Vec::new();
        write_json(&tabulate(&rules(""), scores.as_bytes()).unwrap(), &mut out).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(json["results"][0]["total"], "0.333333");
        assert_eq!(json["results"][0]["total_exact"], "1/3");
        assert_eq!(json["version"], 1);
    }
}
