//! Chores of the workspace that Cargo does not do by itself: `cargo xtask <chore>`.

mod bundle;
mod commands;
mod measure;
mod postgres;
mod setup;
mod tally;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

const USAGE: &str = "\
usage: cargo xtask <chore>
  setup [--tests]            installs what is missing to build, or to build and test
  bundle                     builds the browser part, styles, fonts and icons into target/site
  postgres start | stop      a private PostgreSQL server on loopback
  postgres with -- COMMAND   the same for one command, which finds it in VINHDANH_TEST_POSTGRES_URL
  measure                    lines of Rust, long files and functions, as JSON
  tally                      adds up the results of the last test run";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["setup"] => setup::for_building(),
        ["setup", "--tests"] => setup::for_testing(),
        ["bundle"] => bundle::bundle(),
        ["postgres", "start"] => postgres::start(),
        ["postgres", "stop"] => postgres::stop(),
        ["postgres", "with", "--", program, arguments @ ..] => postgres::with(program, arguments),
        ["measure"] => measure::measure(),
        ["tally"] => tally::tally(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the workspace")
}

/// Where the results of other tools go; Cargo's own builds may go elsewhere (`CARGO_TARGET_DIR`).
fn target() -> PathBuf {
    workspace().join("target")
}
