//! Programmes and editions.

use axum::Router;

use crate::portal::Portal;

/// Pages for everybody.
pub fn open_routes() -> Router<Portal> {
    Router::new()
}

/// Pages for people who have signed in.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new()
}
