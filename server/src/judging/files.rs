//! Files as a judge gets them: pictures of their pages, or the file itself under a neutral name where it may be had.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::Response;
use axum::routing::get;
use domain::ids::AssignmentId;
use services::entries::files::ByteStream;
use services::judging::{self, JudgedBlob};

use crate::http::errors::PageError;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// The files of an assignment's entry.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/cham/{assignment}/tep/{number}", get(show_file))
        .route("/cham/{assignment}/tep/{number}/trang/{page}", get(show_page))
}

/// `GET /cham/{assignment}/tep/{number}`: the file itself. In a blind round only one that the secretary released.
async fn show_file(
    State(portal): State<Portal>,
    SignedIn(actor): SignedIn,
    Path((assignment, number)): Path<(AssignmentId, usize)>,
) -> Result<Response, PageError> {
    let blob = judging::find_judged_file(&portal.db, &actor, assignment, number).await?;
    let bytes = portal.files.read(&blob.sha256).await?;
    Ok(blob_answer(&blob, bytes))
}

/// `GET /cham/{assignment}/tep/{number}/trang/{page}`: the picture of a page.
async fn show_page(
    State(portal): State<Portal>,
    SignedIn(actor): SignedIn,
    Path((assignment, number, page)): Path<(AssignmentId, usize, usize)>,
) -> Result<Response, PageError> {
    let blob = judging::find_judged_page(&portal.db, &actor, assignment, number, page).await?;
    let bytes = portal.files.read(&blob.sha256).await?;
    Ok(blob_answer(&blob, bytes))
}

/// Pictures stand in the page; everything else is a download, so that nothing of it runs here.
pub fn blob_answer(blob: &JudgedBlob, bytes: ByteStream) -> Response {
    let picture = matches!(blob.media_type.as_str(), "image/jpeg" | "image/png" | "image/webp");
    let way = if picture { "inline" } else { "attachment" };
    let disposition = HeaderValue::from_str(&format!("{way}; filename=\"{}\"", blob.name));
    let kind = HeaderValue::from_str(&blob.media_type);
    let mut response = Response::new(Body::from_stream(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, kind.unwrap_or(HeaderValue::from_static("application/octet-stream")));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(blob.size));
    headers.insert(CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}
