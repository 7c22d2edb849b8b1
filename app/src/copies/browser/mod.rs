//! The browser's part: what happens on the page goes into the machine, what the machine asks for is done.

pub mod device;
pub mod dom;
mod form;
mod leave;
mod line;
mod requests;
mod shown;
mod watch;

pub use leave::leave;
pub use watch::guard;

/// Milliseconds since 1970.
fn now() -> i64 {
    js_sys::Date::now() as i64
}
