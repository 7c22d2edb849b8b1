//! What a file is: it is opened, whatever stands around it and whatever its name says.

use std::io::Cursor;

use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use image::{ImageFormat, ImageReader};
use zip::ZipArchive;

use crate::answer::{Kind, Look};

/// How far into a file the mark of a PDF may stand: programs put line ends and byte order marks before it.
const MARK_WITHIN: usize = 1024;
/// The type of Word documents.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// The part of a Word document that holds its text.
pub(crate) const WORD_TEXT: &str = "word/document.xml";

/// Opens the file.
pub fn look(bytes: &[u8]) -> Look {
    let head = &bytes[..bytes.len().min(MARK_WITHIN)];
    if head.windows(5).any(|part| part == b"%PDF-") {
        return look_at_pdf(bytes);
    }
    match infer::get(bytes).map(|kind| kind.mime_type()) {
        Some("image/jpeg") => look_at_picture(bytes, ImageFormat::Jpeg, Kind::Jpeg),
        Some("image/png") => look_at_picture(bytes, ImageFormat::Png, Kind::Png),
        Some("image/webp") => look_at_picture(bytes, ImageFormat::WebP, Kind::Webp),
        Some("video/mp4" | "video/x-m4v") => Look::Is(Kind::Mp4),
        Some("application/zip" | WORD) => look_at_archive(bytes),
        _ => Look::Unknown,
    }
}

fn look_at_pdf(bytes: &[u8]) -> Look {
    match Pdf::new(bytes.to_vec()) {
        Ok(pdf) if pdf.pages().is_empty() => Look::Damaged(Kind::Pdf),
        Ok(_) => Look::Is(Kind::Pdf),
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm)) => {
            Look::Locked(Kind::Pdf)
        }
        Err(_) => Look::Damaged(Kind::Pdf),
    }
}

/// The head says how large a picture is; the rest is read where it is shown.
fn look_at_picture(bytes: &[u8], format: ImageFormat, kind: Kind) -> Look {
    match ImageReader::with_format(Cursor::new(bytes), format).into_dimensions() {
        Ok(_) => Look::Is(kind),
        Err(_) => Look::Damaged(kind),
    }
}

fn look_at_archive(bytes: &[u8]) -> Look {
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) if archive.index_for_name(WORD_TEXT).is_some() => Look::Is(Kind::Docx),
        Ok(_) => Look::Is(Kind::Zip),
        Err(_) => Look::Damaged(Kind::Zip),
    }
}
