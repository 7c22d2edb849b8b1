//! Tests of judging, from the panel to the locked round.

mod blind;
mod panels;
mod plan;
mod reminders;
mod rounds;
mod sheets;
mod statements;
