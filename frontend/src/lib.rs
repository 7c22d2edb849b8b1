//! Starts the islands in the browser, and leaves it clean.

pub use app::islands;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlFormElement;

/// Called once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}

/// Watches the form of the page; called once the islands live.
#[wasm_bindgen]
pub fn guard() {
    app::copies::browser::guard();
}

/// Signs out through this form, after what is unsent was sent or asked about.
#[wasm_bindgen]
pub fn leave(form: HtmlFormElement) {
    app::copies::browser::leave(form);
}
