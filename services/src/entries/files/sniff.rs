//! What a file is, by its content; its name proves nothing.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use domain::entries::file_problem::FileProblem;
use domain::programmes::rules::FileFormat;

/// How much of the start is looked at.
const HEAD: usize = 8 * 1024;
/// How much of the end of a document is looked at.
const TAIL: u64 = 2 * 1024;

/// The format of a file, if it is one we know.
pub(super) fn sniff(path: &Path) -> std::io::Result<Option<FileFormat>> {
    let mut head = vec![0u8; HEAD];
    let mut file = File::open(path)?;
    let mut read = 0;
    while read < head.len() {
        match file.read(&mut head[read..])? {
            0 => break,
            more => read += more,
        }
    }
    head.truncate(read);
    if head.starts_with(b"%PDF-") {
        return Ok(Some(FileFormat::Pdf));
    }
    let kind = infer::get(&head).map(|kind| kind.mime_type());
    Ok(match kind {
        Some("image/jpeg") => Some(FileFormat::Jpg),
        Some("image/png") => Some(FileFormat::Png),
        Some("image/webp") => Some(FileFormat::Webp),
        Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document") => Some(FileFormat::Docx),
        Some("video/mp4" | "video/x-m4v") => Some(FileFormat::Mp4),
        Some("application/zip") if names_word(path)? => Some(FileFormat::Docx),
        Some("application/zip") => Some(FileFormat::Zip),
        _ => None,
    })
}

/// Some programs put the parts of a document in another order: the list at the end of the archive names them all.
fn names_word(path: &Path) -> std::io::Result<bool> {
    let end = tail(path, 64 * 1024)?;
    Ok(contains(&end, b"word/document.xml"))
}

/// A PDF has an end, and nobody needs a password to read it.
pub(super) fn check_pdf(path: &Path) -> std::io::Result<Option<FileProblem>> {
    let end = tail(path, TAIL)?;
    if !contains(&end, b"%%EOF") {
        return Ok(Some(FileProblem::DamagedPdf));
    }
    Ok(contains(&end, b"/Encrypt").then_some(FileProblem::LockedPdf))
}

fn tail(path: &Path, length: u64) -> std::io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    file.seek(SeekFrom::Start(size.saturating_sub(length)))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    Ok(end)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
