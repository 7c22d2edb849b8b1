//! Files as they can be read in the page: opened once in a child process, kept, and shown by what was released.

mod acts;
mod child;
mod desk;
mod prepare;
mod prepared;
mod queue;
mod releases;

#[cfg(test)]
mod tests;

pub use acts::{ReleaseError, ReleaseForm, attach_copy, may_attach_copy, release_file, remove_copy, revoke_release};
pub use child::{Reader, Unread};
pub use desk::{find_desk_file, find_desk_page, list_desk_files};
pub(crate) use prepare::Folder;
pub use prepare::{forget_folders, prepare_next};
pub(crate) use prepared::{PreparedFile, blocks_of, find_prepared};
pub(crate) use queue::forget_views;
pub use queue::queue_unprepared;
pub(crate) use releases::{Releases, find_releases};
