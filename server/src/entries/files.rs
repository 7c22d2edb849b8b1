//! Files of an entry: plain forms, downloads, previews.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::components::status::Status;
use app::entries::check_page::section_errors;
use app::entries::file_words::{FilesWords, file_sentence};
use app::entries::files_page::{FilesPage, file_field};
use app::entries::unclaimed_papers::claim_field;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::Response;
use domain::entries::file_problem::FileProblem;
use domain::entries::sections::EntrySection;
use domain::entries::state::EntryState;
use domain::ids::{AttachmentId, EntryId};
use domain::people::actor::Actor;
use domain::text::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::entries;
use services::entries::files::{self, ChangeFilesError, Download, FilePlace};
use services::failure::Failure;

use super::receive_file::receive;
use crate::http::errors::{self, PageError, encode};
use crate::http::form::FormFields;
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

/// `POST /ho-so/{id}/tep`: one file by a plain form.
pub async fn add_file(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<EntryId>,
    form: Request,
) -> Result<Response, PageError> {
    let sent = receive(&portal, &request, &actor, id, form).await?;
    match sent.outcome {
        Ok(_) => Ok(request.redirect_saying(&format!("/ho-so/{id}/tep"), Flash::FileAdded)),
        Err(ChangeFilesError::Problem(FileProblem::EntryClosed { state })) => {
            let what = FilesWords(request.lang()).not_added(&sent.name, state_word(state, request.lang()));
            closed(&portal, request, &actor, id, what).await
        }
        Err(ChangeFilesError::Problem(problem)) => {
            refuse_file(&portal, request, &actor, id, &sent.place, &sent.name, &problem).await
        }
        Err(ChangeFilesError::Failure(Failure::Busy)) => {
            let busy = refuse_file(&portal, request, &actor, id, &sent.place, &sent.name, &FileProblem::Busy);
            Ok(errors::try_later(busy.await?))
        }
        Err(ChangeFilesError::Failure(failure)) => Err(failure.into()),
    }
}

fn state_word(state: EntryState, lang: Lang) -> &'static str {
    state.look(lang).2
}

/// The entry was sent or closed in another window: what was not done, and the files it holds.
async fn closed(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    id: EntryId,
    refused: String,
) -> Result<Response, PageError> {
    let open = entries::find_open_entry(&portal.db, actor, id, request.now()).await?;
    let view = move || view! { <FilesPage open errors=Errors::default() refused/> };
    Ok(request.answer(StatusCode::CONFLICT, view).await)
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
    Ok(request.answer(status_of(problem), move || view! { <FilesPage open errors/> }).await)
}

/// How a refused file is answered.
pub fn status_of(problem: &FileProblem) -> StatusCode {
    match problem {
        FileProblem::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
        FileProblem::EntryClosed { .. } => StatusCode::CONFLICT,
        FileProblem::Busy => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// `POST /ho-so/{id}/tep/{file}/xoa`
pub async fn remove_file(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((id, file)): Path<(EntryId, AttachmentId)>,
) -> Result<Response, PageError> {
    match files::remove_file(&portal.db, &actor, id, file, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/ho-so/{id}/tep"), Flash::FileRemoved)),
        Err(ChangeFilesError::Problem(_)) => {
            let entry = entries::find_open_entry(&portal.db, &actor, id, request.now()).await?.entry;
            let named = entry.files.iter().find(|stored| stored.id == file);
            let name = named.map(|stored| stored.name.as_str()).unwrap_or_default();
            let what = FilesWords(request.lang()).not_removed(name, state_word(entry.state, request.lang()));
            closed(&portal, request, &actor, id, what).await
        }
        Err(ChangeFilesError::Failure(failure)) => Err(failure.into()),
    }
}

/// `POST /ho-so/{id}/tep/{file}/cua`: whose the paper is.
pub async fn claim_paper(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((id, file)): Path<(EntryId, AttachmentId)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let field = claim_field(file);
    let Some(author) = form.number(&field) else {
        let open = entries::find_open_entry(&portal.db, &actor, id, request.now()).await?;
        let mut errors = Errors::default();
        errors.add(field, FilesWords(request.lang()).claim_missing());
        let page = move || view! { <FilesPage open errors/> };
        return Ok(request.answer(StatusCode::UNPROCESSABLE_ENTITY, page).await);
    };
    match files::claim_paper(&portal.db, &actor, id, file, author, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/ho-so/{id}/tep"), Flash::PaperClaimed)),
        Err(ChangeFilesError::Problem(problem)) => {
            let open = entries::find_open_entry(&portal.db, &actor, id, request.now()).await?;
            let item = open.entry.files.iter().find(|stored| stored.id == file).map(|stored| stored.item.clone());
            let place = FilePlace { item: item.unwrap_or_default(), author: Some(author) };
            refuse_file(&portal, request, &actor, id, &place, "", &problem).await
        }
        Err(ChangeFilesError::Failure(failure)) => Err(failure.into()),
    }
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
    headers.insert(CONTENT_TYPE, media_type.unwrap_or(HeaderValue::from_static("application/octet-stream")));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(file.size));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let plain: String = domain::text::fold(&file.name)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' })
        .collect();
    let disposition =
        format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encode(&file.name).replace('+', "%20"));
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
