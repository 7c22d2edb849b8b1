//! One act on many entries: preview, then act; for the secretary and for the unit.

use app::intake::bulk_page::{
    BulkDonePage, BulkPlaces, BulkPreviewPage, BulkUndonePage, NotUndone, NotUndonePage, act_of_word,
};
use app::intake::problem_words::decision_errors;
use app::intake::queue_page::queue_path;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use domain::ids::{BulkId, EntryId};
use domain::intake::bulk::BulkAct;
use domain::people::actor::Actor;
use domain::text::is_local;
use leptos::prelude::*;
use services::intake::{self, DecisionError, UndoError};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky/{ky}/tiep-nhan/chon", post(secretary_bulk))
        .route("/thu-ky/{ky}/tiep-nhan/chon/hoan-tac", post(secretary_undo))
        .route("/don-vi/chon", post(unit_bulk))
        .route("/don-vi/chon/hoan-tac", post(unit_undo))
}

/// `POST /thu-ky/{ky}/tiep-nhan/chon`
async fn secretary_bulk(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    let list = queue_path(&slug);
    bulk(&portal, request, &actor, &form, &list, [BulkAct::Accept, BulkAct::Remind]).await
}

/// `POST /don-vi/chon`
async fn unit_bulk(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    form: FormFields,
) -> Result<Response, PageError> {
    bulk(&portal, request, &actor, &form, "/don-vi", [BulkAct::Confirm, BulkAct::Return]).await
}

/// `POST /thu-ky/{ky}/tiep-nhan/chon/hoan-tac`
async fn secretary_undo(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    undo(&portal, request, &actor, &form, &queue_path(&slug)).await
}

/// `POST /don-vi/chon/hoan-tac`
async fn unit_undo(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    form: FormFields,
) -> Result<Response, PageError> {
    undo(&portal, request, &actor, &form, "/don-vi").await
}

async fn undo(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    form: &FormFields,
    list: &str,
) -> Result<Response, PageError> {
    let id = form.number("lan").map(BulkId).ok_or(PageError::BadRequest)?;
    let places = places_of(list, form);
    let why = match intake::undo_bulk(&portal.db, actor, id, request.now()).await {
        Ok((_, outcome)) => {
            let page = request.page(move || view! { <BulkUndonePage outcome places/> });
            return Ok(page.await);
        }
        Err(UndoError::TooLate(_)) => NotUndone::TooLate,
        Err(UndoError::AlreadyUndone(_)) => NotUndone::AlreadyUndone,
        Err(UndoError::Failure(failure)) => return Err(failure.into()),
    };
    let page = move || view! { <NotUndonePage why places/> };
    Ok(request.answer(StatusCode::CONFLICT, page).await)
}

/// The list with the filter it had.
fn places_of(list: &str, form: &FormFields) -> BulkPlaces {
    let query = form.text("ve");
    let back = format!("{list}{query}");
    let same_list = query.starts_with('?') && is_local(&back);
    BulkPlaces { action: format!("{list}/chon"), back: if same_list { back } else { list.to_owned() } }
}

async fn bulk(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    form: &FormFields,
    list: &str,
    acts: [BulkAct; 2],
) -> Result<Response, PageError> {
    let act = act_of_word(&form.text("viec")).filter(|act| acts.contains(act)).ok_or(PageError::BadRequest)?;
    let ids: Vec<EntryId> = form.all("chon").iter().filter_map(|id| id.parse().ok()).map(EntryId).collect();
    let places = places_of(list, form);
    let (now, lang, note) = (request.now(), request.lang(), form.text("ghi-chu"));
    if !form.has("xac-nhan") {
        let outcome = intake::preview_bulk(&portal.db, actor, act, &ids, now).await?;
        return Ok(request.page(move || view! { <BulkPreviewPage act outcome places/> }).await);
    }
    match intake::apply_bulk(&portal.db, actor, act, &ids, &note, now).await {
        Ok(outcome) => Ok(request.page(move || view! { <BulkDonePage act outcome places/> }).await),
        Err(DecisionError::Problems(problems)) => {
            let outcome = intake::preview_bulk(&portal.db, actor, act, &ids, now).await?;
            let errors = decision_errors(&problems, lang);
            Ok(request.refused(move || view! { <BulkPreviewPage act outcome places note errors/> }).await)
        }
        Err(other) => Err(PageError::from(other)),
    }
}

impl From<DecisionError> for PageError {
    fn from(error: DecisionError) -> Self {
        match error {
            DecisionError::Failure(failure) => failure.into(),
            other => Self::Internal(other.to_string()),
        }
    }
}
