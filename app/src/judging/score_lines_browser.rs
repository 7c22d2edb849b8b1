//! The lines in the browser: what was typed already counts, and a step is typed like a letter.

use domain::judging::score_sheet::running;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::score_lines::Sheet;
use super::score_lines_island::running_words;

fn field_of(code: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(&format!("diem.{code}"))?.dyn_into().ok()
}

/// Wakes the lines up: takes over what was typed already, then keeps the total beside the buttons.
pub fn start(sheet: Sheet) {
    Effect::new(move |_| {
        if !sheet.alive.get_untracked() {
            sheet.lines.update(|lines| {
                for line in lines.iter_mut() {
                    if let Some(field) = field_of(&line.criterion.code) {
                        line.typed = field.value();
                    }
                }
            });
            sheet.alive.set(true);
        }
    });
    Effect::new(move |_| {
        let (sum, rest) = running_words(sheet.lines.with(|lines| running(lines)), sheet.lang);
        if let Some(total) = document().get_element_by_id("tong-diem") {
            total.set_text_content(Some(&format!("{sum}, {rest}")));
        }
    });
}

/// Puts a mark into its field as if it were typed: whoever listens hears of it.
pub fn put(code: &str, text: &str) {
    let Some(field) = field_of(code) else { return };
    field.set_value(text);
    let how = web_sys::EventInit::new();
    how.set_bubbles(true);
    if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &how) {
        let _ = field.dispatch_event(&event);
    }
}
