//! A forgotten password.

use app::components::banner::Flash;
use app::people::check_mail_page::{CheckMailPage, SentLetter};
use app::people::forgot_password_page::ForgotPasswordPage;
use app::people::set_password_page::SetPasswordPage;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use axum::routing::get;
use domain::people::guessing::Wait;
use domain::text::EmailAddress;
use leptos::prelude::*;
use services::people::{self, SetPasswordError, TryError};
use time::OffsetDateTime;
use tracing::error;

use super::register::link_spent;
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::limits::{ClientAddress, Here};
use crate::http::request::PageRequest;
use crate::portal::Portal;

/// Asking for a link and using it.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/quen-mat-khau", get(show_question).post(ask))
        .route("/dat-mat-khau/{token}", get(show_form).post(set))
}

/// `GET /quen-mat-khau`
async fn show_question(request: PageRequest) -> Response {
    request.page(|| view! { <ForgotPasswordPage/> }).await
}

/// `POST /quen-mat-khau`: the answer is the same for every address.
async fn ask(
    State(portal): State<Portal>,
    request: PageRequest,
    Here(from): Here,
    form: FormFields,
) -> Result<Response, PageError> {
    let email = form.text("email");
    let address = match EmailAddress::parse(&email) {
        Ok(address) => address,
        Err(problem) => {
            let page = move || view! { <ForgotPasswordPage email problem/> };
            return Ok(request.refused(page).await);
        }
    };
    match people::ask_new_password(&portal.db, &address, &from, request.now()).await {
        Ok(()) => send_link(&portal, address, request.now()),
        Err(TryError::Wait(Wait { until })) => {
            let page = move || view! { <ForgotPasswordPage email wait=until/> };
            return Ok(request.wait(until, page).await);
        }
        Err(TryError::Failure(failure)) => return Err(failure.into()),
    }
    Ok(request.page(move || view! { <CheckMailPage letter=SentLetter::NewPassword email/> }).await)
}

/// Sends the link while the answer is already on its way, so that the time it takes tells nobody whether there is an account.
fn send_link(portal: &Portal, address: EmailAddress, now: OffsetDateTime) {
    let db = portal.db.clone();
    tokio::spawn(async move {
        if let Err(failure) = people::send_password_link(&db, &address, now).await {
            error!(%failure, "A link to a new password could not be sent");
        }
    });
}

/// `GET /dat-mat-khau/{token}`
async fn show_form(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    match people::find_password_link(&portal.db, &token, request.now()).await? {
        Some(email) => Ok(request.page(move || view! { <SetPasswordPage email token/> }).await),
        None => Ok(link_spent(request).await),
    }
}

/// `POST /dat-mat-khau/{token}`
async fn set(
    State(portal): State<Portal>,
    request: PageRequest,
    address: ClientAddress,
    Here(from): Here,
    Path(token): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    portal.limits.try_once(address, &token)?;
    match people::set_password(&portal.db, &token, &form.text("password"), request.now()).await {
        Ok(account) => {
            // Whoever had the letter does not wait behind strangers who guess.
            let secret = people::remember_place(&portal.db, account, &from, request.now()).await?;
            let mut response = request.redirect_saying("/dang-nhap", Flash::PasswordSet);
            response.headers_mut().append(SET_COOKIE, portal.device_cookie(&secret));
            Ok(response)
        }
        Err(SetPasswordError::LinkSpent) => Ok(link_spent(request).await),
        Err(SetPasswordError::Problem(problem)) => {
            let email = people::find_password_link(&portal.db, &token, request.now()).await?;
            let email = email.unwrap_or_default();
            let page = move || view! { <SetPasswordPage email token problem/> };
            Ok(request.refused(page).await)
        }
        Err(SetPasswordError::Failure(failure)) => Err(failure.into()),
    }
}
