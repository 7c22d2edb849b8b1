//! Panels, assignments and score sheets.

use axum::Router;

use crate::portal::Portal;

/// Pages for people who have signed in.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new()
}
