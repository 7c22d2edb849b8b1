//! Starts the islands in the browser, and leaves it clean.

pub use app::islands;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlFormElement;

/// Called once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    // The words of a panic weigh a kilobyte: a build for users has its place in the code only.
    #[cfg(debug_assertions)]
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
