//! Getting an account.

use app::people::check_mail_page::{CheckMailPage, SentLetter};
use app::people::confirm_email_page::ConfirmEmailPage;
use app::people::link_spent_page::LinkSpentPage;
use app::people::register_page::{RegisterPage, register_errors};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::people::registration::Registration;
use leptos::prelude::*;
use services::people::{self, ConfirmEmailError, RegisterError};
use tower_sessions::Session;

use super::next::{NextQuery, local_path};
use super::sign_in::signed_in;
use crate::http::errors::{PageError, encode};
use crate::http::form::FormFields;
use crate::http::limits::ClientAddress;
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
    from: ClientAddress,
    form: FormFields,
) -> Result<Response, PageError> {
    let given = Registration {
        name: form.text("name"),
        email: form.text("email"),
        password: form.text("password"),
        terms: form.has("terms"),
    };
    let next = local_path(&form.text("ve"));
    portal.limits.ask_letter(from, &given.email)?;
    let query = if next.is_empty() {
        String::new()
    } else {
        format!("?ve={}", encode(&next))
    };
    match people::register(&portal.db, &given, request.lang(), &query, request.now()).await {
        Ok(()) => {
            let email = given.email.trim().to_owned();
            let page = request.page(move || view! { <CheckMailPage letter=SentLetter::ConfirmEmail email/> });
            Ok(page.await)
        }
        Err(RegisterError::Problems(problems)) => {
            let errors = register_errors(&problems, request.lang());
            Ok(request
                .refused(move || view! { <RegisterPage given next errors/> })
                .await)
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
        Some(email) => Ok(request
            .page(move || view! { <ConfirmEmailPage email token next/> })
            .await),
        None => Ok(link_spent(request).await),
    }
}

/// `POST /xac-nhan/{token}`
async fn confirm(
    State(portal): State<Portal>,
    request: PageRequest,
    from: ClientAddress,
    session: Session,
    Path(token): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    portal.limits.try_once(from, &token)?;
    let next = local_path(&form.text("ve"));
    match people::confirm_email(&portal.db, &token, &form.text("password"), request.now()).await {
        Ok(account) => signed_in(&portal, &request, &session, account, &next).await,
        Err(ConfirmEmailError::LinkSpent) => Ok(link_spent(request).await),
        Err(ConfirmEmailError::WrongPassword) => {
            let email = people::find_confirmation(&portal.db, &token, request.now()).await?;
            let email = email.unwrap_or_default();
            Ok(request
                .refused(move || view! { <ConfirmEmailPage email token next wrong=true/> })
                .await)
        }
        Err(ConfirmEmailError::Failure(failure)) => Err(failure.into()),
    }
}

/// 410: the link was used, replaced or has expired.
pub(super) async fn link_spent(request: PageRequest) -> Response {
    request.answer(StatusCode::GONE, || view! { <LinkSpentPage/> }).await
}
