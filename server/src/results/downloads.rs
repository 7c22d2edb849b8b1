//! Lists and bundles as downloads.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::Response;
use domain::calendar::vietnam_date;
use services::heavy;
use services::results::ListFile;
use time::OffsetDateTime;

use crate::http::errors::{PageError, encode};

/// Which file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Csv,
    Xlsx,
}

impl Kind {
    /// The kind of a word in the address; XLSX unless CSV is asked for.
    pub fn of(word: &str) -> Self {
        if word == "csv" { Self::Csv } else { Self::Xlsx }
    }
}

/// What a spreadsheet of all winners, or a bundle of proofs, takes while it is made.
pub const LIST_MIB: u32 = 32;

/// A list as a file whose name carries the day.
pub async fn answer(kind: Kind, name: &str, list: ListFile, now: OffsetDateTime) -> Result<Response, PageError> {
    let name = format!("{name}-{}", vietnam_date(now));
    let (bytes, extension, media) = match kind {
        Kind::Csv => (list.csv(), "csv", "text/csv; charset=utf-8"),
        Kind::Xlsx => (
            heavy::work(LIST_MIB, move || list.xlsx()).await?,
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    };
    Ok(attachment(&format!("{name}.{extension}"), media, bytes.map_err(PageError::Internal)?))
}

/// Bytes to be saved, never shown; the name in ASCII and in UTF-8.
pub fn attachment(name: &str, media: &'static str, bytes: Vec<u8>) -> Response {
    let ascii: String =
        name.chars().map(|letter| if letter.is_ascii_graphic() && letter != '"' { letter } else { '-' }).collect();
    let disposition = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{}", encode(name));
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(
        CONTENT_DISPOSITION,
        HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment")),
    );
    response
}
