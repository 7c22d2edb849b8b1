//! The secretary's queue and the unit's confirmation.

mod bulk;
mod check;
mod download;
mod export;
mod extensions;
mod judge_files;
mod paper;
mod queue;
mod units;

use axum::Router;

use crate::portal::Portal;

/// Pages for people who have signed in.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new()
        .merge(queue::routes())
        .merge(bulk::routes())
        .merge(check::routes())
        .merge(paper::routes())
        .merge(extensions::routes())
        .merge(judge_files::routes())
        .merge(export::routes())
        .merge(units::routes())
}

/// The pairs of a query, in NFC as those of forms.
pub(crate) fn query_pairs(path: &str) -> Vec<(String, String)> {
    let query = path.split_once('?').map(|(_, query)| query).unwrap_or_default();
    crate::http::form::FormFields::parse(query.as_bytes()).pairs().to_vec()
}

pub(crate) use download::attachment;
