//! Every island, in one place: `frontend` links this module, or the browser bundle would miss them.

pub use crate::entries::upload_island::UploadIsland;
