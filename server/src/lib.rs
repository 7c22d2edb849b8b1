//! HTTP and process: router, session, headers, handlers, jobs and the command line. No rule and no SQL here.

#![recursion_limit = "256"]

pub mod command;
pub mod config;
pub mod http;
pub mod portal;
pub mod public;
pub mod router;
