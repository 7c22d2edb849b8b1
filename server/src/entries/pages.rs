//! The pages around an entry: list, task list, check, receipt, withdrawal.

use app::components::banner::Flash;
use app::entries::check_page::CheckPage;
use app::entries::my_entries_page::MyEntriesPage;
use app::entries::receipt_page::ReceiptPage;
use app::entries::start_page::{CannotStartPage, StartPage};
use app::entries::task_list_page::TaskListPage;
use app::entries::withdraw_page::WithdrawPage;
use axum::body::Body;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::Response;
use domain::entries::open_entry::OpenEntry;
use domain::ids::EntryId;
use domain::people::actor::Actor;
use leptos::prelude::*;
use serde::Deserialize;
use services::entries::{self, StartEntryError, SubmitEntryError, WithdrawEntryError};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// `GET /ho-so`
pub async fn list_entries(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    let entries = entries::list_my_entries(&portal.db, &actor).await?;
    let open_editions = entries::open_editions(&portal.db, request.now()).await?;
    Ok(request.page(move || view! { <MyEntriesPage entries open_editions/> }).await)
}

/// The edition named in an address.
#[derive(Deserialize)]
pub struct StartQuery {
    ky: String,
}

/// `GET /ho-so/moi?ky=…`
pub async fn show_start(
    State(portal): State<Portal>,
    request: PageRequest,
    Query(query): Query<StartQuery>,
) -> Result<Response, PageError> {
    let edition = services::programmes::find_edition_by_slug(&portal.db, &query.ky).await?;
    if !edition.state.is_public() {
        return Err(PageError::NotFound);
    }
    Ok(request.page(move || view! { <StartPage edition/> }).await)
}

/// `POST /ho-so/moi`
pub async fn start_entry(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    form: FormFields,
) -> Result<Response, PageError> {
    match entries::start_entry(&portal.db, &actor, &form.text("ky"), request.now()).await {
        Ok(id) => Ok(request.redirect(&format!("/ho-so/{id}"))),
        Err(StartEntryError::NotYetOpen { opens_at }) => {
            let opens_at = Some(opens_at);
            Ok(request.refused(move || view! { <CannotStartPage opens_at closed_at=None/> }).await)
        }
        Err(StartEntryError::Closed { closed_at }) => {
            let closed_at = Some(closed_at);
            Ok(request.refused(move || view! { <CannotStartPage opens_at=None closed_at/> }).await)
        }
        Err(StartEntryError::Failure(failure)) => Err(failure.into()),
    }
}

/// Somebody who works on an entry of theirs.
pub struct Author {
    portal: Portal,
    request: PageRequest,
    actor: Actor,
    id: EntryId,
}

impl Author {
    /// The entry as it is now; to others it is not there.
    async fn open(&self) -> Result<OpenEntry, PageError> {
        let Self { portal, actor, id, .. } = self;
        Ok(entries::find_open_entry(&portal.db, actor, *id, self.request.now()).await?)
    }
}

impl FromRequestParts<Portal> for Author {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, PageError> {
        let Ok(request) = PageRequest::from_request_parts(parts, portal).await;
        let SignedIn(actor) = SignedIn::from_request_parts(parts, portal).await?;
        let id = Path::<EntryId>::from_request_parts(parts, portal).await;
        let Path(id) = id.map_err(|_| PageError::BadRequest)?;
        Ok(Self { portal: portal.clone(), request, actor, id })
    }
}

/// `GET /ho-so/{id}`
pub async fn show_task_list(author: Author) -> Result<Response, PageError> {
    let open = author.open().await?;
    Ok(author.request.page(move || view! { <TaskListPage open/> }).await)
}

/// `GET /ho-so/{id}/kiem-tra`
pub async fn show_check(author: Author) -> Result<Response, PageError> {
    let open = author.open().await?;
    Ok(author.request.page(move || view! { <CheckPage open/> }).await)
}

/// `POST /ho-so/{id}/nop`: sends the entry.
pub async fn submit_entry(author: Author) -> Result<Response, PageError> {
    let id = author.id;
    let Author { portal, actor, .. } = &author;
    let sent = entries::submit_entry(&portal.db, &portal.receipt_key, actor, id, author.request.now()).await;
    match sent {
        Ok(_) => Ok(author.request.redirect(&format!("/ho-so/{id}/bien-nhan"))),
        Err(SubmitEntryError::Problems(refused)) => {
            let open = author.open().await?;
            Ok(author.request.refused(move || view! { <CheckPage open refused/> }).await)
        }
        Err(SubmitEntryError::IntakeOver) => {
            let open = author.open().await?;
            Ok(author.request.refused(move || view! { <CheckPage open over=true/> }).await)
        }
        Err(SubmitEntryError::Failure(failure)) => Err(failure.into()),
    }
}

/// `GET /ho-so/{id}/bien-nhan`
pub async fn show_receipt(author: Author) -> Result<Response, PageError> {
    let open = author.open().await?;
    let receipt = open.receipts.last().cloned().ok_or(PageError::NotFound)?;
    let secret = entries::look_up_code(&receipt).to_string();
    Ok(author.request.page(move || view! { <ReceiptPage open receipt secret/> }).await)
}

/// `GET /ho-so/{id}/bien-nhan.txt`
pub async fn download_receipt(author: Author) -> Result<Response, PageError> {
    let open = author.open().await?;
    let receipt = open.receipts.last().ok_or(PageError::NotFound)?;
    let name = receipt.payload.number.replace('/', "-");
    let mut response = Response::new(Body::from(receipt.text()));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}.txt\""));
    headers.insert(CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    Ok(response)
}

/// `GET /ho-so/{id}/rut`
pub async fn show_withdraw(author: Author) -> Result<Response, PageError> {
    let open = author.open().await?;
    if !open.is_owner {
        return Err(PageError::NotFound);
    }
    Ok(author.request.page(move || view! { <WithdrawPage open/> }).await)
}

/// `POST /ho-so/{id}/rut`
pub async fn withdraw_entry(author: Author) -> Result<Response, PageError> {
    let id = author.id;
    let withdrawn = entries::withdraw_entry(&author.portal.db, &author.actor, id, author.request.now()).await;
    match withdrawn {
        Ok(()) => Ok(author.request.redirect_saying(&format!("/ho-so/{id}"), Flash::EntryWithdrawn)),
        Err(WithdrawEntryError::TooLate) => {
            let open = author.open().await?;
            Ok(author.request.refused(move || view! { <WithdrawPage open too_late=true/> }).await)
        }
        Err(WithdrawEntryError::Failure(failure)) => Err(failure.into()),
    }
}
