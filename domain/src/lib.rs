//! The rules of the portal: pure types and functions, shared by the server and the browser.
//! No database, clock, network or randomness; time and data come in as arguments.

pub mod calendar;
pub mod consent;
pub mod copies;
pub mod entries;
pub mod ids;
pub mod intake;
pub mod judging;
pub mod ledger;
pub mod numbers;
pub mod outbox;
pub mod paging;
pub mod people;
pub mod programmes;
pub mod results;
pub mod rounds;
pub mod text;
