//! Getting an account, signing in, and everything that must not work.

mod accounts;
mod guessing;
mod invitations;
mod own_account;
mod rights;
mod second_factor;
