//! The outbox as staff see it.

use app::components::banner::Flash;
use app::outbox::letter_page::{LetterPage, LetterView};
use app::outbox::mail_list_page::{MailLine, MailListPage, PauseView};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::outbox::MailState;
use domain::paging::PageNumber;
use domain::text::clean_line;
use leptos::prelude::*;
use serde::Deserialize;
use services::outbox::{self, LetterOnDesk, MailFilter};

use super::write;
use crate::http::errors::PageError;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// Pages for people who have signed in.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new()
        .route("/quan-tri/thu", get(list))
        .route("/quan-tri/thu/gui-lai-tat-ca", post(retry_all))
        .route("/quan-tri/thu/{letter}", get(show))
        .route("/quan-tri/thu/{letter}/gui-lai", post(retry))
        .route("/quan-tri/thu/{letter}/giu-lai", post(hold))
}

/// The filter in the address.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct ListQuery {
    #[serde(default)]
    trang_thai: String,
    #[serde(default)]
    nguoi_nhan: String,
    #[serde(default)]
    trang: String,
}

/// `GET /quan-tri/thu`
async fn list(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Query(query): Query<ListQuery>,
) -> Result<Response, PageError> {
    let filter = MailFilter {
        state: MailState::from_code(&query.trang_thai),
        page: PageNumber::parse(&query.trang).get(),
        recipient: clean_line(&query.nguoi_nhan).to_lowercase(),
    };
    let found = outbox::list_mail(&portal.db, &actor, &filter).await?;
    let lines = found.letters.into_iter().map(line).collect();
    let MailFilter { state, recipient, page } = filter;
    let (total, failed) = (found.total, found.failed);
    let pause = found.pause.map(|pause| PauseView { reason: pause.reason, since: pause.since, next_at: pause.next_at });
    Ok(request.page(move || view! { <MailListPage lines total page state recipient pause failed/> }).await)
}

fn line(letter: LetterOnDesk) -> MailLine {
    MailLine {
        id: letter.id,
        recipient: letter.recipient,
        kind: letter.kind,
        state: letter.state,
        created_at: letter.created_at,
    }
}

/// `GET /quan-tri/thu/{letter}`: what left as it left, what waits as it would leave.
async fn show(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(letter): Path<i64>,
) -> Result<Response, PageError> {
    let letter = outbox::find_mail(&portal.db, &actor, letter).await?;
    let now = write(&portal, letter.kind, letter.lang, &letter.params);
    let letter = LetterView {
        id: letter.id,
        recipient: letter.recipient,
        kind: letter.kind,
        state: letter.state,
        subject: letter.subject.unwrap_or(now.subject),
        body: letter.body.unwrap_or(now.body),
        attempts: letter.attempts,
        next_at: letter.next_at,
        last_error: letter.last_error,
        created_at: letter.created_at,
        sent_at: letter.sent_at,
    };
    Ok(request.page(move || view! { <LetterPage letter/> }).await)
}

/// `POST /quan-tri/thu/{letter}/gui-lai`
async fn retry(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(letter): Path<i64>,
) -> Result<Response, PageError> {
    outbox::retry_mail(&portal.db, &actor, letter, request.now()).await?;
    Ok(request.redirect_saying(&format!("/quan-tri/thu/{letter}"), Flash::LetterQueued))
}

/// `POST /quan-tri/thu/gui-lai-tat-ca`
async fn retry_all(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    outbox::retry_all_mail(&portal.db, &actor, request.now()).await?;
    Ok(request.redirect_saying("/quan-tri/thu", Flash::LettersQueued))
}

/// `POST /quan-tri/thu/{letter}/giu-lai`
async fn hold(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(letter): Path<i64>,
) -> Result<Response, PageError> {
    outbox::hold_mail(&portal.db, &actor, letter, request.now()).await?;
    Ok(request.redirect_saying(&format!("/quan-tri/thu/{letter}"), Flash::LetterHeld))
}
