//! Signing in and out.

use app::components::banner::Flash;
use app::people::check_mail_page::{CheckMailPage, SentLetter};
use app::people::sign_in_page::SignInPage;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::people::actor::Actor;
use leptos::prelude::*;
use services::people::{self, KnownAccount, SignInError};
use tower_sessions::Session;

use super::next::{NextQuery, home_of, local_path};
use crate::http::errors::{PageError, encode};
use crate::http::form::FormFields;
use crate::http::limits::ClientAddress;
use crate::http::request::PageRequest;
use crate::http::session;
use crate::portal::Portal;

/// Signing in and out.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/dang-nhap", get(show_form).post(sign_in))
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
    from: ClientAddress,
    session: Session,
    form: FormFields,
) -> Result<Response, PageError> {
    let email = form.text("email");
    let next = local_path(&form.text("ve"));
    portal.limits.try_once(from, &email)?;
    match people::sign_in(&portal.db, &email, &form.text("password"), request.now()).await {
        Ok(account) => signed_in(&portal, &request, &session, account, &next).await,
        Err(SignInError::EmailNotConfirmed) => Ok(confirm_first(request, email).await),
        Err(SignInError::WrongCredentials) => Ok(request
            .refused(move || view! { <SignInPage email next wrong=true/> })
            .await),
        Err(SignInError::Failure(failure)) => Err(failure.into()),
    }
}

/// The address is not confirmed: a new letter is on its way.
pub(super) async fn confirm_first(request: PageRequest, email: String) -> Response {
    request
        .page(move || view! { <CheckMailPage letter=SentLetter::ConfirmEmail email/> })
        .await
}

/// Starts the session and leads on: staff give their code first.
pub(super) async fn signed_in(
    portal: &Portal,
    request: &PageRequest,
    session: &Session,
    account: KnownAccount,
    next: &str,
) -> Result<Response, PageError> {
    let actor = start_session(portal, session, account).await?;
    let next = if next.is_empty() { home_of(&actor) } else { next };
    if actor.owes_second_factor() {
        return Ok(request.redirect(&format!("/dang-nhap/ma?ve={}", encode(next))));
    }
    Ok(request.redirect(next))
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
    Ok(session::clearing_device(
        request.redirect_saying("/dang-nhap", Flash::SignedOut),
    ))
}
