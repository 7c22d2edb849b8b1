//! Files in pieces, for the upload island: begin, go on, ask how far, finish.

use app::entries::file_words::file_sentence;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use domain::ids::EntryId;
use serde_json::json;
use services::entries::files::{self, ChangeFilesError, FilePlace, Upload};

use super::answer;
use super::files::status_of;
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// Where the next piece starts.
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");

/// `POST /ho-so/{id}/tep/tai`: begins an upload.
pub async fn start_upload(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<EntryId>,
    form: FormFields,
) -> Result<Response, PageError> {
    let place = FilePlace {
        item: form.text("muc"),
        author: form.number("tac-gia").map(domain::ids::AuthorId),
    };
    let (name, size) = (form.text("ten"), form.number::<u64>("co").unwrap_or(0));
    let started = files::start_upload(&portal.db, &portal.files, &actor, id, place, &name, size, request.now()).await;
    match started {
        Ok(upload) => Ok(state(StatusCode::CREATED, &upload)),
        Err(err) => refused(&request, &name, err),
    }
}

/// `GET` and `HEAD /ho-so/{id}/tep/tai/{upload}`: how far it has come.
pub async fn show_upload(
    State(portal): State<Portal>,
    SignedIn(actor): SignedIn,
    Path((id, upload)): Path<(EntryId, String)>,
) -> Result<Response, PageError> {
    let upload = files::find_upload(&portal.db, &actor, id, &upload).await?;
    Ok(state(StatusCode::OK, &upload))
}

/// `PATCH /ho-so/{id}/tep/tai/{upload}`: the next piece, with its `Upload-Offset`.
pub async fn append_chunk(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((id, upload)): Path<(EntryId, String)>,
    headers: HeaderMap,
    piece: Bytes,
) -> Result<Response, PageError> {
    let offset = headers
        .get(OFFSET)
        .and_then(|offset| offset.to_str().ok()?.parse::<u64>().ok());
    let offset = offset.ok_or(PageError::BadRequest)?;
    let appended = files::append_chunk(&portal.db, &portal.files, &actor, id, &upload, offset, &piece).await;
    match appended {
        Ok(upload) if upload.received == offset + piece.len() as u64 => Ok(state(StatusCode::OK, &upload)),
        Ok(upload) => Ok(state(StatusCode::CONFLICT, &upload)),
        Err(err) => {
            let name = files::find_upload(&portal.db, &actor, id, &upload).await?.name;
            refused(&request, &name, err)
        }
    }
}

/// `POST /ho-so/{id}/tep/tai/{upload}`: all bytes have been sent.
pub async fn finish_upload(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((id, upload)): Path<(EntryId, String)>,
) -> Result<Response, PageError> {
    let name = files::find_upload(&portal.db, &actor, id, &upload).await?.name;
    match files::finish_upload(&portal.db, &portal.files, &actor, id, &upload, request.now()).await {
        Ok(_) => Ok(answer::json(StatusCode::OK, &json!({ "finished": true }))),
        Err(err) => refused(&request, &name, err),
    }
}

fn state(status: StatusCode, upload: &Upload) -> Response {
    let body = json!({
        "id": upload.id, "received": upload.received, "size": upload.size, "finished": upload.is_finished,
    });
    let mut response = answer::json(status, &body);
    response
        .headers_mut()
        .insert(OFFSET, HeaderValue::from(upload.received));
    response
}

fn refused(request: &PageRequest, name: &str, err: ChangeFilesError) -> Result<Response, PageError> {
    match err {
        ChangeFilesError::Problem(problem) => {
            let sentence = file_sentence(&problem, name, request.lang());
            Ok(answer::json(status_of(&problem), &json!({ "problem": sentence })))
        }
        ChangeFilesError::Failure(failure) => Err(failure.into()),
    }
}
