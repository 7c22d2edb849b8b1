//! Settling prizes.

use app::components::banner::Flash;
use app::results::Typed;
use app::results::prizes_page::PrizesPage;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::ids::AwardId;
use domain::people::actor::Actor;
use domain::results::TieDecision;
use domain::results::acts::AllocationProblem;
use domain::text::code_as_issued;
use leptos::prelude::*;
use services::results::{self, ActError};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky/{ky}/giai", get(show_prizes))
        .route("/thu-ky/{ky}/giai/bang-diem", post(decide_tie))
        .route("/thu-ky/{ky}/giai/bang-diem/{id}/bo", post(undo_tie))
        .route("/thu-ky/{ky}/giai/de-trong", post(withhold_prize))
        .route("/thu-ky/{ky}/giai/de-trong/{id}/bo", post(give_prize_back))
        .route("/thu-ky/{ky}/giai/dac-biet", post(give_tag))
        .route("/thu-ky/{ky}/giai/dac-biet/{id}/bo", post(take_tag))
}

/// `GET /thu-ky/{ky}/giai`
async fn show_prizes(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let desk = results::find_prize_desk(&portal.db, &actor, &slug).await?;
    Ok(request.page(move || view! { <PrizesPage desk/> }).await)
}

/// What a form on the page led to: back to the page, or the page again with everything typed.
async fn answer(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    slug: &str,
    form: &FormFields,
    (done, flash): (Result<(), ActError<AllocationProblem>>, Flash),
) -> Result<Response, PageError> {
    match done {
        Ok(()) => Ok(request.redirect_saying(&format!("/thu-ky/{slug}/giai"), flash)),
        Err(ActError::Refused(problems)) => {
            let desk = results::find_prize_desk(&portal.db, actor, slug).await?;
            let typed = Typed(form.pairs().to_vec());
            Ok(request.refused(move || view! { <PrizesPage desk problems typed/> }).await)
        }
        Err(ActError::Failure(failure)) => Err(failure.into()),
    }
}

/// `POST /thu-ky/{ky}/giai/bang-diem`
async fn decide_tie(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    let decision = TieDecision {
        prize: form.text("giai"),
        chosen: form.all("chon").into_iter().collect(),
        among: form.text("trong_so").split_whitespace().map(str::to_owned).collect(),
    };
    let reason = form.text(&format!("ly_do-{}", form.text("khung")));
    let done =
        results::decide_tie(&portal.db, &actor, &slug, decision, &form.text("nhom"), &reason, request.now()).await;
    answer(&portal, request, &actor, &slug, &form, (done, Flash::TieDecided)).await
}

/// `POST /thu-ky/{ky}/giai/bang-diem/{id}/bo`
async fn undo_tie(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, i64)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let done = results::undo_tie(&portal.db, &actor, &slug, id, request.now()).await;
    answer(&portal, request, &actor, &slug, &form, (done, Flash::PrizesChanged)).await
}

/// `POST /thu-ky/{ky}/giai/de-trong`
async fn withhold_prize(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    let level = form.text("giai-trong");
    let (prize, pool) = level.split_once('/').unwrap_or((&level, ""));
    let reason = form.text("ly_do-trong");
    let done = results::withhold_prize(&portal.db, &actor, &slug, prize, pool, &reason, request.now()).await;
    answer(&portal, request, &actor, &slug, &form, (done, Flash::PrizesChanged)).await
}

/// `POST /thu-ky/{ky}/giai/de-trong/{id}/bo`
async fn give_prize_back(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, i64)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let done = results::give_prize_back(&portal.db, &actor, &slug, id, request.now()).await;
    answer(&portal, request, &actor, &slug, &form, (done, Flash::PrizesChanged)).await
}

/// `POST /thu-ky/{ky}/giai/dac-biet`
async fn give_tag(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    let (entry, prize) = (code_as_issued(&form.text("ma")), form.text("giai-dac-biet"));
    let reason = form.text("ly_do-dac-biet");
    let done = results::give_tag(&portal.db, &actor, &slug, &entry, &prize, &reason, request.now()).await;
    answer(&portal, request, &actor, &slug, &form, (done, Flash::PrizesChanged)).await
}

/// `POST /thu-ky/{ky}/giai/dac-biet/{id}/bo`
async fn take_tag(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, i64)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let done = results::take_tag(&portal.db, &actor, &slug, AwardId(id), request.now()).await;
    answer(&portal, request, &actor, &slug, &form, (done, Flash::PrizesChanged)).await
}
