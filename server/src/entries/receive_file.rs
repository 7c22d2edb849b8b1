//! A file by a plain form, while it arrives.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Body;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request};
use domain::entries::file_problem::FileProblem;
use domain::ids::{AttachmentId, EntryId};
use domain::people::actor::Actor;
use futures::StreamExt;
use services::entries::files::{self, ChangeFilesError, FilePlace, Incoming};

use crate::http::bounds::{AROUND_FILE, BESIDE_FILE, READ_ON};
use crate::http::errors::PageError;
use crate::http::request::PageRequest;
use crate::portal::Portal;

/// What was sent, as far as it came.
pub struct Sent {
    pub place: FilePlace,
    pub name: String,
    pub outcome: Result<AttachmentId, ChangeFilesError>,
}

/// Reads the form: where the file belongs comes before the file, so nothing is received in vain.
pub async fn receive(
    portal: &Portal,
    request: &PageRequest,
    actor: &Actor,
    id: EntryId,
    form: Request,
) -> Result<Sent, PageError> {
    let file_began = Arc::new(AtomicBool::new(false));
    let form = form.map(|body| bounded(body, file_began.clone()));
    let mut form = Multipart::from_request(form, portal).await.map_err(|_| PageError::BadRequest)?;
    let mut place = FilePlace { item: String::new(), author: None };
    while let Some(field) = form.next_field().await.map_err(|_| PageError::BadRequest)? {
        match field.name().unwrap_or_default() {
            "muc" => place.item = short_text(field).await?,
            "tac-gia" => place.author = short_text(field).await?.parse().ok(),
            name if name.starts_with("tep") => {
                file_began.store(true, Ordering::Relaxed);
                let file_name = field.file_name().unwrap_or_default().to_owned();
                let outcome = receive_file(portal, request, actor, id, &place, &file_name, field).await;
                return Ok(Sent { place, name: file_name, outcome });
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
) -> Result<AttachmentId, ChangeFilesError> {
    let room = match files::find_room(&portal.db, actor, id, place).await {
        Ok(room) => room,
        Err(refused) => {
            read_on(field).await;
            return Err(refused);
        }
    };
    if name.is_empty() {
        return Err(ChangeFilesError::Problem(FileProblem::NothingChosen));
    }
    let mut incoming = Incoming::create(&portal.files, room.item.max_mb).await?;
    loop {
        match field.chunk().await {
            Ok(Some(piece)) => incoming.write(&piece).await?,
            Ok(None) => break,
            Err(_) => return Err(ChangeFilesError::Problem(FileProblem::CutOff)),
        }
    }
    files::add_file(&portal.db, &portal.files, actor, id, place, name, incoming, request.now()).await
}

/// Reads what is still on its way, up to a limit: many browsers show an answer only once they have sent everything.
async fn read_on(mut field: Field<'_>) {
    let mut left = READ_ON;
    while let Ok(Some(piece)) = field.chunk().await {
        left = left.saturating_sub(piece.len());
        if left == 0 {
            return;
        }
    }
}

/// What stands around the file is small, wherever it stands.
fn bounded(body: Body, file_began: Arc<AtomicBool>) -> Body {
    let mut around = 0;
    Body::from_stream(body.into_data_stream().map(move |piece| {
        let piece = piece.map_err(std::io::Error::other)?;
        if !file_began.load(Ordering::Relaxed) {
            around += piece.len();
            if around > AROUND_FILE {
                return Err(std::io::Error::other("too much before the file"));
            }
        }
        Ok(piece)
    }))
}

/// A short text beside the file.
async fn short_text(mut field: Field<'_>) -> Result<String, PageError> {
    let mut text = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| PageError::BadRequest)? {
        text.extend_from_slice(&piece);
        if text.len() > BESIDE_FILE {
            return Err(PageError::TooLarge);
        }
    }
    String::from_utf8(text).map_err(|_| PageError::BadRequest)
}
