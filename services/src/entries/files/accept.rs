//! Looking into a file that has arrived, before it is stored.

use std::path::{Path, PathBuf};

use domain::entries::file_problem::FileProblem;
use domain::programmes::rules::{DossierItem, FileFormat};
use reading::{Kind, Look};

use super::add_file::ChangeFilesError;
use super::incoming::{Incoming, refuse, refuse_failure};
use super::picture_head::read_head;
use super::pictures::clean_picture;
use super::store::FileStore;
use crate::failure::Failure;
use crate::heavy;
use crate::reader::{Folder, Unread};
use crate::tokens::new_token;

const MIB: u64 = 1024 * 1024;

/// A file that was stored.
pub(crate) struct Kept {
    pub format: FileFormat,
    pub sha256: String,
    pub size: u64,
}

/// Checks and cleans a file, then stores it. The bytes are safe before any row names them; what arrived stays as it came, so that
/// an upload that could not be taken now can be taken later.
pub(crate) async fn accept(
    files: &FileStore,
    item: &DossierItem,
    incoming: &mut Incoming,
) -> Result<Kept, ChangeFilesError> {
    let arrived = incoming.size();
    if arrived == 0 {
        return Err(ChangeFilesError::Problem(FileProblem::Empty));
    }
    incoming.sync().await?;
    let format = look_into(files, item, incoming.path()).await?;
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

/// What the file is, found by opening it; refused when it is damaged, locked, or of a kind that is not asked for.
async fn look_into(files: &FileStore, item: &DossierItem, path: &Path) -> Result<FileFormat, ChangeFilesError> {
    let folder = Folder::make(files).map_err(refuse_failure)?;
    let look = match files.reader().look(path, folder.path()).await {
        Ok(look) => look,
        // Nothing may be wrong with it, and nobody could read it: it is not called damaged.
        Err(Unread::Greedy(_)) => return Err(ChangeFilesError::Problem(FileProblem::TooHeavyToOpen)),
        Err(Unread::Broken(_)) => return Err(ChangeFilesError::Problem(FileProblem::DamagedPdf)),
        Err(Unread::Busy(busy)) => return Err(refuse_failure(Failure::from(busy))),
        Err(Unread::Failed(err)) => return Err(refuse(err)),
    };
    let (found, problem) = match look {
        Look::Is(kind) => (Some(format_of(kind)), None),
        Look::Locked(kind) => (Some(format_of(kind)), Some(FileProblem::LockedPdf)),
        Look::Damaged(kind) => (Some(format_of(kind)), damage(kind)),
        Look::Unknown => (None, None),
    };
    let accepted = &item.formats;
    let Some(format) = found.filter(|format| accepted.is_empty() || accepted.contains(format)) else {
        let accepted = accepted.clone();
        return Err(ChangeFilesError::Problem(FileProblem::WrongFormat { found, accepted }));
    };
    problem.map_or(Ok(format), |problem| Err(ChangeFilesError::Problem(problem)))
}

/// An archive that cannot be opened is the entrant's to send: nobody here unpacks it. Pictures are opened to be cleaned.
fn damage(kind: Kind) -> Option<FileProblem> {
    (kind == Kind::Pdf).then_some(FileProblem::DamagedPdf)
}

fn format_of(kind: Kind) -> FileFormat {
    match kind {
        Kind::Pdf => FileFormat::Pdf,
        Kind::Jpeg => FileFormat::Jpg,
        Kind::Png => FileFormat::Png,
        Kind::Webp => FileFormat::Webp,
        Kind::Docx => FileFormat::Docx,
        Kind::Mp4 => FileFormat::Mp4,
        Kind::Zip => FileFormat::Zip,
    }
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
    heavy::work(heavy::mib(memory), move || clean_picture(&from, &to, format, memory)).await?.map_err(|err| match err {
        image::ImageError::IoError(io) if io.kind() == std::io::ErrorKind::StorageFull => refuse(io),
        image::ImageError::Limits(_) => ChangeFilesError::Problem(FileProblem::PictureTooHeavy),
        _ => ChangeFilesError::Problem(FileProblem::DamagedPicture),
    })
}
