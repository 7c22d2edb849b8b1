//! Every island, in one place: `frontend` links this module, or the browser bundle would miss them.

pub use crate::entries::upload_island::UploadIsland;
pub use crate::judging::matrix_keys_island::MatrixKeys;
pub use crate::judging::score_lines_island::ScoreLines;
