//! Ranking, prizes, notice, decision and winners.

mod approval;
mod bundle;
pub(crate) mod downloads;
mod notice;
mod opinions;
mod prizes;
mod public;
mod ranking;
mod ties;

use axum::Router;

use crate::portal::Portal;

/// Pages for everybody.
pub fn open_routes() -> Router<Portal> {
    Router::new().merge(public::routes()).merge(opinions::routes())
}

/// Pages for people who have signed in.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new()
        .merge(ranking::routes())
        .merge(ties::routes())
        .merge(prizes::routes())
        .merge(notice::routes())
        .merge(approval::routes())
}
