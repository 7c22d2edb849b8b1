//! The lines of a score sheet. Without WASM plain fields; with it steppers, a live total, and bands that narrow.

use domain::judging::score_sheet::{Running, ScoreLine, running};
use leptos::prelude::*;

use super::score_lines::{Sheet, line_view};
use crate::catalogue;
use crate::words::Lang;

catalogue! {
    /// The words of the lines.
    pub LineWords {
        legend => "Điểm từng tiêu chí", "Points for each criterion";
        weighed(range: &str, factor: &str) => "{range}, hệ số {factor}", "{range}, times {factor}";
        any(max: &str) => "0–{max}, số lẻ tùy ý", "0–{max}, any decimal";
        range(max: &str, step: &str) => "0–{max}, bước {step}", "0–{max}, step {step}";
        less(step: &str, name: &str) => "Bớt {step} điểm, {name}", "{step} less, {name}";
        more(step: &str, name: &str) => "Thêm {step} điểm, {name}", "{step} more, {name}";
        bands(name: &str) => "Mức của {name}", "Bands of {name}";
        describe => "Mô tả mức", "What the bands mean";
        total => "Tổng", "Total";
        missing(count: usize) => "còn {count} tiêu chí", "{count} criteria left";
        wrong(count: usize) => "{count} điểm chưa đúng", "{count} marks to correct";
        complete => "đủ tiêu chí", "all criteria scored";
    }
}

/// How far the sheet is, in words: “46,5 / 60, còn 1 tiêu chí”.
pub fn running_words(so_far: Running, lang: Lang) -> (String, String) {
    let words = LineWords(lang);
    let sum = format!("{} / {}", so_far.sum.vietnamese(), so_far.max.vietnamese());
    let mut rest = Vec::new();
    if so_far.missing > 0 {
        rest.push(words.missing(so_far.missing));
    }
    if so_far.wrong > 0 {
        rest.push(words.wrong(so_far.wrong));
    }
    let rest = if rest.is_empty() { words.complete().to_owned() } else { rest.join(", ") };
    (sum, rest)
}

/// The fieldset of all criteria. `errors` are the sentences at each line after a refused signing.
#[island]
pub fn ScoreLines(
    lines: Vec<ScoreLine>,
    errors: Vec<(String, String)>,
    lang: Lang,
    /// The sprite that holds the icons.
    icons: String,
    /// The sheet can only be read.
    readonly: bool,
) -> impl IntoView {
    let words = LineWords(lang);
    let sheet = Sheet { lines: RwSignal::new(lines.clone()), alive: RwSignal::new(false), lang };
    #[cfg(feature = "hydrate")]
    super::score_lines_browser::start(sheet);
    let rows = lines
        .into_iter()
        .enumerate()
        .map(|(row, line)| {
            let error = errors.iter().find(|(code, _)| *code == line.criterion.code).map(|(_, text)| text.clone());
            line_view(sheet, row, line, error, icons.clone(), readonly)
        })
        .collect_view();
    let so_far = move || sheet.lines.with(|lines| running(lines));
    view! {
        <fieldset class="score-lines">
            <legend class="visually-hidden">{words.legend()}</legend>
            {rows}
            <p class="score-lines__total">
                <span>{words.total()}", "{move || running_words(so_far(), lang).1}</span>
                <output class="score-lines__sum" aria-live="polite">{move || running_words(so_far(), lang).0}</output>
            </p>
        </fieldset>
    }
}
