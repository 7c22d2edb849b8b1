//! Tie-breaks, flags and levels in words.

use domain::programmes::rules::Round;
use domain::results::{EntryResult, SheetState, TieBreak, TieOutcome, TieStep, Tried, Unranked};

use domain::rounds::{Outcome, Verdict, Why};

use super::numbers::{plain, two};
use crate::catalogue;
use crate::words::{Lang, lang};

catalogue! {
    /// Why an entry stands where it stands.
    pub TieWords {
        criterion(name: &str) => "điểm {name}", "points for {name}";
        chair => "điểm của chủ tịch tiểu ban", "the panel chair's points";
        judge(code: &str) => "điểm của giám khảo {code}", "judge {code}'s points";
        mean_of(names: &str) => "điểm trung bình của {names}", "mean of {names}";
        tied_with(others: &str) => "Bằng điểm với {others}", "Tied with {others}";
        decided(step: &str, own: &str, others: &str) => "{step} {own} so với {others}", "{step} {own} against {others}";
        equal(step: &str) => "{step} cũng bằng nhau", "{step} equal too";
        not_comparable(step: &str) => "{step} không so được vì có hồ sơ thiếu phiếu", "{step} not comparable, an entry lacks a sheet";
        shared => "không phân biệt được, cùng hạng", "nothing tells them apart: same rank";
        flagged(count: usize, percent: &str) => "{count} phiếu lệch, xa nhất {percent} %", "{count} outlying, at most {percent} %";
        flagged_points(count: usize, by: &str) => "{count} phiếu lệch, xa nhất {by} điểm", "{count} outlying, at most {by} points";
        dropped(count: usize) => "{count} phiếu bị loại vì lệch", "{count} dropped as outlying";
        too_few(valid: usize, needed: u32) => "Chưa xếp hạng: có {valid} phiếu hợp lệ, cần {needed}", "Not ranked: {valid} valid sheets, {needed} needed";
        nothing(criterion: &str) => "Chưa xếp hạng: không còn điểm tiêu chí {criterion}", "Not ranked: no mark left for {criterion}";
        no_sheets => "Chưa xếp hạng: chưa có phiếu nào", "Not ranked: no sheet yet";
        passes => "Vào vòng sau", "Goes on";
        below_minimum => "Dưới điểm sàn", "Below the minimum";
        below_line => "Dưới vạch", "Below the line";
        tie_at_line => "Bằng điểm ngang vạch, chờ quyết định", "Tied across the line: awaits a decision";
        unranked => "Không đủ phiếu để xếp hạng", "Too few sheets for a rank";
        settled_on => "Vào vòng sau theo quyết định về bằng điểm", "Goes on, by decision on a tie";
        settled_out => "Bằng điểm ở vạch, không được chọn", "Tied at the line, not chosen";
        left => "Không còn dự", "Takes part no more";
        returned_on => "Dự lại: vào vòng sau", "Back: goes on";
        returned_out => "Dự lại: không vào vòng sau", "Back: does not go on";
        moved_up => "Vào thay hồ sơ đã rút", "Goes on instead of one that left";
        given => "Được trao", "Given";
        below_band => "Điểm dưới khung của giải", "Below the band of the prize";
        above_band => "Điểm trên khung cao nhất, bảng giải không dự kiến", "Above the highest band: not foreseen by the table";
        cap_full => "Đã trao đủ số giải", "All places were given";
        withheld => "Giải được để trống theo quyết định", "Left empty by decision";
        not_chosen => "Bằng điểm nhưng không được chọn", "Tied, but others were chosen";
        undecided => "Bằng điểm ở vạch giải, chờ quyết định", "Tied at the prize line, awaits a decision";
        awaits => "Chờ quyết định về một nhóm bằng điểm ở trên", "Awaits a decision on a tie above";
    }
}

fn name_of<'a>(round: &'a Round, code: &'a str) -> &'a str {
    round
        .scoring()
        .rubric
        .iter()
        .find(|criterion| criterion.code == code)
        .map_or(code, |criterion| criterion.name.as_str())
}

/// A step of the chain in words.
pub fn step_name(round: &Round, step: &TieBreak) -> String {
    let words = TieWords(lang());
    match step {
        TieBreak::Criterion(code) => words.criterion(&format!("“{}”", name_of(round, code))),
        TieBreak::Judge(code) if code == "CHAIR" => words.chair().to_owned(),
        TieBreak::Judge(code) => words.judge(code),
        TieBreak::MeanOf(codes) => {
            let names: Vec<String> = codes.iter().map(|code| format!("“{}”", name_of(round, code))).collect();
            words.mean_of(&names.join(", "))
        }
    }
}

/// The whole chain an entry went through, as one sentence; none without a tie.
pub fn tie_sentence(round: &Round, steps: &[TieStep], entry: &str, shared: bool) -> Option<String> {
    let words = TieWords(lang());
    let first = steps.first();
    if first.is_none() && !shared {
        return None;
    }
    let others = |step: &TieStep| -> Vec<String> {
        step.compared.iter().filter(|one| one.entry != entry).map(|one| one.entry.clone()).collect()
    };
    let mut parts: Vec<String> = steps
        .iter()
        .map(|step| {
            let name = step_name(round, &step.step);
            match step.outcome {
                TieOutcome::Equal => words.equal(&name),
                TieOutcome::NotComparable => words.not_comparable(&name),
                TieOutcome::Decided => {
                    let value = |one: &domain::results::TieValue| one.value.as_ref().map(plain).unwrap_or_default();
                    let own = step.compared.iter().find(|one| one.entry == entry).map(value).unwrap_or_default();
                    let rest: Vec<String> = step.compared.iter().filter(|one| one.entry != entry).map(value).collect();
                    words.decided(&name, &own, &rest.join("; "))
                }
            }
        })
        .collect();
    if shared {
        parts.push(words.shared().to_owned());
    }
    let parts = parts.join(", ");
    Some(match first {
        Some(step) => format!("{}: {parts}", words.tied_with(&others(step).join(", "))),
        None => capital(&parts),
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What is odd about the sheets of an entry, in words.
pub fn flag_sentences(result: &EntryResult) -> Vec<String> {
    let words = TieWords(lang());
    let flagged: Vec<_> = result.sheets.iter().filter(|sheet| sheet.flagged).collect();
    let dropped = flagged.iter().filter(|sheet| sheet.state == SheetState::Dropped).count();
    let mut sentences = Vec::new();
    if flagged.len() > dropped {
        let kept = flagged.iter().filter(|sheet| sheet.state != SheetState::Dropped);
        let deviations: Vec<_> = kept.filter_map(|sheet| sheet.deviation.as_ref()).collect();
        let percent = deviations.iter().filter_map(|deviation| deviation.percent.as_ref()).max();
        sentences.push(match percent {
            Some(percent) => words.flagged(flagged.len() - dropped, &two(percent)),
            None => {
                let by = deviations.iter().map(|deviation| deviation.points.abs()).max();
                words.flagged_points(flagged.len() - dropped, &by.as_ref().map(two).unwrap_or_default())
            }
        });
    }
    if dropped > 0 {
        sentences.push(words.dropped(dropped));
    }
    sentences
}

/// Why an entry has no rank, in words.
pub fn unranked_sentence(reason: &Unranked) -> String {
    let words = TieWords(lang());
    match reason {
        Unranked::TooFewSheets { valid, needed } => words.too_few(*valid, *needed),
        Unranked::NothingToCombine { criterion } => words.nothing(criterion),
        Unranked::NoSheetsToCombine => words.no_sheets().to_owned(),
    }
}

/// What a round decided about an entry, in words.
pub fn outcome_sentence(outcome: &Outcome) -> &'static str {
    let words = TieWords(lang());
    let goes_on = outcome.verdict == Verdict::GoesOn;
    match outcome.why {
        Why::Passes => words.passes(),
        Why::BelowMinimum => words.below_minimum(),
        Why::BelowLine => words.below_line(),
        Why::TieAtLine => words.tie_at_line(),
        Why::Unranked => words.unranked(),
        Why::Settled if goes_on => words.settled_on(),
        Why::Settled => words.settled_out(),
        Why::Left => words.left(),
        Why::Returned if goes_on => words.returned_on(),
        Why::Returned => words.returned_out(),
        Why::MovedUp => words.moved_up(),
    }
}

/// What happened to an entry at one prize level, in words.
pub fn tried_sentence(tried: Tried) -> &'static str {
    let words = TieWords(lang());
    match tried {
        Tried::Given => words.given(),
        Tried::BelowBand => words.below_band(),
        Tried::AboveHighestBand => words.above_band(),
        Tried::CapFull => words.cap_full(),
        Tried::Withheld => words.withheld(),
        Tried::NotChosen => words.not_chosen(),
        Tried::TieUndecided => words.undecided(),
        Tried::AwaitsTie => words.awaits(),
    }
}

/// A pseudonym in words: “Giám khảo 3”.
pub fn judge_name(code: &str) -> String {
    let vi = lang() == Lang::Vi;
    match code.strip_prefix('G').and_then(|number| number.parse::<u32>().ok()) {
        _ if code == "CHAIR" && vi => "Chủ tịch tiểu ban".to_owned(),
        _ if code == "CHAIR" => "Panel chair".to_owned(),
        Some(number) if vi => format!("Giám khảo {number}"),
        Some(number) => format!("Judge {number}"),
        None => code.to_owned(),
    }
}
