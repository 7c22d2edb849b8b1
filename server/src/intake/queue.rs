//! The list of entries received.

use app::intake::queue_page::QueuePage;
use app::intake::queue_query::queue_filter;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use leptos::prelude::*;
use services::intake;

use super::query_pairs;
use crate::http::errors::PageError;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/thu-ky/{ky}/tiep-nhan", get(show_queue))
}

/// `GET /thu-ky/{ky}/tiep-nhan`
async fn show_queue(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let filter = queue_filter(&query_pairs(request.path()));
    let queue = intake::list_entries(&portal.db, &actor, &slug, &filter).await?;
    Ok(request.page(move || view! { <QueuePage queue/> }).await)
}
