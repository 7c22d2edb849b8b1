//! Tests of judging, from the panel to the locked round.

mod blind;
mod panels;
mod plan;
mod reminders;
mod rights;
mod round_deadline;
mod rounds;
mod sheets;
mod statements;
