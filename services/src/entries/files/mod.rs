//! Files of entries: received into a folder, looked into, then stored by the hash of their content.

mod accept;
mod add_file;
mod claim_paper;
mod collect;
mod incoming;
mod open_file;
mod picture_head;
mod picture_parts;
mod pictures;
mod quota;
mod remove_file;
mod store;
mod uploads;

#[cfg(test)]
mod collect_tests;
#[cfg(test)]
mod picture_tests;
#[cfg(test)]
mod tests;

pub(crate) use accept::accept;
pub use add_file::{ChangeFilesError, FilePlace, Room, add_file, find_room};
pub use claim_paper::claim_paper;
pub use collect::{Collected, collect_files};
pub use incoming::Incoming;
pub use open_file::{Download, open_file, open_preview};
pub(crate) use pictures::clean_picture;
pub use quota::Quota;
pub use remove_file::remove_file;
pub(crate) use store::disk_failure;
pub use store::{ByteStream, FileStore};
pub use uploads::{CHUNK, Upload, append_chunk, find_upload, finish_upload, start_upload};
