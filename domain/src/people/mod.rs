//! People: who they are, which roles they hold, and what each role may do.

pub mod access;
pub mod actor;
pub mod exclusions;
pub mod granting;
pub mod guessing;
pub mod invitations;
pub mod passwords;
pub mod profile;
pub mod registration;
pub mod roles;
mod unit_dates;
pub mod unit_import;
pub mod units;
