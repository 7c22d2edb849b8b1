//! Getting an account, signing in, and everything that must not work.

mod accounts;
mod second_factor;
mod invitations;
mod own_account;
