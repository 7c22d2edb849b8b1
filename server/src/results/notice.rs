//! The public notice, for the secretary.

use app::components::banner::Flash;
use app::results::Typed;
use app::results::notice_desk_page::NoticeDeskPage;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::people::actor::Actor;
use domain::results::acts::NoticeProblem;
use leptos::prelude::*;
use services::results::{self, ActError};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky/{ky}/cong-khai", get(show_desk).post(give_notice))
        .route("/thu-ky/{ky}/cong-khai/rut", post(withdraw_notice))
        .route("/thu-ky/{ky}/cong-khai/y-kien/{id}", post(answer_feedback))
}

/// `GET /thu-ky/{ky}/cong-khai`
async fn show_desk(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let desk = results::find_notice_desk(&portal.db, &actor, &slug, request.now()).await?;
    Ok(request.page(move || view! { <NoticeDeskPage desk/> }).await)
}

async fn refused(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    slug: &str,
    form: &FormFields,
    problems: Vec<NoticeProblem>,
) -> Result<Response, PageError> {
    let desk = results::find_notice_desk(&portal.db, actor, slug, request.now()).await?;
    let typed = Typed(form.pairs().to_vec());
    Ok(request.refused(move || view! { <NoticeDeskPage desk problems typed/> }).await)
}

/// `POST /thu-ky/{ky}/cong-khai`
async fn give_notice(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    let expected = form.number("so_giai").unwrap_or_default();
    match results::give_notice(&portal.db, &actor, &slug, expected, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/thu-ky/{slug}/cong-khai"), Flash::NoticeGiven)),
        Err(ActError::Refused(problems)) => refused(&portal, request, &actor, &slug, &form, problems).await,
        Err(ActError::Failure(failure)) => Err(failure.into()),
    }
}

/// `POST /thu-ky/{ky}/cong-khai/rut`
async fn withdraw_notice(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    match results::withdraw_notice(&portal.db, &actor, &slug, &form.text("ly_do"), request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/thu-ky/{slug}/cong-khai"), Flash::NoticeWithdrawn)),
        Err(ActError::Refused(problems)) => refused(&portal, request, &actor, &slug, &form, problems).await,
        Err(ActError::Failure(failure)) => Err(failure.into()),
    }
}

/// `POST /thu-ky/{ky}/cong-khai/y-kien/{id}`
async fn answer_feedback(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, i64)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let reply = form.text(&format!("tra_loi-{id}"));
    match results::answer_feedback(&portal.db, &actor, id, &reply, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/thu-ky/{slug}/cong-khai"), Flash::OpinionAnswered)),
        Err(ActError::Refused(replies)) => {
            let desk = results::find_notice_desk(&portal.db, &actor, &slug, request.now()).await?;
            let typed = Typed(form.pairs().to_vec());
            Ok(request.refused(move || view! { <NoticeDeskPage desk replies typed/> }).await)
        }
        Err(ActError::Failure(failure)) => Err(failure.into()),
    }
}
