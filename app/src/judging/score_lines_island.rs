//! The lines of a score sheet. Without WASM plain fields; with it steppers, a live total, bands that narrow, and saving
//! while the judge works.

use domain::judging::score_sheet::{Running, ScoreLine, running};
use leptos::prelude::*;

use super::score_lines::{Sheet, line_view};
use crate::catalogue;
use crate::words::Lang;

catalogue! {
    /// The words of the lines.
    pub LineWords {
        legend => "Điểm từng tiêu chí", "Points for each criterion";
        range(max: &str, step: &str) => "0–{max}, bước {step}", "0–{max}, step {step}";
        less(step: &str, name: &str) => "Bớt {step} điểm, {name}", "{step} less, {name}";
        more(step: &str, name: &str) => "Thêm {step} điểm, {name}", "{step} more, {name}";
        bands(name: &str) => "Mức của {name}", "Bands of {name}";
        describe => "Mô tả mức", "What the bands mean";
        total => "Tổng", "Total";
        missing(count: usize) => "còn {count} tiêu chí", "{count} criteria left";
        wrong(count: usize) => "{count} điểm chưa đúng", "{count} marks to correct";
        complete => "đủ tiêu chí", "all criteria scored";
        saved(time: &str) => "Đã lưu lên hệ thống lúc {time}", "Saved on the server at {time}";
        kept(time: &str) => "Mất mạng. Đã giữ trên máy này lúc {time}, sẽ gửi lại khi có mạng",
            "No network. Kept on this device at {time}; it is sent again when the network returns";
        restored => "Đã lấy lại nội dung còn giữ trên máy này", "What was kept on this device is back";
        stale => "Phiếu đã được lưu từ cửa sổ khác. Bấm Lưu nháp để so hai bản", "Another window saved this sheet. Press Save draft to compare";
        refused => "Chưa lưu được. Bấm Lưu nháp để thử lại", "Not saved. Press Save draft to try again";
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
    let rest = if rest.is_empty() {
        words.complete().to_owned()
    } else {
        rest.join(", ")
    };
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
    /// The address the form is sent to; empty when the sheet is only read.
    action: String,
    /// Names the copy kept on this device.
    keep: String,
) -> impl IntoView {
    let words = LineWords(lang);
    let sheet = Sheet {
        lines: RwSignal::new(lines.clone()),
        alive: RwSignal::new(false),
        lang,
    };
    #[cfg(feature = "hydrate")]
    super::score_lines_browser::start(sheet, action.clone(), keep.clone());
    let readonly = action.is_empty();
    let _ = keep;
    let rows = lines
        .into_iter()
        .enumerate()
        .map(|(row, line)| {
            let error = errors
                .iter()
                .find(|(code, _)| *code == line.criterion.code)
                .map(|(_, text)| text.clone());
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
