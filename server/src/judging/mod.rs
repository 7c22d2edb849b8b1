//! Panels, assignments and score sheets.

mod chair;
mod conflicts;
mod declaration;
mod files;
mod panels;
mod plan;
mod queue;
mod reminders;
mod rounds;
mod sheets;

pub(crate) use files::blob_answer;

use axum::Router;
use domain::paging::PageNumber;

use crate::http::form::FormFields;
use crate::portal::Portal;

/// Pages for people who have signed in.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new()
        .merge(queue::routes())
        .merge(declaration::routes())
        .merge(sheets::routes())
        .merge(files::routes())
        .merge(chair::routes())
        .merge(panels::routes())
        .merge(conflicts::routes())
        .merge(plan::routes())
        .merge(reminders::routes())
        .merge(rounds::routes())
}

/// `?trang=`: the page of a list, from 1.
fn page_number(query: &FormFields) -> usize {
    PageNumber::parse(&query.text("trang")).count()
}

/// The query of an address as fields.
struct QueryFields(FormFields);

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for QueryFields {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(FormFields::parse(parts.uri.query().unwrap_or_default().as_bytes())))
    }
}
