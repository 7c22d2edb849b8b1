//! People: signing in, accounts, invitations, units.

mod account;
mod next;
mod passwords;
mod register;
mod second_factor;
mod sign_in;
mod sign_in_again;

use axum::Router;

use crate::portal::Portal;

/// Pages for everybody.
pub fn open_routes() -> Router<Portal> {
    Router::new()
        .merge(register::routes())
        .merge(sign_in::routes())
        .merge(sign_in_again::routes())
        .merge(passwords::routes())
        .merge(second_factor::open_routes())
}

/// Pages for people who have signed in.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new()
        .merge(account::routes())
        .merge(second_factor::signed_in_routes())
}
