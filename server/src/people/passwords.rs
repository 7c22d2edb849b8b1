//! A forgotten password.

use app::components::banner::Flash;
use app::people::check_mail_page::{CheckMailPage, SentLetter};
use app::people::forgot_password_page::ForgotPasswordPage;
use app::people::set_password_page::SetPasswordPage;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use domain::people::registration::account_email;
use leptos::prelude::*;
use services::people::{self, SetPasswordError};

use super::register::link_spent;
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::limits::ClientAddress;
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
    from: ClientAddress,
    form: FormFields,
) -> Result<Response, PageError> {
    let email = form.text("email");
    if let Err(problem) = account_email(&email) {
        let page = move || view! { <ForgotPasswordPage email problem/> };
        return Ok(request.refused(page).await);
    }
    portal.limits.ask_letter(from, &email)?;
    people::ask_new_password(&portal.db, &email, request.now()).await?;
    Ok(request
        .page(move || view! { <CheckMailPage letter=SentLetter::NewPassword email/> })
        .await)
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
    from: ClientAddress,
    Path(token): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    portal.limits.try_once(from, &token)?;
    match people::set_password(&portal.db, &token, &form.text("password"), request.now()).await {
        Ok(()) => Ok(request.redirect_saying("/dang-nhap", Flash::PasswordSet)),
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
