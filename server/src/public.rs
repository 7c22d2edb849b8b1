//! What everybody may read.

use app::public::home_page::HomePage;
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use axum::routing::{get, post};
use leptos::prelude::*;

use crate::http::form::FormFields;
use crate::http::request::{PageRequest, THEME_COOKIE};
use crate::portal::Portal;

/// Public pages.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/", get(show_home))
        .route("/giao-dien", post(choose_theme))
}

/// `GET /`
async fn show_home(request: PageRequest) -> Response {
    request.page(|| view! { <HomePage/> }).await
}

/// True for an address of this portal: another site's could be written with two slashes or a backslash.
pub fn is_local(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains('\\')
}

/// `POST /giao-dien`: keeps the theme and returns to the page it was chosen on.
async fn choose_theme(request: PageRequest, form: FormFields) -> Response {
    let back = Some(form.text("ve")).filter(|path| is_local(path));
    let theme = Some(form.text("giao_dien"))
        .filter(|theme| matches!(theme.as_str(), "sang" | "toi" | "cao"))
        .unwrap_or_default();
    let mut response = request.redirect(&back.unwrap_or_else(|| "/".to_owned()));
    let cookie = format!("{THEME_COOKIE}={theme}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
