//! One line of a score sheet: its field with steppers, and the bands that narrow it.

use domain::judging::score_sheet::ScoreLine;
use domain::numbers::Points;
use leptos::prelude::*;

use super::score_lines_island::LineWords;
use crate::words::Lang;

/// What one line needs of the sheet around it.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub lines: RwSignal<Vec<ScoreLine>>,
    /// True once the browser runs this.
    pub alive: RwSignal<bool>,
    pub lang: Lang,
}

impl Sheet {
    fn typed(self, row: usize) -> String {
        self.lines.with(|lines| lines[row].typed.clone())
    }

    fn set(self, row: usize, text: String) {
        self.lines.update(|lines| lines[row].typed = text);
    }

    /// As if it were typed.
    fn put(self, row: usize, text: &str) {
        // The field's own listener writes the line: nothing may hold the lines meanwhile.
        #[cfg(feature = "hydrate")]
        super::score_lines_browser::put(&self.lines.with_untracked(|lines| lines[row].criterion.code.clone()), text);
        #[cfg(not(feature = "hydrate"))]
        self.set(row, text.to_owned());
    }

    /// Moves the mark; within a chosen band it starts at the band's foot and stays inside.
    fn step(self, row: usize, steps: i64, band: Option<(Points, Points)>) {
        let line = self.lines.with(|lines| lines[row].clone());
        let from_nothing = Points::parse(&line.typed).is_err();
        let moved = match band {
            Some((low, _)) if from_nothing => low,
            Some((low, high)) => line.moved(steps).clamp(low, high),
            None => line.moved(steps),
        };
        self.put(row, &moved.vietnamese());
    }
}

/// The line in this row.
pub(super) fn line_view(
    sheet: Sheet,
    row: usize,
    line: ScoreLine,
    error: Option<String>,
    icons: String,
    readonly: bool,
) -> impl IntoView {
    let words = LineWords(sheet.lang);
    let criterion = line.criterion.clone();
    let field = format!("diem.{}", criterion.code);
    let (max, step) = (criterion.max.vietnamese(), criterion.step.unwrap_or(Points::ONE).vietnamese());
    let range = criterion.step.map_or_else(|| words.any(&max), |_| words.range(&max, &step));
    let range = match criterion.factor {
        Points::ONE => range,
        factor => words.weighed(&range, &factor.vietnamese()),
    };
    let whole = criterion.step.is_some_and(|step| step.is_multiple_of(Points::ONE));
    let chosen = RwSignal::new(None::<usize>);
    let bands = criterion.bands.clone();
    let narrow = move || chosen.get_untracked().and_then(|place| bands.get(place)).map(|band| (band.low, band.high));
    let narrow = StoredValue::new(narrow);
    let move_by = move |steps: i64| sheet.step(row, steps, narrow.with_value(|narrow| narrow()));
    let ends = (criterion.max, narrow);
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.is_composing() || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let band = ends.1.with_value(|narrow| narrow());
        match event.key().as_str() {
            "ArrowUp" => move_by(1),
            "ArrowDown" => move_by(-1),
            "PageUp" => move_by(5),
            "PageDown" => move_by(-5),
            "Home" if event.shift_key() => return,
            "End" if event.shift_key() => return,
            "Home" => sheet.put(row, &band.map_or(Points::ZERO, |(low, _)| low).vietnamese()),
            "End" => sheet.put(row, &band.map_or(ends.0, |(_, high)| high).vietnamese()),
            // Enter never signs: it stays in the field.
            "Enter" => {}
            _ => return,
        }
        event.prevent_default();
    };
    let button = move |icon: &'static str, steps: i64, label: String, icons: String| {
        (sheet.alive.get() && !readonly).then(|| {
            view! {
                <button class="stepper__button" type="button" aria-label=label on:click=move |_| move_by(steps)>
                    <svg class="icon" aria-hidden="true" focusable="false" width="20" height="20"><use href=format!("{icons}#i-{icon}")></use></svg>
                </button>
            }
        })
    };
    let (less, more) = (words.less(&step, &criterion.name), words.more(&step, &criterion.name));
    let (icons_less, icons_more) = (icons.clone(), icons);
    let error_id = format!("{field}-loi");
    let has_error = error.is_some();
    let error_view = error.map(|text| view! { <p class="score-lines__error" id=error_id.clone()>{text}</p> });
    let described = has_error.then_some(format!("{field}-loi"));
    let now = {
        let max = criterion.max.to_string();
        move || {
            let points = Points::parse(&sheet.typed(row)).ok().map(|points| points.to_string());
            sheet.alive.get().then(|| (points, max.clone()))
        }
    };
    let now = Memo::new(move |_| now());
    view! {
        <div class="score-lines__row" class:score-lines__row--missing=has_error>
            <label class="score-lines__title" for=field.clone()>
                {format!("{}. {}", row + 1, criterion.name)}
                <span class="score-lines__range">{range}</span>
            </label>
            <div class="stepper score-lines__control">
                {move || button("minus", -1, less.clone(), icons_less.clone())}
                <input class="stepper__input" id=field.clone() name=field.clone() type="text" autocomplete="off"
                    inputmode=if whole { "numeric" } else { "text" } readonly=readonly
                    value=line.typed.clone() prop:value=move || sheet.typed(row)
                    role=move || sheet.alive.get().then_some("spinbutton")
                    aria-valuenow=move || now.get().and_then(|now| now.0)
                    aria-valuemin=move || now.get().map(|_| "0")
                    aria-valuemax=move || now.get().map(|now| now.1)
                    aria-describedby=described aria-invalid=has_error.then_some("true")
                    on:input=move |event| sheet.set(row, event_target_value(&event)) on:keydown=on_key/>
                {move || button("plus", 1, more.clone(), icons_more.clone())}
            </div>
            {error_view}
            {bands_view(sheet, row, &line, chosen)}
            {description(&line, sheet.lang)}
        </div>
    }
}

/// The bands: words to read, and in the browser chips that narrow the stepper. They never fill a mark in.
fn bands_view(
    sheet: Sheet,
    row: usize,
    line: &ScoreLine,
    chosen: RwSignal<Option<usize>>,
) -> Option<impl IntoView + use<>> {
    let bands = line.criterion.bands.clone();
    if bands.is_empty() {
        return None;
    }
    let label = LineWords(sheet.lang).bands(&line.criterion.name);
    let here = move |low: Points, high: Points| {
        sheet.lines.with(|lines| {
            let band = lines[row].band();
            band.is_some_and(|band| band.low == low && band.high == high)
        })
    };
    let chips = bands.into_iter().enumerate().map(move |(place, band)| {
        let range = format!("{}–{}", band.low.vietnamese(), band.high.vietnamese());
        let (low, high) = (band.low, band.high);
        let pressed = move || if chosen.get() == Some(place) || here(low, high) { "true" } else { "false" };
        let toggle = move |_| chosen.update(|chosen| *chosen = (*chosen != Some(place)).then_some(place));
        move || {
            let (name, range) = (band.label.clone(), range.clone());
            if sheet.alive.get() {
                view! { <button type="button" class="band" aria-pressed=pressed on:click=toggle>{name}" "<span class="band__range">{range}</span></button> }
                    .into_any()
            } else {
                view! { <span class="band">{name}" "<span class="band__range">{range}</span></span> }.into_any()
            }
        }
    });
    Some(view! { <div class="score-lines__bands" role="group" aria-label=label>{chips.collect_view()}</div> })
}

fn description(line: &ScoreLine, lang: Lang) -> Option<impl IntoView + use<>> {
    let described = line.criterion.bands.iter().filter(|band| !band.description.is_empty());
    let items: Vec<_> = described
        .map(|band| {
            let (name, text) = (band.label.clone(), band.description.clone());
            view! { <dt>{name}</dt><dd>{text}</dd> }
        })
        .collect();
    let guidance = line.criterion.guidance.clone();
    if items.is_empty() && guidance.is_empty() {
        return None;
    }
    Some(view! {
        <details class="details details--bare score-lines__more">
            <summary class="details__summary">{LineWords(lang).describe()}</summary>
            <div class="details__body"><p>{guidance}</p><dl>{items}</dl></div>
        </details>
    })
}
