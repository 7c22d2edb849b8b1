//! A file while it arrives, piece by piece. Dropped before it was taken, it is gone.

use std::path::{Path, PathBuf};

use domain::entries::file_problem::FileProblem;
use tokio::fs::{File, OpenOptions};
use tokio::io::{AsyncSeekExt, AsyncWriteExt, SeekFrom};

use super::add_file::ChangeFilesError;
use super::store::{FileStore, disk_failure, is_disk_full};
use crate::failure::Failure;
use crate::tokens::new_token;

/// The most of any file, whatever its item takes; the form of the rules allows no more.
const MOST_MB: u32 = 2_000;

/// A file that is arriving.
pub struct Incoming {
    path: PathBuf,
    file: File,
    size: u64,
    max_bytes: u64,
    max_mb: u32,
    /// A plain upload is forgotten when it is cut off; a resumable one waits.
    forget: bool,
}

impl Incoming {
    /// Makes room for a file that arrives in one go.
    pub async fn create(files: &FileStore, max_mb: u32) -> Result<Self, ChangeFilesError> {
        let path = files.waiting(&new_token());
        let file = File::create_new(&path).await.map_err(refuse)?;
        Ok(Self { path, file, size: 0, max_bytes: max_bytes(max_mb), max_mb, forget: true })
    }

    /// Goes on with a file of which `received` bytes are acknowledged; more may have been written before a crash.
    pub(super) async fn resume(
        files: &FileStore,
        id: &str,
        received: u64,
        max_mb: u32,
    ) -> Result<Self, ChangeFilesError> {
        let path = files.waiting(id);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let mut file = options.open(&path).await.map_err(refuse)?;
        file.set_len(received).await.map_err(refuse)?;
        file.seek(SeekFrom::Start(received)).await.map_err(refuse)?;
        Ok(Self { path, file, size: received, max_bytes: max_bytes(max_mb), max_mb, forget: false })
    }

    /// Adds a piece.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), ChangeFilesError> {
        self.size += piece.len() as u64;
        if self.size > self.max_bytes {
            return Err(ChangeFilesError::Problem(FileProblem::TooLarge { size: None, max_mb: self.max_mb }));
        }
        self.file.write_all(piece).await.map_err(refuse)
    }

    /// Makes sure that every byte is on the disk.
    pub(super) async fn sync(&mut self) -> Result<(), ChangeFilesError> {
        self.file.flush().await.map_err(refuse)?;
        self.file.sync_data().await.map_err(refuse)
    }

    /// How many bytes have arrived.
    pub fn size(&self) -> u64 {
        self.size
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if self.forget {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn max_bytes(max_mb: u32) -> u64 {
    let max_mb = if max_mb == 0 { MOST_MB } else { max_mb.min(MOST_MB) };
    u64::from(max_mb) * domain::entries::check_files::MB
}

pub(super) fn refuse(err: std::io::Error) -> ChangeFilesError {
    refuse_failure(disk_failure(err))
}

pub(super) fn refuse_failure(failure: Failure) -> ChangeFilesError {
    if is_disk_full(&failure) {
        ChangeFilesError::Problem(FileProblem::DiskFull)
    } else {
        ChangeFilesError::Failure(failure)
    }
}
