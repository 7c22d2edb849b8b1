//! What the portal can do: authorise, load, apply the rule, save, append to the ledger.
//! The only crate that knows the database; rows never leave it.

pub mod backup;
pub mod database;
pub mod demo;
mod entities;
pub mod entries;
pub mod failure;
mod form_saves;
pub mod heavy;
pub mod intake;
pub mod jobs;
pub mod judging;
pub mod ledger;
pub mod outbox;
pub mod people;
pub mod programmes;
pub mod reader;
pub mod results;
pub mod rounds;
pub mod tokens;

#[cfg(test)]
mod testkit;
