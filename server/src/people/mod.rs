//! People: signing in, accounts, invitations, units.

mod account;
mod exceptions;
mod invitations;
mod next;
mod passwords;
mod register;
mod roles;
pub mod second_factor;
mod sign_in;
mod sign_in_again;
mod take_invitation;
mod units;
mod users;

use axum::Router;

pub use sign_in_again::KeptForm;

use crate::portal::Portal;

/// Pages for everybody.
pub fn open_routes() -> Router<Portal> {
    Router::new()
        .merge(register::routes())
        .merge(sign_in::routes())
        .merge(sign_in_again::routes())
        .merge(passwords::routes())
        .merge(second_factor::open_routes())
        .merge(take_invitation::routes())
}

/// Pages for people who have signed in.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new()
        .merge(account::routes())
        .merge(second_factor::signed_in_routes())
        .merge(invitations::routes())
        .merge(exceptions::routes())
        .merge(users::routes())
        .merge(units::routes())
}
