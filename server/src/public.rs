//! What everybody may read.

use app::public::accessibility_page::AccessibilityPage;
use app::public::contest_page::ContestPage;
use app::public::contests_page::ContestsPage;
use app::public::help_page::HelpPage;
use app::public::home_page::HomePage;
use app::public::privacy_page::PrivacyPage;
use app::public::rules_page::RulesPage;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use axum::routing::{get, post};
use leptos::prelude::*;
use services::programmes;

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::{PageRequest, THEME_COOKIE};
use crate::portal::Portal;

/// Public pages.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/", get(show_home))
        .route("/cuoc-thi", get(list_contests))
        .route("/cuoc-thi/{ky}", get(show_contest))
        .route("/cuoc-thi/{ky}/the-le", get(show_rules))
        .route("/tro-giup", get(show_help))
        .route("/tiep-can", get(show_accessibility))
        .route("/quyen-rieng-tu", get(show_privacy))
        .route("/giao-dien", post(choose_theme))
}

/// `GET /`
async fn show_home(State(portal): State<Portal>, request: PageRequest) -> Result<Response, PageError> {
    let editions = programmes::list_public_editions(&portal.db).await?;
    Ok(request.page(move || view! { <HomePage editions/> }).await)
}

/// `GET /cuoc-thi`
async fn list_contests(State(portal): State<Portal>, request: PageRequest) -> Result<Response, PageError> {
    let editions = programmes::list_public_editions(&portal.db).await?;
    Ok(request.page(move || view! { <ContestsPage editions/> }).await)
}

/// `GET /cuoc-thi/{ky}`
async fn show_contest(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let (edition, rules) = programmes::find_public_edition(&portal.db, &slug).await?;
    Ok(request.page(move || view! { <ContestPage edition rules/> }).await)
}

/// `GET /cuoc-thi/{ky}/the-le`
async fn show_rules(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let (edition, rules) = programmes::find_public_edition(&portal.db, &slug).await?;
    Ok(request.page(move || view! { <RulesPage edition rules/> }).await)
}

/// `GET /tro-giup`
async fn show_help(request: PageRequest) -> Response {
    request.page(|| view! { <HelpPage/> }).await
}

/// `GET /tiep-can`
async fn show_accessibility(request: PageRequest) -> Response {
    request.page(|| view! { <AccessibilityPage/> }).await
}

/// `GET /quyen-rieng-tu`
async fn show_privacy(request: PageRequest) -> Response {
    request.page(|| view! { <PrivacyPage/> }).await
}

/// `POST /giao-dien`: keeps the theme and returns to the page it was chosen on.
async fn choose_theme(State(portal): State<Portal>, request: PageRequest, form: FormFields) -> Response {
    let back = form.text("ve");
    let theme = Some(form.text("giao_dien"))
        .filter(|theme| matches!(theme.as_str(), "sang" | "toi" | "cao"))
        .unwrap_or_default();
    let mut response = request.redirect(&back);
    let cookie = portal.set_cookie(THEME_COOKIE, &theme, 31_536_000);
    response.headers_mut().append(SET_COOKIE, cookie);
    response
}
