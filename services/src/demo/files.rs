//! The two files every entry of the demonstration shows: stored once, by their hash.

use domain::programmes::rules::FileFormat;

use super::DemoError;
use crate::entries::files::{FileStore, clean_picture};

/// A short description of three pages, and a picture.
const PDF: &[u8] = include_bytes!("../../../fixtures/demo/thuyet-minh.pdf");
const JPG: &[u8] = include_bytes!("../../../fixtures/demo/anh.jpg");

/// The pictures are ours and small.
const MEMORY: u64 = 64 * 1024 * 1024;

/// A file in the store.
#[derive(Clone, Debug)]
pub struct Stored {
    pub sha256: String,
    pub size: i64,
}

/// Both files, as they are stored.
#[derive(Clone, Debug)]
pub struct DemoFiles {
    pub pdf: Stored,
    pub jpg: Stored,
}

/// Stores both.
pub async fn store(files: &FileStore) -> Result<DemoFiles, DemoError> {
    Ok(DemoFiles { pdf: keep(files, PDF, None).await?, jpg: keep(files, JPG, Some(FileFormat::Jpg)).await? })
}

async fn keep(files: &FileStore, bytes: &[u8], picture: Option<FileFormat>) -> Result<Stored, DemoError> {
    let path = files.waiting("demo");
    let unfit = |err: &dyn std::fmt::Display| DemoError::Unfit(format!("{}: {err}", path.display()));
    std::fs::write(&path, bytes).map_err(|err| unfit(&err))?;
    let cleaned = files.waiting("demo-clean");
    let preview = match picture {
        Some(format) => Some(clean_picture(&path, &cleaned, format, MEMORY).map_err(|err| unfit(&err))?),
        None => None,
    };
    let (sha256, size) = files.keep(if preview.is_some() { &cleaned } else { &path }).await?;
    if let Some(preview) = preview {
        files.keep_preview(&sha256, preview).await?;
    }
    std::fs::remove_file(&path).map_err(|err| unfit(&err))?;
    let _ = std::fs::remove_file(&cleaned);
    Ok(Stored { sha256, size: size as i64 })
}
