//! Files as a judge gets them: under a neutral name, in a blind round without what programs wrote into them.

use app::judging::file_unreadable_page::FileUnreadablePage;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;
use domain::ids::AssignmentId;
use futures::TryStreamExt;
use leptos::prelude::*;
use services::judging::{self, JudgedBlob, Scrubbed, scrub};

use crate::http::errors::PageError;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// The files of an assignment's entry.
pub fn routes() -> Router<Portal> {
    Router::new().route("/cham/{assignment}/tep/{number}", get(show_file))
}

/// `GET /cham/{assignment}/tep/{number}`
async fn show_file(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((assignment, number)): Path<(AssignmentId, usize)>,
) -> Result<Response, PageError> {
    let blob = judging::find_judged_file(&portal.db, &actor, assignment, number).await?;
    let bytes = portal.files.read(&blob.sha256).await?;
    if !blob.blind {
        return Ok(file_answer(&blob, Body::from_stream(bytes)));
    }
    let pieces: Vec<_> = bytes
        .try_collect()
        .await
        .map_err(|err| PageError::Internal(err.to_string()))?;
    let media_type = blob.media_type.clone();
    let scrubbed = tokio::task::spawn_blocking(move || scrub(&pieces.concat(), &media_type)).await;
    match scrubbed.map_err(|err| PageError::Internal(err.to_string()))? {
        Scrubbed::Clean(bytes) => Ok(file_answer(&blob, Body::from(bytes))),
        Scrubbed::Unreadable | Scrubbed::Unsupported => {
            let page = request.answer(StatusCode::CONFLICT, move || view! { <FileUnreadablePage assignment/> });
            Ok(page.await)
        }
    }
}

/// Pictures stand in the page; everything else is a download, so that nothing of it runs here.
fn file_answer(blob: &JudgedBlob, body: Body) -> Response {
    let picture = matches!(blob.media_type.as_str(), "image/jpeg" | "image/png" | "image/webp");
    let way = if picture { "inline" } else { "attachment" };
    let disposition = HeaderValue::from_str(&format!("{way}; filename=\"{}\"", blob.name));
    let kind = HeaderValue::from_str(&blob.media_type);
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        kind.unwrap_or(HeaderValue::from_static("application/octet-stream")),
    );
    headers.insert(
        CONTENT_DISPOSITION,
        disposition.unwrap_or(HeaderValue::from_static("attachment")),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}
