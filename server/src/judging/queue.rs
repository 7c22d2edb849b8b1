//! A judge's queue.

use app::judging::queue_page::{QueuePage, state_of_word};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use domain::judging::queue::QueueFilter;
use leptos::prelude::*;
use services::judging;

use super::{QueryFields, page_number};
use crate::http::errors::PageError;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// The queue and the view of it that shows signed sheets.
pub fn routes() -> Router<Portal> {
    Router::new().route("/cham", get(show_queue)).route("/cham/da-ky", get(show_signed))
}

/// `GET /cham?tb=…&loc=…&tim=…&trang=…`
async fn show_queue(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let filter = QueueFilter {
        panel: query.number("tb"),
        state: query.get("loc").and_then(state_of_word),
        search: query.text("tim").trim().to_owned(),
        page: page_number(&query),
    };
    let queue = judging::list_assignments(&portal.db, &actor, &filter).await?;
    Ok(request.page(move || view! { <QueuePage queue filter/> }).await)
}

/// `GET /cham/da-ky`: the queue, showing signed sheets.
async fn show_signed(request: PageRequest) -> Response {
    request.redirect("/cham?loc=da-ky")
}
