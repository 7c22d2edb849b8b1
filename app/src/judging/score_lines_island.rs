//! The lines of a score sheet. Without WASM plain fields; with it steppers, a live total, bands that narrow, and saving
//! while the judge works.

use domain::judging::score_sheet::{Running, ScoreLine, running};
use domain::numbers::Points;
use leptos::prelude::*;

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

/// What one line needs of the sheet around it.
#[derive(Clone, Copy)]
struct Sheet {
    lines: RwSignal<Vec<ScoreLine>>,
    /// True once the browser runs this.
    alive: RwSignal<bool>,
    lang: Lang,
}

impl Sheet {
    fn typed(self, row: usize) -> String {
        self.lines.with(|lines| lines[row].typed.clone())
    }

    fn set(self, row: usize, text: String) {
        self.lines.update(|lines| lines[row].typed = text);
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
        self.set(row, moved.vietnamese());
    }
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
    saving::start(sheet, action.clone(), keep.clone());
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

fn line_view(
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
    let (max, step) = (criterion.max.vietnamese(), criterion.step.vietnamese());
    let whole = criterion.step.is_multiple_of(Points::ONE);
    let chosen = RwSignal::new(None::<usize>);
    let bands = criterion.bands.clone();
    let narrow = move || {
        chosen
            .get_untracked()
            .and_then(|place| bands.get(place))
            .map(|band| (band.low, band.high))
    };
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
            "Home" => sheet.set(row, band.map_or(Points::ZERO, |(low, _)| low).vietnamese()),
            "End" => sheet.set(row, band.map_or(ends.0, |(_, high)| high).vietnamese()),
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
                <span class="score-lines__range">{words.range(&max, &step)}</span>
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

/// Saving while the judge works: to the form's own address, and on this device while there is no network.
#[cfg(feature = "hydrate")]
mod saving {
    use gloo_timers::future::TimeoutFuture;
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast;
    use web_sys::{HtmlInputElement, HtmlTextAreaElement};

    use super::{LineWords, Sheet, running_words};
    use domain::judging::score_sheet::running;

    const PAUSE_MS: u32 = 1_500;
    const RETRY_MS: u32 = 10_000;

    /// What the server answers to a saved draft.
    #[derive(serde::Deserialize)]
    struct Answer {
        revision: i32,
        time: String,
    }

    /// What is kept on this device.
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Copy {
        revision: String,
        marks: Vec<String>,
        comment: String,
    }

    fn element<T: JsCast>(id: &str) -> Option<T> {
        document().get_element_by_id(id)?.dyn_into().ok()
    }

    fn comment() -> String {
        element::<HtmlTextAreaElement>("nhan-xet")
            .map(|field| field.value())
            .unwrap_or_default()
    }

    fn revision() -> String {
        element::<HtmlInputElement>("lan")
            .map(|field| field.value())
            .unwrap_or_default()
    }

    /// Wakes the lines up: takes over what was typed already, then saves after each pause.
    pub fn start(sheet: Sheet, action: String, keep: String) {
        Effect::new(move |_| {
            if sheet.alive.get_untracked() {
                return;
            }
            sheet.lines.update(|lines| {
                for line in lines.iter_mut() {
                    if let Some(field) = element::<HtmlInputElement>(&format!("diem.{}", line.criterion.code)) {
                        line.typed = field.value();
                    }
                }
            });
            sheet.alive.set(true);
            if !action.is_empty() {
                restore(sheet, &keep);
                watch(sheet, action.clone(), keep.clone());
            }
        });
    }

    fn watch(sheet: Sheet, action: String, keep: String) {
        let edits = RwSignal::new(0u32);
        if let Some(field) = document().get_element_by_id("nhan-xet") {
            let noticed = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(move || edits.update(|count| *count += 1));
            let _ = field.add_event_listener_with_callback("input", noticed.as_ref().unchecked_ref());
            noticed.forget();
        }
        Effect::new(move |before: Option<()>| {
            let so_far = sheet.lines.with(|lines| running(lines));
            edits.track();
            let (sum, rest) = running_words(so_far, sheet.lang);
            if let Some(total) = document().get_element_by_id("tong-diem") {
                total.set_text_content(Some(&format!("{sum}, {rest}")));
            }
            if before.is_some() {
                let turn = edits.get_untracked().wrapping_add(1);
                let _ = turn;
                schedule(sheet, action.clone(), keep.clone());
            }
        });
    }

    /// One waiting save at a time: a later edit moves it on.
    fn schedule(sheet: Sheet, action: String, keep: String) {
        let ticket = TICKET.with(|ticket| {
            ticket.set(ticket.get() + 1);
            ticket.get()
        });
        keep_copy(sheet, &keep);
        spawn_local(async move {
            TimeoutFuture::new(PAUSE_MS).await;
            while TICKET.with(|current| current.get() == ticket) {
                if send(sheet, &action, &keep).await {
                    return;
                }
                TimeoutFuture::new(RETRY_MS).await;
            }
        });
    }

    thread_local! {
        static TICKET: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
    }

    /// Sends the form as the browser would; true when there is nothing left to try.
    async fn send(sheet: Sheet, action: &str, keep: &str) -> bool {
        let words = LineWords(sheet.lang);
        let mut pairs = vec![("viec".to_owned(), "luu".to_owned()), ("lan".to_owned(), revision())];
        sheet.lines.with_untracked(|lines| {
            pairs.extend(
                lines
                    .iter()
                    .map(|line| (format!("diem.{}", line.criterion.code), line.typed.clone())),
            );
        });
        pairs.push(("nhan-xet".to_owned(), comment()));
        let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
        let body = pairs
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect::<Vec<_>>()
            .join("&");
        let request = gloo_net::http::Request::post(action)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .body(body);
        let Ok(request) = request else { return true };
        match request.send().await {
            Ok(response) if response.ok() => {
                if let Ok(answer) = response.json::<Answer>().await {
                    if let Some(field) = element::<HtmlInputElement>("lan") {
                        field.set_value(&answer.revision.to_string());
                    }
                    forget_copy(keep);
                    say(&words.saved(&answer.time), "save-line");
                }
                true
            }
            Ok(response) if response.status() == 409 => {
                say(words.stale(), "save-line save-line--failed");
                true
            }
            Ok(response) if response.status() < 500 => {
                say(words.refused(), "save-line save-line--failed");
                true
            }
            _ => {
                say(&words.kept(&clock()), "save-line save-line--waiting");
                false
            }
        }
    }

    fn clock() -> String {
        let now = js_sys::Date::new_0();
        format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
    }

    fn say(text: &str, class: &str) {
        if let Some(line) = document().get_element_by_id("trang-thai-luu") {
            line.set_text_content(Some(text));
            line.set_class_name(class);
        }
    }

    fn storage() -> Option<web_sys::Storage> {
        window().local_storage().ok().flatten()
    }

    fn keep_copy(sheet: Sheet, keep: &str) {
        let copy = Copy {
            revision: revision(),
            marks: sheet
                .lines
                .with_untracked(|lines| lines.iter().map(|line| line.typed.clone()).collect()),
            comment: comment(),
        };
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&copy)) {
            let _ = storage.set_item(keep, &text);
        }
    }

    fn forget_copy(keep: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(keep);
        }
    }

    /// Takes back what this device kept, if the server has nothing newer.
    fn restore(sheet: Sheet, keep: &str) {
        let kept = storage().and_then(|storage| storage.get_item(keep).ok().flatten());
        let Some(copy) = kept.and_then(|text| serde_json::from_str::<Copy>(&text).ok()) else {
            return;
        };
        let fits = sheet.lines.with_untracked(|lines| lines.len() == copy.marks.len());
        if copy.revision != revision() || !fits {
            forget_copy(keep);
            return;
        }
        sheet.lines.update(|lines| {
            for (line, text) in lines.iter_mut().zip(copy.marks) {
                line.typed = text;
            }
        });
        if let Some(field) = element::<HtmlTextAreaElement>("nhan-xet") {
            field.set_value(&copy.comment);
        }
        say(LineWords(sheet.lang).restored(), "save-line");
    }
}
