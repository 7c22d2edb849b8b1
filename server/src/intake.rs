//! The secretary's queue and the unit's confirmation.

use axum::Router;

use crate::portal::Portal;

/// Pages for people who have signed in.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new()
}
