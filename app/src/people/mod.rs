//! People: signing in, accounts, invitations, units.

#[cfg(feature = "ssr")]
pub mod sign_in_again_page;
