//! Programmes and editions: the secretariat's desk, the rules editor, the calendar.

mod calendar;
mod desk;
mod rules;
mod templates;

use axum::Router;

use crate::portal::Portal;

/// Pages for everybody.
pub fn open_routes() -> Router<Portal> {
    Router::new()
}

/// Pages for people who have signed in.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new().merge(desk::routes()).merge(rules::routes()).merge(calendar::routes()).merge(templates::routes())
}
