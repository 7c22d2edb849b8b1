//! A tabulation as CSV and as JSON. Both are a public contract: `docs/formats.md`.

use std::io::Write;

use domain::numbers::Exact;
use domain::results::{
    EntryResult, Place, Sheet, SheetState, Tabulation, TabulationRules, TieOutcome, TieStep, Unranked,
};
use serde::Serialize;

/// Writes one line per entry: ranked ones by rank, then the others.
pub fn write_csv(tabulation: &Tabulation, out: impl Write) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    let criteria = tabulation.rules.criteria.iter().map(|criterion| criterion.code.as_str());
    let header =
        ["rank", "entry", "total"].into_iter().chain(criteria).chain(["sheets", "spread", "tie_break", "flags"]);
    writer.write_record(header)?;
    for (place, result) in tabulation.listed() {
        let mut line = vec![place.map(|place| place.rank.to_string()).unwrap_or_default()];
        line.extend([result.entry.clone(), shown(result.total.as_ref())]);
        line.extend(result.criteria.iter().map(|criterion| shown(criterion.combination.value.as_ref())));
        line.extend([result.valid_sheets().to_string(), shown(result.spread.as_ref().map(|spread| &spread.range))]);
        line.extend([place.map(|place| chain(tabulation, place)).unwrap_or_default(), flags(result).join("; ")]);
        writer.write_record(&line)?;
    }
    writer.flush().map_err(csv::Error::from)
}

/// Writes everything, exact values as `numerator/denominator`.
pub fn write_json(tabulation: &Tabulation, mut out: impl Write) -> Result<(), serde_json::Error> {
    let results = tabulation.listed().into_iter().map(|(place, result)| ResultLine::new(place, result)).collect();
    let document = Document { version: 1, rules: &tabulation.rules, results, tie_steps: &tabulation.ranking.tie_steps };
    serde_json::to_writer_pretty(&mut out, &document)?;
    out.write_all(b"\n").map_err(serde_json::Error::io)
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    rules: &'a TabulationRules,
    results: Vec<ResultLine<'a>>,
    tie_steps: &'a [TieStep],
}

#[derive(Serialize)]
struct ResultLine<'a> {
    rank: Option<usize>,
    entry: &'a str,
    /// Decimal, at most 6 places.
    total: Option<String>,
    total_exact: Option<&'a Exact>,
    sheets: usize,
    spread: Option<String>,
    /// Positions in the list of tie steps.
    tie_steps: &'a [usize],
    shared: bool,
    flags: Vec<String>,
    explanation: &'a EntryResult,
}

impl<'a> ResultLine<'a> {
    fn new(place: Option<&'a Place>, result: &'a EntryResult) -> Self {
        Self {
            rank: place.map(|place| place.rank),
            entry: &result.entry,
            total: result.total.as_ref().map(ToString::to_string),
            total_exact: result.total.as_ref(),
            sheets: result.valid_sheets(),
            spread: result.spread.as_ref().map(|spread| spread.range.to_string()),
            tie_steps: place.map_or(&[], |place| &place.tie_steps),
            shared: place.is_some_and(|place| place.shared),
            flags: flags(result),
            explanation: result,
        }
    }
}

/// The steps an entry went through with its value in each: `criterion:SS=8.5 > judge:CHAIR=81`; `shared` when none decided.
fn chain(tabulation: &Tabulation, place: &Place) -> String {
    let steps = place.tie_steps.iter().filter_map(|&position| tabulation.ranking.tie_steps.get(position));
    let mut parts: Vec<String> =
        steps.map(|step| format!("{}={}", step.step, step_value(step, &place.entry))).collect();
    if place.shared {
        parts.push("shared".to_owned());
    }
    parts.join(" > ")
}

fn step_value(step: &TieStep, entry: &str) -> String {
    if step.outcome == TieOutcome::NotComparable {
        return "not comparable".to_owned();
    }
    shown(step.compared.iter().find(|compared| compared.entry == entry).and_then(|compared| compared.value.as_ref()))
}

fn flags(result: &EntryResult) -> Vec<String> {
    let reasons = result.unranked.iter().map(|reason| match reason {
        Unranked::TooFewSheets { valid, needed } => format!("too_few_sheets:{valid}<{needed}"),
        Unranked::NothingToCombine { criterion } => format!("nothing_to_combine:{criterion}"),
        Unranked::NoSheetsToCombine => "no_sheets_to_combine".to_owned(),
    });
    reasons.chain(result.sheets.iter().flat_map(sheet_flags)).collect()
}

fn sheet_flags(sheet: &Sheet) -> Vec<String> {
    let mut flags = Vec::new();
    if !sheet.missing.is_empty() {
        flags.push(format!("incomplete:{}:{}", sheet.judge, sheet.missing.join("+")));
    }
    if let (true, Some(deviation)) = (sheet.flagged, &sheet.deviation) {
        let act = if sheet.state == SheetState::Dropped { "dropped" } else { "flagged" };
        let percent = deviation.percent.as_ref().map(|percent| format!(":{percent}%")).unwrap_or_default();
        flags.push(format!("{act}:{}:{}{percent}", sheet.judge, deviation.points));
    }
    flags
}

fn shown(value: Option<&Exact>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}
