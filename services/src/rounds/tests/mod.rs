//! Rounds: who goes on, one stored answer for every reader.

mod leaving;
mod pinned;
mod ties;
