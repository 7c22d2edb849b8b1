//! The real binary, over HTTP: what a browser would see, without one.

mod blind_judge;
mod contests;
mod doors;
mod forms;
mod killed;
mod secretary;
mod sessions;
mod support;
mod trouble;
mod visitor;
