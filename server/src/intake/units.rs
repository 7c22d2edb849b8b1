//! The unit officer's list and the two answers a unit can give.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::intake::problem_words::{ProblemWords, decision_errors, moved_sentence};
use app::intake::queue_query::unit_filter;
use app::intake::unit_entry_page::UnitEntryPage;
use app::intake::unit_page::UnitPage;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::ids::EntryId;
use domain::intake::decisions::field;
use domain::people::actor::Actor;
use leptos::prelude::*;
use services::intake::{self, DecisionError};

use super::query_pairs;
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/don-vi", get(show_desk))
        .route("/don-vi/ho-so/{id}", get(show_entry))
        .route("/don-vi/ho-so/{id}/xac-nhan", post(confirm_entry))
        .route("/don-vi/ho-so/{id}/tra-lai", post(return_entry))
}

/// `GET /don-vi`
async fn show_desk(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    let filter = unit_filter(&query_pairs(request.path()));
    let desk = intake::list_unit_entries(&portal.db, &actor, &filter).await?;
    Ok(request.page(move || view! { <UnitPage desk/> }).await)
}

/// `GET /don-vi/ho-so/{id}`
async fn show_entry(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let entry = intake::find_unit_entry(&portal.db, &actor, EntryId(id)).await?;
    Ok(request.page(move || view! { <UnitEntryPage entry/> }).await)
}

/// `POST /don-vi/ho-so/{id}/xac-nhan`
async fn confirm_entry(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<i64>,
    form: FormFields,
) -> Result<Response, PageError> {
    let note = form.text(field::NOTE);
    let done = intake::confirm_entry(&portal.db, &actor, EntryId(id), &note, request.now()).await;
    answer(&portal, request, &actor, EntryId(id), note, done, Flash::UnitConfirmed).await
}

/// `POST /don-vi/ho-so/{id}/tra-lai`
async fn return_entry(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<i64>,
    form: FormFields,
) -> Result<Response, PageError> {
    let note = form.text(field::NOTE);
    let done = intake::return_entry(&portal.db, &actor, EntryId(id), &note, request.now()).await;
    answer(&portal, request, &actor, EntryId(id), note, done, Flash::UnitReturned).await
}

async fn answer(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    id: EntryId,
    note: String,
    done: Result<(), DecisionError>,
    flash: Flash,
) -> Result<Response, PageError> {
    let lang = request.lang();
    let (errors, notice) = match done {
        Ok(()) => return Ok(request.redirect_saying("/don-vi", flash)),
        Err(DecisionError::Problems(problems)) => (decision_errors(&problems, lang), None),
        Err(DecisionError::Moved(state)) => (Errors::default(), Some(moved_sentence(state, lang))),
        Err(DecisionError::TooLate) => (Errors::default(), Some(ProblemWords(lang).too_late().to_owned())),
        Err(other) => return Err(other.into()),
    };
    let entry = intake::find_unit_entry(&portal.db, actor, id).await?;
    Ok(request.refused(move || view! { <UnitEntryPage entry note errors notice/> }).await)
}
