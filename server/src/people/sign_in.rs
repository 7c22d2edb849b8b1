//! Signing in and out.

use app::components::banner::Flash;
use app::people::check_mail_page::{CheckMailPage, SentLetter};
use app::people::device_link_page::DeviceLinkPage;
use app::people::refusal::Refusal;
use app::people::sign_in_page::SignInPage;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use axum::routing::{get, post};
use domain::people::actor::Actor;
use domain::people::guessing::Wait;
use leptos::prelude::*;
use services::people::{self, KnownAccount, Origin, SignInError};
use tower_sessions::Session;

use super::next::{NextQuery, home_of, local_path};
use super::register::link_spent;
use crate::http::errors::{PageError, encode};
use crate::http::form::FormFields;
use crate::http::limits::{ClientAddress, Here};
use crate::http::request::PageRequest;
use crate::http::session;
use crate::portal::Portal;

/// Signing in and out.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/dang-nhap", get(show_form).post(sign_in))
        .route("/dang-nhap/thiet-bi/{token}", get(show_device_link).post(use_device_link))
        .route("/dang-xuat", post(sign_out))
}

/// `GET /dang-nhap`
async fn show_form(request: PageRequest, Query(next): NextQuery) -> Response {
    let next = next.path();
    request.page(move || view! { <SignInPage next/> }).await
}

/// `POST /dang-nhap`
async fn sign_in(
    State(portal): State<Portal>,
    request: PageRequest,
    Here(from): Here,
    session: Session,
    form: FormFields,
) -> Result<Response, PageError> {
    let email = form.text("email");
    let next = local_path(&form.text("ve"));
    match people::sign_in(&portal.db, &email, &form.text("password"), &from, request.now()).await {
        Ok(account) => signed_in(&portal, &request, &session, &from, account, &next).await,
        Err(SignInError::EmailNotConfirmed) => Ok(confirm_first(request, email).await),
        Err(SignInError::WrongCredentials) => {
            Ok(request.refused(move || view! { <SignInPage email next refusal=Refusal::Wrong/> }).await)
        }
        Err(SignInError::Wait(Wait { until })) => {
            Ok(request.wait(until, move || view! { <SignInPage email next refusal=Refusal::Wait(until)/> }).await)
        }
        Err(SignInError::Failure(failure)) => Err(failure.into()),
    }
}

/// The address is not confirmed: a new letter is on its way.
pub(super) async fn confirm_first(request: PageRequest, email: String) -> Response {
    request.page(move || view! { <CheckMailPage letter=SentLetter::ConfirmEmail email/> }).await
}

/// Starts the session and leads on: staff give their code first.
pub(super) async fn signed_in(
    portal: &Portal,
    request: &PageRequest,
    session: &Session,
    from: &Origin,
    account: KnownAccount,
    next: &str,
) -> Result<Response, PageError> {
    let actor = start_session(portal, session, account).await?;
    let next = if next.is_empty() { home_of(&actor) } else { next };
    if actor.owes_second_factor() {
        return Ok(request.redirect(&format!("/dang-nhap/ma?ve={}", encode(next))));
    }
    know_device(portal, request, from, &actor, request.redirect(next)).await
}

/// Remembers this browser for the person, who has proved everything asked for: strangers who guess do not hold it up.
pub(super) async fn know_device(
    portal: &Portal,
    request: &PageRequest,
    from: &Origin,
    actor: &Actor,
    mut response: Response,
) -> Result<Response, PageError> {
    if let Some(account) = actor.account {
        let secret = people::remember_place(&portal.db, account, from, request.now()).await?;
        response.headers_mut().append(SET_COOKIE, portal.device_cookie(&secret));
    }
    Ok(response)
}

/// `GET /dang-nhap/thiet-bi/{token}`: nothing happens yet, because mail programs open links by themselves.
async fn show_device_link(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    match people::find_device_link(&portal.db, &token, request.now()).await? {
        Some(email) => Ok(request.page(move || view! { <DeviceLinkPage email token/> }).await),
        None => Ok(link_spent(request).await),
    }
}

/// `POST /dang-nhap/thiet-bi/{token}`: this browser no longer waits. The password is still asked for.
async fn use_device_link(
    State(portal): State<Portal>,
    request: PageRequest,
    address: ClientAddress,
    Here(from): Here,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    portal.limits.try_once(address, &token)?;
    let Some(secret) = people::use_device_link(&portal.db, &token, &from, request.now()).await? else {
        return Ok(link_spent(request).await);
    };
    let mut response = request.redirect("/dang-nhap");
    response.headers_mut().append(SET_COOKIE, portal.device_cookie(&secret));
    Ok(response)
}

/// Starts the session and says who it is.
pub(super) async fn start_session(
    portal: &Portal,
    session: &Session,
    account: KnownAccount,
) -> Result<Actor, PageError> {
    session::sign_in(session, account).await?;
    let actor = people::find_actor(&portal.db, account.id, account.credentials_version, false).await?;
    Ok(actor.unwrap_or_default())
}

/// `POST /dang-xuat`
async fn sign_out(request: PageRequest, session: Session) -> Result<Response, PageError> {
    session::sign_out(&session).await?;
    Ok(session::clearing_device(request.redirect_saying("/dang-nhap", Flash::SignedOut)))
}
