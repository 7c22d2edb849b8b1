//! Looking into a file that has arrived, before it is stored.

use std::path::{Path, PathBuf};

use domain::entries::file_problem::FileProblem;
use domain::programmes::rules::{DossierItem, FileFormat};

use super::add_file::ChangeFilesError;
use super::incoming::{Incoming, refuse, refuse_failure};
use super::picture_head::read_head;
use super::pictures::clean_picture;
use super::sniff::{check_pdf, sniff};
use super::store::{FileStore, disk_failure};
use crate::heavy;
use crate::tokens::new_token;

const MIB: u64 = 1024 * 1024;

/// A file that was stored.
pub(super) struct Kept {
    pub format: FileFormat,
    pub sha256: String,
    pub size: u64,
}

/// Checks and cleans a file, then stores it. The bytes are safe before any row names them; what arrived stays as it came, so that
/// an upload that could not be taken now can be taken later.
pub(super) async fn accept(
    files: &FileStore,
    item: &DossierItem,
    incoming: &mut Incoming,
) -> Result<Kept, ChangeFilesError> {
    let arrived = incoming.size();
    if arrived == 0 {
        return Err(ChangeFilesError::Problem(FileProblem::Empty));
    }
    incoming.sync().await?;
    let (path, accepted) = (incoming.path().to_owned(), item.formats.clone());
    let looked = tokio::task::spawn_blocking(move || look_into(&path, accepted));
    let format = looked
        .await
        .map_err(|err| refuse_failure(disk_failure(std::io::Error::other(err))))??;
    if !format.is_picture() {
        let (sha256, size) = files.keep(incoming.path()).await.map_err(refuse_failure)?;
        return Ok(Kept { format, sha256, size });
    }
    let cleaned = Cleaned(files.waiting(&new_token()));
    let preview = clean(incoming.path(), arrived, &cleaned, format).await?;
    let (sha256, size) = files.keep(&cleaned.0).await.map_err(refuse_failure)?;
    files.keep_preview(&sha256, preview).await.map_err(refuse_failure)?;
    Ok(Kept { format, sha256, size })
}

/// The cleaned copy of a picture until it is stored.
struct Cleaned(PathBuf);

impl Drop for Cleaned {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn look_into(path: &Path, accepted: Vec<FileFormat>) -> Result<FileFormat, ChangeFilesError> {
    let found = sniff(path).map_err(refuse)?;
    let Some(format) = found.filter(|format| accepted.is_empty() || accepted.contains(format)) else {
        return Err(ChangeFilesError::Problem(FileProblem::WrongFormat { found, accepted }));
    };
    if format == FileFormat::Pdf
        && let Some(problem) = check_pdf(path).map_err(refuse)?
    {
        return Err(ChangeFilesError::Problem(problem));
    }
    Ok(format)
}

/// Cleans a picture when its turn comes; what its head says decides whether it is opened at all. Returns its preview.
async fn clean(path: &Path, size: u64, to: &Cleaned, format: FileFormat) -> Result<Vec<u8>, ChangeFilesError> {
    let budget = u64::from(heavy::MEMORY_MIB) * MIB;
    let head = read_head(path, format).ok_or(ChangeFilesError::Problem(FileProblem::DamagedPicture))?;
    if let Some(problem) = head.problem(size, budget) {
        return Err(ChangeFilesError::Problem(problem));
    }
    let memory = head.memory(size);
    let (from, to) = (path.to_owned(), to.0.clone());
    heavy::work(heavy::mib(memory), move || clean_picture(&from, &to, format, memory))
        .await?
        .map_err(|err| match err {
            image::ImageError::IoError(io) if io.kind() == std::io::ErrorKind::StorageFull => refuse(io),
            image::ImageError::Limits(_) => ChangeFilesError::Problem(FileProblem::PictureTooHeavy),
            _ => ChangeFilesError::Problem(FileProblem::DamagedPicture),
        })
}
