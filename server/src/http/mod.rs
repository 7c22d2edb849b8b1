//! What every handler stands on: requests, forms, errors, sessions, headers and built files.

pub mod assets;
pub mod bodies;
pub mod bounds;
pub mod cookies;
pub mod errors;
pub mod form;
pub mod guard;
pub mod health;
pub mod limits;
pub mod listen;
pub mod proxy;
pub mod queries;
pub mod request;
pub mod security;
pub mod session;
pub mod steady;
pub mod turns;
