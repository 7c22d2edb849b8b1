//! What every handler stands on: requests, forms, errors, sessions, headers and built files.

pub mod assets;
pub mod errors;
pub mod form;
pub mod guard;
pub mod health;
pub mod limits;
pub mod request;
pub mod security;
pub mod session;
pub mod turns;
