//! People: signing in, accounts, invitations, units.

#[cfg(feature = "ssr")]
pub mod account_page;
#[cfg(feature = "ssr")]
pub mod check_mail_page;
#[cfg(feature = "ssr")]
pub mod confirm_email_page;
#[cfg(feature = "ssr")]
pub mod contact_words;
#[cfg(feature = "ssr")]
pub mod forgot_password_page;
#[cfg(feature = "ssr")]
pub mod join_authenticator_page;
#[cfg(feature = "ssr")]
pub mod link_spent_page;
#[cfg(feature = "ssr")]
pub mod register_page;
#[cfg(feature = "ssr")]
pub mod second_factor_page;
#[cfg(feature = "ssr")]
pub mod send_on_page;
#[cfg(feature = "ssr")]
pub mod set_password_page;
#[cfg(feature = "ssr")]
pub mod sign_in_again_page;
#[cfg(feature = "ssr")]
pub mod sign_in_page;
