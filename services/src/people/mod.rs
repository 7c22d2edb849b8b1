//! People: accounts, sessions, roles and units.

mod account_tokens;
mod create_first_admin;
mod find_actor;
mod hash_password;
mod known_account;
mod register;
mod second_factor;
pub mod sessions;
mod set_password;
mod sign_in;

#[cfg(test)]
mod tests;

pub use create_first_admin::{CreateAdminError, create_first_admin};
pub use find_actor::find_actor;
pub(crate) use hash_password::hash_password;
pub use known_account::KnownAccount;
pub use register::{ConfirmEmailError, RegisterError, confirm_email, find_confirmation, register};
pub use second_factor::{
    CodeError, SecondFactor, SetUp, begin_second_factor, check_code, confirm_second_factor, find_second_factor,
};
pub use set_password::{SetPasswordError, ask_new_password, find_password_link, set_password};
pub use sign_in::{SignInError, sign_in};
