//! Looking into a file that has arrived, before it is stored.

use std::path::Path;

use domain::entries::file_problem::FileProblem;
use domain::programmes::rules::{DossierItem, FileFormat};

use super::add_file::ChangeFilesError;
use super::incoming::{Incoming, refuse, refuse_failure};
use super::pictures::clean_picture;
use super::sniff::{check_pdf, sniff};
use super::store::{FileStore, disk_failure};

/// A file that was stored.
pub(super) struct Kept {
    pub format: FileFormat,
    pub sha256: String,
    pub size: u64,
}

/// Checks and cleans a file, then stores it. The bytes are safe before any row names them.
pub(super) async fn accept(
    files: &FileStore,
    item: &DossierItem,
    incoming: &mut Incoming,
) -> Result<Kept, ChangeFilesError> {
    if incoming.size() == 0 {
        return Err(ChangeFilesError::Problem(FileProblem::Empty));
    }
    incoming.sync().await?;
    let path = incoming.path().to_owned();
    let accepted = item.formats.clone();
    let (format, preview) = tokio::task::spawn_blocking(move || look_into(&path, accepted))
        .await
        .map_err(|err| refuse_failure(disk_failure(std::io::Error::other(err))))??;
    let (sha256, size) = files.keep(incoming.path()).await.map_err(refuse_failure)?;
    if let Some(preview) = preview {
        files.keep_preview(&sha256, preview).await.map_err(refuse_failure)?;
    }
    Ok(Kept { format, sha256, size })
}

fn look_into(path: &Path, accepted: Vec<FileFormat>) -> Result<(FileFormat, Option<Vec<u8>>), ChangeFilesError> {
    let found = sniff(path).map_err(refuse)?;
    let Some(format) = found.filter(|format| accepted.is_empty() || accepted.contains(format)) else {
        return Err(ChangeFilesError::Problem(FileProblem::WrongFormat { found, accepted }));
    };
    if format == FileFormat::Pdf
        && let Some(problem) = check_pdf(path).map_err(refuse)?
    {
        return Err(ChangeFilesError::Problem(problem));
    }
    let preview = format.is_picture().then(|| picture(path, format)).transpose()?;
    Ok((format, preview))
}

fn picture(path: &Path, format: FileFormat) -> Result<Vec<u8>, ChangeFilesError> {
    clean_picture(path, format).map_err(|err| match err {
        image::ImageError::IoError(io) if io.kind() == std::io::ErrorKind::StorageFull => refuse(io),
        _ => ChangeFilesError::Problem(FileProblem::DamagedPicture),
    })
}
