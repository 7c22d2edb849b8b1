//! What a file is: it is opened, whatever stands around it and whatever its name says.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use zip::ZipArchive;

use crate::answer::{Kind, Look};

/// How much of the start says what a file is.
const HEAD: usize = 8 * 1024;
/// How far into a file the mark of a PDF may stand: programs put line ends and byte order marks before it.
const MARK_WITHIN: usize = 1024;
/// The type of Word documents.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// The part of a Word document that holds its text.
pub(crate) const WORD_TEXT: &str = "word/document.xml";

/// Opens the file. Only a PDF is read whole: a video may be larger than memory.
pub fn look(file: &Path) -> std::io::Result<Look> {
    let head = head_of(file)?;
    if head[..head.len().min(MARK_WITHIN)].windows(5).any(|part| part == b"%PDF-") {
        return Ok(look_at_pdf(std::fs::read(file)?));
    }
    Ok(match infer::get(&head).map(|kind| kind.mime_type()) {
        Some("image/jpeg") => Look::Is(Kind::Jpeg),
        Some("image/png") => Look::Is(Kind::Png),
        Some("image/webp") => Look::Is(Kind::Webp),
        Some("video/mp4" | "video/x-m4v") => Look::Is(Kind::Mp4),
        Some("application/zip" | WORD) => look_at_archive(File::open(file)?),
        _ => Look::Unknown,
    })
}

fn head_of(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    File::open(file)?.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

fn look_at_pdf(bytes: Vec<u8>) -> Look {
    match Pdf::new(bytes) {
        Ok(pdf) if pdf.pages().is_empty() => Look::Damaged(Kind::Pdf),
        Ok(_) => Look::Is(Kind::Pdf),
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm)) => {
            Look::Locked(Kind::Pdf)
        }
        Err(_) => Look::Damaged(Kind::Pdf),
    }
}

fn look_at_archive(file: File) -> Look {
    match ZipArchive::new(BufReader::new(file)) {
        Ok(archive) if archive.index_for_name(WORD_TEXT).is_some() => Look::Is(Kind::Docx),
        Ok(_) => Look::Is(Kind::Zip),
        Err(_) => Look::Damaged(Kind::Zip),
    }
}
