//! People: accounts, sessions, roles and units.

mod account_tokens;
mod administer;
mod claim_letters;
mod create_first_admin;
mod exceptions;
mod find_actor;
mod hash_password;
mod invite;
mod known_account;
mod known_places;
mod list_roles;
mod named_grants;
mod own_account;
mod register;
mod revoke_role;
mod roles;
mod second_factor;
mod send_invitation;
pub mod sessions;
mod set_password;
mod sign_in;
mod take_invitation;
mod tell_owner;
mod tries;
pub mod units;
mod vault;

#[cfg(test)]
mod tests;

pub use administer::{PeoplePage, disable_account, enable_account, find_person, reset_second_factor, search_people};
pub use create_first_admin::{CreateAdminError, create_first_admin};
pub use exceptions::{ExceptionError, ExceptionRequest, end_exception, exceptions_of, list_exceptions, name_exception};
pub use find_actor::find_actor;
pub(crate) use find_actor::{live, secretaries_of};
pub(crate) use hash_password::hash_password;
pub use invite::{Invitation, InviteError, invite, list_invitations, may_keep_people, revoke_invitation};
pub use known_account::KnownAccount;
pub use known_places::{find_device_link, remember_place, use_device_link};
pub use list_roles::list_roles;
pub use own_account::{
    ChangePasswordError, OwnAccount, SaveProfileError, change_password, find_own_account, save_profile,
    sign_out_everywhere,
};
pub use register::{ConfirmEmailError, RegisterError, confirm_email, find_confirmation, register};
pub(crate) use revoke_role::end_panel_grants;
pub use revoke_role::{ReasonProblem, RevokeError, revoke_role};
pub use roles::{GrantError, grant_role};
pub(crate) use roles::{give, grant_problem};
pub use second_factor::{
    CodeError, SecondFactor, SetUp, begin_second_factor, check_code, confirm_second_factor, find_second_factor,
};
pub(crate) use send_invitation::{Invited, lock_inviter, send_invitation};
pub use set_password::{SetPasswordError, ask_new_password, find_password_link, send_password_link, set_password};
pub use sign_in::{SignInError, sign_in};
pub use take_invitation::{
    AcceptError, Taken, accept_invitation, confirm_claim, find_invitation, register_by_invitation,
};
pub(crate) use tries::count_letter;
pub use tries::{Origin, TryError, remove_old_tries};
pub use vault::Vault;
