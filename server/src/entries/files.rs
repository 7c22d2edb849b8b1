//! Files of an entry: plain forms, downloads, previews.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::entries::check_page::section_errors;
use app::entries::files_page::{FilesPage, file_field, file_sentence};
use axum::body::Body;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::Response;
use domain::entries::file_problem::FileProblem;
use domain::entries::sections::EntrySection;
use domain::ids::{AttachmentId, EntryId};
use domain::people::actor::Actor;
use leptos::prelude::*;
use serde::Deserialize;
use services::entries;
use services::entries::files::{self, AddFileError, Download, FilePlace, Incoming};

use crate::http::errors::{PageError, encode};
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// What to point out.
#[derive(Deserialize)]
pub struct FilesQuery {
    xem: Option<String>,
}

/// `GET /ho-so/{id}/tep`
pub async fn show_files(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<EntryId>,
    Query(query): Query<FilesQuery>,
) -> Result<Response, PageError> {
    let open = entries::find_open_entry(&portal.db, &actor, id, request.now()).await?;
    if !open.may_edit || !open.has(EntrySection::Files) {
        return Ok(request.redirect(&format!("/ho-so/{id}")));
    }
    entries::note_visit(&portal.db, &actor, id, EntrySection::Files, request.now()).await?;
    let errors = if query.xem.as_deref() == Some("loi") {
        section_errors(&open, EntrySection::Files, request.lang())
    } else {
        Errors::default()
    };
    Ok(request.page(move || view! { <FilesPage open errors/> }).await)
}

/// What was sent, as far as it came.
struct Sent {
    place: FilePlace,
    name: String,
    outcome: Result<AttachmentId, AddFileError>,
}

/// `POST /ho-so/{id}/tep`: one file by a plain form.
pub async fn add_file(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<EntryId>,
    mut form: Multipart,
) -> Result<Response, PageError> {
    let sent = receive(&portal, &request, &actor, id, &mut form).await?;
    match sent.outcome {
        Ok(_) => Ok(request.redirect_saying(&format!("/ho-so/{id}/tep"), Flash::FileAdded)),
        Err(AddFileError::Problem(problem)) => {
            refuse_file(&portal, request, &actor, id, &sent.place, &sent.name, &problem).await
        }
        Err(AddFileError::Failure(failure)) => Err(failure.into()),
    }
}

async fn refuse_file(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    id: EntryId,
    place: &FilePlace,
    name: &str,
    problem: &FileProblem,
) -> Result<Response, PageError> {
    let open = entries::find_open_entry(&portal.db, actor, id, request.now()).await?;
    let mut errors = Errors::default();
    let sentence = file_sentence(problem, name, request.lang());
    errors.add(file_field(&place.item, place.author), sentence);
    let status = if *problem == FileProblem::DiskFull {
        StatusCode::INSUFFICIENT_STORAGE
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(request.answer(status, move || view! { <FilesPage open errors/> }).await)
}

/// Reads the form: where the file belongs comes before the file, so nothing is received in vain.
async fn receive(
    portal: &Portal,
    request: &PageRequest,
    actor: &Actor,
    id: EntryId,
    form: &mut Multipart,
) -> Result<Sent, PageError> {
    let mut place = FilePlace {
        item: String::new(),
        author: None,
    };
    while let Some(field) = form.next_field().await.map_err(|_| PageError::BadRequest)? {
        match field.name().unwrap_or_default() {
            "muc" => place.item = field.text().await.map_err(|_| PageError::BadRequest)?,
            "tac-gia" => {
                let text = field.text().await.map_err(|_| PageError::BadRequest)?;
                place.author = text.parse().ok();
            }
            name if name.starts_with("tep") => {
                let file_name = field.file_name().unwrap_or_default().to_owned();
                let outcome = receive_file(portal, request, actor, id, &place, &file_name, field).await;
                return Ok(Sent {
                    place,
                    name: file_name,
                    outcome,
                });
            }
            _ => {}
        }
    }
    Err(PageError::BadRequest)
}

async fn receive_file(
    portal: &Portal,
    request: &PageRequest,
    actor: &Actor,
    id: EntryId,
    place: &FilePlace,
    name: &str,
    mut field: Field<'_>,
) -> Result<AttachmentId, AddFileError> {
    let room = files::find_room(&portal.db, actor, id, place).await?;
    if name.is_empty() {
        return Err(AddFileError::Problem(FileProblem::NothingChosen));
    }
    let mut incoming = Incoming::create(&portal.files, room.item.max_mb).await?;
    loop {
        match field.chunk().await {
            Ok(Some(piece)) => incoming.write(&piece).await?,
            Ok(None) => break,
            Err(_) => return Err(AddFileError::Problem(FileProblem::CutOff)),
        }
    }
    services::entries::files::add_file(
        &portal.db,
        &portal.files,
        actor,
        id,
        place,
        name,
        incoming,
        request.now(),
    )
    .await
}

/// `POST /ho-so/{id}/tep/{file}/xoa`
pub async fn remove_file(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((id, file)): Path<(EntryId, AttachmentId)>,
) -> Result<Response, PageError> {
    files::remove_file(&portal.db, &actor, id, file, request.now()).await?;
    Ok(request.redirect_saying(&format!("/ho-so/{id}/tep"), Flash::FileRemoved))
}

/// `GET /ho-so/{id}/tep/{file}`: the file, as an attachment, whatever it claims to be.
pub async fn download_file(
    State(portal): State<Portal>,
    SignedIn(actor): SignedIn,
    Path((id, file)): Path<(EntryId, AttachmentId)>,
) -> Result<Response, PageError> {
    let download = files::open_file(&portal.db, &portal.files, &actor, id, file).await?;
    Ok(attachment(download))
}

/// A file as an answer: a safe type, its length, and a name for old and new browsers.
pub fn attachment(download: Download) -> Response {
    let Download { file, bytes } = download;
    let mut response = Response::new(Body::from_stream(bytes));
    let headers = response.headers_mut();
    let media_type = HeaderValue::from_str(&file.media_type);
    headers.insert(
        CONTENT_TYPE,
        media_type.unwrap_or(HeaderValue::from_static("application/octet-stream")),
    );
    headers.insert(CONTENT_LENGTH, HeaderValue::from(file.size));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let plain: String = domain::text::fold(&file.name)
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '-'
            }
        })
        .collect();
    let disposition = format!(
        "attachment; filename=\"{plain}\"; filename*=UTF-8''{}",
        encode(&file.name).replace('+', "%20")
    );
    headers.insert(
        CONTENT_DISPOSITION,
        HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment")),
    );
    response
}

/// `GET /ho-so/{id}/tep/{file}/xem`: the preview of a picture.
pub async fn show_preview(
    State(portal): State<Portal>,
    SignedIn(actor): SignedIn,
    Path((id, file)): Path<(EntryId, AttachmentId)>,
) -> Result<Response, PageError> {
    let bytes = files::open_preview(&portal.db, &portal.files, &actor, id, file).await?;
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/webp"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    Ok(response)
}
