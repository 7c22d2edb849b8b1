//! The real binary, over HTTP: what a browser would see, without one.

mod behind_nginx;
mod blind_documents;
mod blind_judge;
mod bounds;
mod consents;
mod contests;
mod deadlines;
mod doors;
mod forms;
mod guessing;
mod heavy_files;
mod killed;
mod papers;
mod private_files;
mod reader;
mod rights;
mod scans;
mod secretary;
mod sessions;
mod support;
mod templates;
mod ties;
mod trouble;
mod units;
mod visitor;
