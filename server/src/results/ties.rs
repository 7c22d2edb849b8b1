//! A tie at the line of a round: who goes on.

use std::collections::BTreeSet;

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::results::settle_tie_page::{SettleTiePage, settle_problem};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use leptos::prelude::*;
use services::rounds::{self, SettleError};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub fn routes() -> Router<Portal> {
    Router::new().route("/thu-ky/{ky}/vong/{code}/bang-diem", get(show_tie).post(settle_tie))
}

/// `GET /thu-ky/{ky}/vong/{code}/bang-diem`
async fn show_tie(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let desk = rounds::find_tie_desk(&portal.db, &actor, &slug, &code).await?;
    Ok(request.page(move || view! { <SettleTiePage desk/> }).await)
}

/// `POST /thu-ky/{ky}/vong/{code}/bang-diem`
async fn settle_tie(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, code)): Path<(String, String)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let read: BTreeSet<String> = form.text("da-xem").split_whitespace().map(str::to_owned).collect();
    let chosen: BTreeSet<String> = form.all("chon").into_iter().collect();
    let reason = form.text("ly-do");
    let done = rounds::settle_tie(&portal.db, &actor, &slug, &code, &read, &chosen, &reason, request.now()).await;
    let problem = match done {
        Ok(()) => {
            let back = format!("/thu-ky/{slug}/xep-hang?vong={code}");
            return Ok(request.redirect_saying(&back, Flash::TieDecided));
        }
        Err(SettleError::Failure(failure)) => return Err(failure.into()),
        Err(SettleError::Refused(problem)) => problem,
    };
    let desk = rounds::find_tie_desk(&portal.db, &actor, &slug, &code).await?;
    let errors: Errors = std::iter::once(settle_problem(&problem, request.lang())).collect();
    Ok(request.refused(move || view! { <SettleTiePage desk chosen reason errors/> }).await)
}
