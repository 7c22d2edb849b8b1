//! `vinhdanh`: serves the portal and checks its arithmetic on files.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::command::run()
}
