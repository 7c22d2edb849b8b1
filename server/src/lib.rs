//! HTTP and process: router, session, headers, handlers, jobs and the command line. No rule and no SQL here.

#![recursion_limit = "256"]

pub mod command;
pub mod config;
pub mod entries;
pub mod http;
pub mod intake;
pub mod judging;
pub mod ledger;
pub mod living_page;
pub mod outbox;
pub mod people;
pub mod portal;
pub mod private_files;
pub mod programmes;
pub mod public;
pub mod reader;
pub mod results;
pub mod router;
