//! People: accounts, sessions, roles and units.

mod find_actor;
pub mod sessions;

pub use find_actor::find_actor;
