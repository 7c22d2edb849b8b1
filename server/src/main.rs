//! `vinhdanh`: serves the portal and checks its arithmetic on files.

use std::process::ExitCode;

/// Pages are made of many small pieces: this allocator takes less time for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::command::run()
}
