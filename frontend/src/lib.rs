//! Starts the islands in the browser.

pub use app::islands;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
