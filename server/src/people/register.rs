//! Getting an account.

use app::components::errors::Errors;
use app::people::check_mail_page::{CheckMailPage, SentLetter};
use app::people::confirm_email_page::ConfirmEmailPage;
use app::people::link_spent_page::LinkSpentPage;
use app::people::refusal::{Refusal, WaitWords, wait_sentence};
use app::people::register_page::{RegisterPage, register_errors};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::people::guessing::Wait;
use domain::people::registration::Registration;
use leptos::prelude::*;
use services::people::{self, ConfirmEmailError, RegisterError};
use tower_sessions::Session;

use super::next::{NextQuery, local_path};
use super::sign_in::signed_in;
use crate::http::errors::{PageError, encode};
use crate::http::form::FormFields;
use crate::http::limits::{ClientAddress, Here};
use crate::http::request::PageRequest;
use crate::portal::Portal;

/// Registering and confirming.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/dang-ky", get(show_form).post(register))
        .route("/xac-nhan/{token}", get(show_confirmation).post(confirm))
}

/// `GET /dang-ky`
async fn show_form(request: PageRequest, Query(next): NextQuery) -> Response {
    let next = next.path();
    request.page(move || view! { <RegisterPage next/> }).await
}

/// `POST /dang-ky`
async fn register(
    State(portal): State<Portal>,
    request: PageRequest,
    Here(from): Here,
    form: FormFields,
) -> Result<Response, PageError> {
    let given = Registration {
        name: form.text("name"),
        email: form.text("email"),
        password: form.text("password"),
        terms: form.has("terms"),
    };
    let next = local_path(&form.text("ve"));
    let query = if next.is_empty() { String::new() } else { format!("?ve={}", encode(&next)) };
    match people::register(&portal.db, &given, request.lang(), &query, &from, request.now()).await {
        Ok(()) => {
            let email = given.email.trim().to_owned();
            let page = request.page(move || view! { <CheckMailPage letter=SentLetter::ConfirmEmail email/> });
            Ok(page.await)
        }
        Err(RegisterError::Problems(problems)) => {
            let errors = register_errors(&problems, request.lang());
            Ok(request.refused(move || view! { <RegisterPage given next errors/> }).await)
        }
        Err(RegisterError::Wait(Wait { until })) => {
            let mut errors = Errors::default();
            let words = WaitWords(request.lang());
            errors.add("email", wait_sentence(until, request.now(), words, WaitWords::letter));
            Ok(request.wait(until, move || view! { <RegisterPage given next errors/> }).await)
        }
        Err(RegisterError::Failure(failure)) => Err(failure.into()),
    }
}

/// `GET /xac-nhan/{token}`: nothing happens yet, because mail programs open links by themselves.
async fn show_confirmation(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(token): Path<String>,
    Query(next): NextQuery,
) -> Result<Response, PageError> {
    let next = next.path();
    match people::find_confirmation(&portal.db, &token, request.now()).await? {
        Some(email) => Ok(request.page(move || view! { <ConfirmEmailPage email token next/> }).await),
        None => Ok(link_spent(request).await),
    }
}

/// `POST /xac-nhan/{token}`
async fn confirm(
    State(portal): State<Portal>,
    request: PageRequest,
    address: ClientAddress,
    Here(from): Here,
    session: Session,
    Path(token): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    portal.limits.try_once(address, &token)?;
    let next = local_path(&form.text("ve"));
    let refusal = match people::confirm_email(&portal.db, &token, &form.text("password"), &from, request.now()).await {
        Ok(account) => return signed_in(&portal, &request, &session, &from, account, &next).await,
        Err(ConfirmEmailError::LinkSpent) => return Ok(link_spent(request).await),
        Err(ConfirmEmailError::WrongPassword) => Refusal::Wrong,
        Err(ConfirmEmailError::Wait(Wait { until })) => Refusal::Wait(until),
        Err(ConfirmEmailError::Failure(failure)) => return Err(failure.into()),
    };
    let email = people::find_confirmation(&portal.db, &token, request.now()).await?;
    let email = email.unwrap_or_default();
    let page = move || view! { <ConfirmEmailPage email token next refusal/> };
    Ok(match refusal {
        Refusal::Wrong => request.refused(page).await,
        Refusal::Wait(until) => request.wait(until, page).await,
    })
}

/// 410: the link was used, replaced or has expired.
pub(super) async fn link_spent(request: PageRequest) -> Response {
    request.answer(StatusCode::GONE, || view! { <LinkSpentPage/> }).await
}
