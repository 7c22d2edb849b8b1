//! Files in pieces, for the upload island: begin, go on, ask how far, finish.

use app::entries::file_words::file_sentence;
use axum::RequestExt;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use domain::entries::file_problem::FileProblem;
use domain::ids::EntryId;
use futures::TryStreamExt;
use serde_json::json;
use services::entries::files::{self, ChangeFilesError, FilePlace, Upload};
use services::failure::Failure;

use super::answer;
use super::files::status_of;
use crate::http::errors::{self, PageError};
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
    let place = FilePlace { item: form.text("muc"), author: form.number("tac-gia").map(domain::ids::AuthorId) };
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
    sent: Request,
) -> Result<Response, PageError> {
    let offset = sent.headers().get(OFFSET).and_then(|offset| offset.to_str().ok()?.parse::<u64>().ok());
    let offset = offset.ok_or(PageError::BadRequest)?;
    let mut length = 0;
    let piece = sent.with_limited_body().into_body().into_data_stream();
    let counted = piece.inspect_ok(|bytes| length += bytes.len() as u64);
    let appended = files::append_chunk(&portal.db, &portal.files, &actor, id, &upload, offset, counted).await;
    match appended {
        Ok(upload) if upload.received == offset + length => Ok(state(StatusCode::OK, &upload)),
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
    response.headers_mut().insert(OFFSET, HeaderValue::from(upload.received));
    response
}

fn refused(request: &PageRequest, name: &str, err: ChangeFilesError) -> Result<Response, PageError> {
    match err {
        ChangeFilesError::Problem(problem) => {
            let sentence = file_sentence(&problem, name, request.lang());
            Ok(answer::json(status_of(&problem), &json!({ "problem": sentence })))
        }
        // The bytes stay: the same upload can be finished a little later.
        ChangeFilesError::Failure(Failure::Busy) => {
            let sentence = file_sentence(&FileProblem::Busy, name, request.lang());
            let busy = answer::json(StatusCode::SERVICE_UNAVAILABLE, &json!({ "busy": sentence }));
            Ok(errors::try_later(busy))
        }
        ChangeFilesError::Failure(failure) => Err(failure.into()),
    }
}
