//! Arrow keys for the matrix. Without WASM every cell is a button to tab to; with it the matrix is one stop, and the
//! cell that was pressed has the focus again after the page comes back.

use leptos::prelude::*;

use crate::catalogue;
use crate::words::Lang;

catalogue! {
    /// The words beside the matrix, once the keys work.
    pub MatrixKeysWords {
        keys => "Phím mũi tên đi giữa các ô, Home và End đi đầu và cuối hàng, phím cách đổi ô.",
            "Arrow keys move between cells, Home and End go to the ends of a row, Space changes a cell.";
    }
}

/// Says how to use the keys as soon as they work.
#[island]
pub fn MatrixKeys(lang: Lang) -> impl IntoView {
    let alive = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if !alive.get_untracked() && moving::start() {
            alive.set(true);
        }
    });
    view! { <p class="muted no-print only-desktop">{move || alive.get().then(|| MatrixKeysWords(lang).keys())}</p> }
}

#[cfg(feature = "hydrate")]
mod moving {
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;
    use web_sys::{Element, Event, HtmlElement, KeyboardEvent, NodeList, Storage};

    /// Where the cell that was pressed is remembered while the page comes back.
    const PRESSED: &str = "vinhdanh.phan-cong.o";

    /// Makes the table a grid with one stop; false when the page has none.
    pub fn start() -> bool {
        let Some(table) = document().query_selector(".matrix").ok().flatten() else {
            return false;
        };
        let _ = table.set_attribute("role", "grid");
        let rows = rows(&table);
        for cell in rows.iter().flatten() {
            stop(cell, false);
            if let Some(around) = cell.parent_element() {
                let _ = around.set_attribute("role", "gridcell");
            }
        }
        let again = pressed().and_then(|entry_and_judge| {
            let wanted = format!("{entry_and_judge} ");
            rows.iter().flatten().find(|cell| value(cell).starts_with(&wanted)).cloned()
        });
        if let Some(first) = again.as_ref().or_else(|| rows.first().and_then(|row| row.first())) {
            stop(first, true);
        }
        if let Some(cell) = again {
            let _ = cell.focus();
        }
        listen(&table, "keydown", on_key);
        listen(&table, "focusin", on_focus);
        listen(&table, "click", on_click);
        true
    }

    fn listen(table: &Element, event: &str, act: fn(&Event)) {
        let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| act(&event));
        let _ = table.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        // The table lives as long as the page.
        listener.forget();
    }

    /// The cells, row by row.
    fn rows(table: &Element) -> Vec<Vec<HtmlElement>> {
        let rows = elements::<Element>(table.query_selector_all("tbody tr").ok());
        rows.iter().map(|row| elements(row.query_selector_all(".matrix__cell").ok())).collect()
    }

    fn elements<T: JsCast>(list: Option<NodeList>) -> Vec<T> {
        let Some(list) = list else { return Vec::new() };
        (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
    }

    fn stop(cell: &HtmlElement, is_stop: bool) {
        cell.set_tab_index(if is_stop { 0 } else { -1 });
    }

    fn cell_of(event: &Event) -> Option<HtmlElement> {
        let target: Element = event.target()?.dyn_into().ok()?;
        target.closest(".matrix__cell").ok()??.dyn_into().ok()
    }

    fn on_focus(event: &Event) {
        let Some(cell) = cell_of(event) else { return };
        let Some(table) = cell.closest(".matrix").ok().flatten() else {
            return;
        };
        for other in rows(&table).iter().flatten() {
            stop(other, *other == cell);
        }
    }

    fn on_click(event: &Event) {
        let Some(cell) = cell_of(event) else { return };
        let value = value(&cell);
        if let (Some(storage), Some((entry_and_judge, _))) = (storage(), value.rsplit_once(' ')) {
            let _ = storage.set_item(PRESSED, entry_and_judge);
        }
    }

    fn on_key(event: &Event) {
        let (Some(key), Some(cell)) = (event.dyn_ref::<KeyboardEvent>(), cell_of(event)) else {
            return;
        };
        let Some(table) = cell.closest(".matrix").ok().flatten() else {
            return;
        };
        let rows = rows(&table);
        let place = rows
            .iter()
            .enumerate()
            .find_map(|(row, cells)| cells.iter().position(|other| *other == cell).map(|column| (row, column)));
        let Some((row, column)) = place else { return };
        let (last_row, last) = (rows.len() - 1, rows[row].len() - 1);
        let (row, column) = match (key.key().as_str(), key.ctrl_key()) {
            ("ArrowLeft", false) => (row, column.saturating_sub(1)),
            ("ArrowRight", false) => (row, (column + 1).min(last)),
            ("ArrowUp", false) => (row.saturating_sub(1), column),
            ("ArrowDown", false) => ((row + 1).min(last_row), column),
            ("Home", false) => (row, 0),
            ("End", false) => (row, last),
            ("Home", true) => (0, 0),
            ("End", true) => (last_row, last),
            _ => return,
        };
        key.prevent_default();
        if let Some(next) = rows[row].get(column) {
            let _ = next.focus();
        }
    }

    /// What a cell would send: entry, judge and act. Empty for one that cannot be changed.
    fn value(cell: &HtmlElement) -> String {
        cell.get_attribute("value").unwrap_or_default()
    }

    /// Taken once: a page opened anew begins at its beginning.
    fn pressed() -> Option<String> {
        let storage = storage()?;
        let pressed = storage.get_item(PRESSED).ok().flatten();
        let _ = storage.remove_item(PRESSED);
        pressed
    }

    fn storage() -> Option<Storage> {
        window().session_storage().ok().flatten()
    }
}
