//! The living component page: for administrators, and for everybody where the configuration says so (tests).

use app::living::living_page::LivingPage;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use domain::people::roles::GrantedRole;
use leptos::prelude::*;

use crate::http::errors::PageError;
use crate::http::request::PageRequest;
use crate::http::session::Anyone;
use crate::portal::Portal;

/// One page, which decides by itself who may see it.
pub fn routes() -> Router<Portal> {
    Router::new().route("/quan-tri/mau", get(show_living_page))
}

/// `GET /quan-tri/mau`
async fn show_living_page(
    State(portal): State<Portal>,
    Anyone(actor): Anyone,
    request: PageRequest,
) -> Result<Response, PageError> {
    if !portal.config.living_page && !actor.holds(GrantedRole::Administrator) {
        return Err(PageError::NotFound);
    }
    Ok(request.page(|| view! { <LivingPage/> }).await)
}
