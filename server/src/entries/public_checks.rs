//! Checks for anyone, at a limited pace: receipts, and how an entry stands.

use app::components::errors::Errors;
use app::entries::look_up_page::{LookUpPage, LookUpWords};
use app::entries::receipt_check_page::{ReceiptCheckPage, ReceiptCheckWords};
use axum::extract::{Query, State};
use axum::response::Response;
use leptos::prelude::*;
use serde::Deserialize;
use services::entries;

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::limits::ClientAddress;
use crate::http::request::PageRequest;
use crate::portal::Portal;

/// `GET /kiem-chung/bien-nhan`
pub async fn show_receipt_check(State(portal): State<Portal>, request: PageRequest) -> Response {
    let public_key = portal.receipt_key.public();
    request.page(move || view! { <ReceiptCheckPage typed="" finding=None public_key/> }).await
}

/// `POST /kiem-chung/bien-nhan`
pub async fn check_receipt(
    State(portal): State<Portal>,
    request: PageRequest,
    from: ClientAddress,
    form: FormFields,
) -> Result<Response, PageError> {
    let typed = form.text("bien-nhan");
    let public_key = portal.receipt_key.public();
    if typed.trim().is_empty() {
        let mut errors = Errors::default();
        errors.add("bien-nhan", ReceiptCheckWords(request.lang()).missing());
        return Ok(request.refused(move || view! { <ReceiptCheckPage typed finding=None errors public_key/> }).await);
    }
    portal.limits.try_once(from, "kiem-chung")?;
    let finding = Some(entries::check_receipt(&portal.db, &portal.receipt_key, &typed).await?);
    Ok(request.page(move || view! { <ReceiptCheckPage typed finding public_key/> }).await)
}

/// What the look-up form may be opened with.
#[derive(Deserialize)]
pub struct LookUpQuery {
    ma: Option<String>,
}

/// `GET /tra-cuu?ma=…`
pub async fn show_look_up(request: PageRequest, Query(query): Query<LookUpQuery>) -> Response {
    let code = domain::text::clean_line(&query.ma.unwrap_or_default());
    request.page(move || view! { <LookUpPage code found=None/> }).await
}

/// `POST /tra-cuu`: the secret never stands in an address.
pub async fn look_up(
    State(portal): State<Portal>,
    request: PageRequest,
    from: ClientAddress,
    form: FormFields,
) -> Result<Response, PageError> {
    let words = LookUpWords(request.lang());
    let (code, secret) = (form.text("ma").trim().to_owned(), form.text("bi-mat"));
    let mut errors = Errors::default();
    if code.is_empty() {
        errors.add("ma", words.code_missing());
    }
    if secret.trim().is_empty() {
        errors.add("bi-mat", words.secret_missing());
    }
    if !errors.is_empty() {
        return Ok(request.refused(move || view! { <LookUpPage code found=None errors/> }).await);
    }
    portal.limits.try_once(from, &code)?;
    let found = entries::look_up_entry(&portal.db, &code, &secret).await?;
    if found.is_none() {
        errors.add("ma", words.not_found());
        return Ok(request.refused(move || view! { <LookUpPage code found errors/> }).await);
    }
    Ok(request.page(move || view! { <LookUpPage code found/> }).await)
}
