//! The sheets of one entry on a shared axis: a dot a sheet, a bar for the mean, dashed lines where prizes begin, a
//! hollow diamond for a sheet that differs. The label says the same in a sentence; words for flags stand beside it.

use leptos::prelude::*;

use crate::catalogue;
use crate::words::{Lang, lang};

/// Dots nearer than this stand above each other.
const NEAR: f64 = 9.0;
/// The baseline of the first row of dots, and how far each further row is above.
const FIRST_ROW: f64 = 19.0;
const ROW: f64 = 8.5;

catalogue! {
    /// The sentence of a plot and its legend.
    pub PlotWords {
        sheets(count: usize, scores: &str, mean: &str) => "{count} phiếu: {scores}. Trung bình {mean}.", "{count} sheets: {scores}. Mean {mean}.";
        sheet => "một phiếu", "one sheet";
        mean => "trung bình", "mean";
        prize => "mức giải", "prize line";
        flag => "phiếu lệch", "outlying sheet";
    }
}

/// The score of one sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    pub score: f64,
    pub flagged: bool,
}

/// A plot of one row. The axis is the same for the whole table. Show none for fewer than three sheets: it would tell
/// who the judges are. Scores are for drawing only; exact arithmetic stays in `domain`.
#[component]
pub fn StripPlot(low: f64, high: f64, dots: Vec<Dot>, mean: f64, #[prop(optional)] prizes: Vec<f64>) -> impl IntoView {
    let place = move |score: f64| {
        let span = if high > low { high - low } else { 1.0 };
        10.0 + ((score - low) / span).clamp(0.0, 1.0) * 180.0
    };
    let scores: Vec<String> = dots.iter().map(|dot| written(dot.score)).collect();
    let label = PlotWords(lang()).sheets(dots.len(), &scores.join("; "), &written(mean));
    let prizes = prizes.into_iter().map(|prize| {
        view! { <path class="strip-plot__prize" d=format!("M{} 2v22", short(place(prize)))></path> }
    });
    let marks = rows(&dots.iter().map(|dot| place(dot.score)).collect::<Vec<_>>());
    let marks = dots.into_iter().zip(marks).map(|(dot, (x, y))| {
        if dot.flagged {
            view! { <path class="strip-plot__flag" d=format!("M{} {}l5-5 5 5-5 5z", short(x - 5.0), short(y))></path> }
                .into_any()
        } else {
            view! { <circle class="strip-plot__dot" cx=short(x) cy=short(y) r="3.8"></circle> }.into_any()
        }
    });
    view! {
        <svg class="strip-plot" viewBox="0 0 200 28" role="img" aria-label=label>
            <path class="strip-plot__axis" d="M4 24.5h192"></path>
            {prizes.collect_view()}
            <path class="strip-plot__mean" d=format!("M{} 4v22", short(place(mean)))></path>
            {marks.collect_view()}
        </svg>
    }
}

/// What the marks mean; once below the table.
#[component]
pub fn PlotLegend() -> impl IntoView {
    let words = PlotWords(lang());
    view! {
        <ul class="legend">
            <li class="legend__item">
                <svg class="legend__mark" viewBox="0 0 20 16" aria-hidden="true"><circle class="strip-plot__dot" cx="10" cy="8" r="4"></circle></svg>
                {words.sheet()}
            </li>
            <li class="legend__item">
                <svg class="legend__mark" viewBox="0 0 20 16" aria-hidden="true"><path class="strip-plot__mean" d="M10 0v16"></path></svg>
                {words.mean()}
            </li>
            <li class="legend__item">
                <svg class="legend__mark" viewBox="0 0 20 16" aria-hidden="true"><path class="strip-plot__prize" d="M10 0v16"></path></svg>
                {words.prize()}
            </li>
            <li class="legend__item">
                <svg class="legend__mark" viewBox="0 0 20 16" aria-hidden="true"><path class="strip-plot__flag" d="M5 8l5-5 5 5-5 5z"></path></svg>
                {words.flag()}
            </li>
        </ul>
    }
}

/// Where each dot stands: in the lowest row where no other is near.
fn rows(places: &[f64]) -> Vec<(f64, f64)> {
    let mut standing: Vec<(f64, u8)> = Vec::new();
    for &x in places {
        let taken = |row: u8| standing.iter().any(|&(other, at)| at == row && (other - x).abs() < NEAR);
        let row = (0..3).find(|row| !taken(*row)).unwrap_or(2);
        standing.push((x, row));
    }
    standing.into_iter().map(|(x, row)| (x, FIRST_ROW - f64::from(row) * ROW)).collect()
}

/// At most two decimals, with the comma of Vietnamese.
fn written(score: f64) -> String {
    let text = short(score);
    if lang() == Lang::Vi { text.replace('.', ",") } else { text }
}

fn short(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_dots_stand_above_each_other() {
        let heights: Vec<f64> = rows(&[100.0, 104.0, 150.0, 108.0, 112.0]).into_iter().map(|(_, y)| y).collect();
        assert_eq!(heights, [19.0, 10.5, 19.0, 2.0, 19.0]);
    }

    #[test]
    fn the_label_says_everything_in_a_sentence() {
        let dots = [84.0, 85.5, 58.25].map(|score| Dot { score, flagged: score < 60.0 }).to_vec();
        let html = Owner::new().with(|| view! { <StripPlot low=50.0 high=100.0 dots mean=75.916/> }.to_html());
        assert!(html.contains("3 phiếu: 84; 85,5; 58,25. Trung bình 75,92."), "{html}");
        assert_eq!(html.matches("strip-plot__dot").count(), 2);
        assert_eq!(html.matches("strip-plot__flag").count(), 1);
    }
}
