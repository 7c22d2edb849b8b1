//! `vinhdanh tabulate`: combines score sheets and ranks, on files, without a database. Formats: `docs/formats.md`.

mod output;

use domain::numbers::Points;
use domain::results::{Mark, Tabulation, TabulationRules, TieBreak, check_marks, tabulate as tabulate_marks};
use domain::text::{AlikeCodes, alike_codes, clean_code, folded_code, nfc};
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
pub fn tabulate(rules: &str, scores: &str) -> Result<Tabulation, Vec<String>> {
    let rules = read_rules(&nfc(rules)).map_err(|problem| vec![problem])?;
    let mut problems: Vec<String> = rules.problems().iter().map(|problem| format!("rules: {problem}")).collect();
    // Lines are counted right only when they end in one way.
    let (rows, unread) = read_scores(&scores.replace("\r\n", "\n"));
    problems.extend(tie_break_problems(&rules, &rows));
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
    table.iter_mut().for_each(|(_, value)| float_as_written(value.get_mut()));
}

fn float_as_written(value: &mut DeValue) {
    match value {
        DeValue::Float(float) => *value = DeValue::String(float.as_str().to_owned().into()),
        DeValue::Array(items) => items.iter_mut().for_each(|item| float_as_written(item.get_mut())),
        DeValue::Table(table) => floats_as_written(table),
        _ => {}
    }
}

fn read_scores(scores: &str) -> (Vec<Row>, Vec<LineProblem>) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter_of(scores))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(scores.as_bytes());
    let columns = match reader.headers().map(column_positions) {
        Ok(Ok(columns)) => columns,
        Ok(Err(text)) => return (Vec::new(), vec![LineProblem { line: 1, text }]),
        Err(problem) => return (Vec::new(), vec![line_problem(&problem)]),
    };
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record.map_err(|problem| line_problem(&problem)) {
            Ok(record) if record.iter().all(str::is_empty) => {}
            Ok(record) => match read_row(columns, &record) {
                Ok(row) => rows.push(row),
                Err(problem) => problems.push(problem),
            },
            Err(problem) => problems.push(problem),
        }
    }
    problems.extend(alike_problems(&rows));
    (rows, problems)
}

/// Spreadsheets of Vietnamese offices write semicolons.
fn delimiter_of(scores: &str) -> u8 {
    let head = scores.lines().next().unwrap_or_default();
    let count = |mark: u8| head.bytes().filter(|byte| *byte == mark).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}

/// Codes of entries or judges that read the same and are not.
fn alike_problems(rows: &[Row]) -> Vec<LineProblem> {
    let entries = alike_codes(rows.iter().map(|row| (row.mark.entry.as_str(), row.line)));
    let judges = alike_codes(rows.iter().map(|row| (row.mark.judge.as_str(), row.line)));
    let named = |name: &'static str| {
        move |two: AlikeCodes| LineProblem { line: two.second_line, text: format!("{name} {two}") }
    };
    let entries = entries.into_iter().map(named("entry codes"));
    entries.chain(judges.into_iter().map(named("judge codes"))).collect()
}

/// A judge named by a tie-break whose code the scores write differently: the step would say nothing, silently.
fn tie_break_problems(rules: &TabulationRules, rows: &[Row]) -> Vec<String> {
    let judges = rules.ranking.tie_break.iter().filter_map(|step| match step {
        TieBreak::Judge(judge) => Some(judge),
        _ => None,
    });
    let misspelt = judges.filter_map(|judge| {
        let alike = |row: &&Row| row.mark.judge != *judge && folded_code(&row.mark.judge) == folded_code(judge);
        let row = rows.iter().find(alike)?;
        Some(format!(
            "rules: the tie-break names judge {judge:?}, line {} of the scores writes {:?}",
            row.line, row.mark.judge
        ))
    });
    misspelt.collect()
}

/// The four columns may stand in any order; no others. Empty columns at the end, as spreadsheets leave them, do not count.
fn column_positions(header: &csv::StringRecord) -> Result<[usize; 4], String> {
    let mut names: Vec<&str> = header.iter().map(|name| name.trim_start_matches('\u{FEFF}')).collect();
    while names.last().is_some_and(|name| name.is_empty()) {
        names.pop();
    }
    let found = COLUMNS.map(|column| names.iter().position(|name| *name == column));
    match found {
        [Some(entry), Some(judge), Some(criterion), Some(points)] if names.len() == COLUMNS.len() => {
            Ok([entry, judge, criterion, points])
        }
        _ => Err(format!("the header must be {}, not {}", COLUMNS.join(","), names.join(","))),
    }
}

fn read_row(columns: [usize; 4], record: &csv::StringRecord) -> Result<Row, LineProblem> {
    let line = record.position().map_or(0, csv::Position::line);
    if record.iter().skip(COLUMNS.len()).any(|cell| !cell.is_empty()) {
        let text = "more cells than columns: decimals are written with a dot, or in quotes".to_owned();
        return Err(LineProblem { line, text });
    }
    let [entry, judge, criterion, points] = columns.map(|column| record.get(column).unwrap_or_default());
    let points = Points::parse_plain(points)
        .map_err(|problem| LineProblem { line, text: format!("points {points:?}: {problem}") })?;
    let mark = Mark { entry: clean_code(entry), judge: clean_code(judge), criterion: clean_code(criterion), points };
    Ok(Row { line, mark })
}

fn line_problem(problem: &csv::Error) -> LineProblem {
    LineProblem { line: problem.position().map_or(0, csv::Position::line), text: problem.to_string() }
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
    problems.iter().map(|LineProblem { line, text }| format!("scores, line {line}: {text}")).collect()
}

#[cfg(test)]
mod tests;
