//! The command line. Exit 0: done; 1: refused, with every reason on standard error; 2: wrong usage.

mod migrate;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;

#[derive(Parser)]
#[command(name = "vinhdanh", version, about = "Competition and award portal")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Migrates the database, then serves the portal.
    Serve {
        /// The TOML configuration.
        #[arg(long)]
        config: Option<PathBuf>,
    },
    /// Brings the database up to date, or tells how far it is.
    Migrate {
        #[arg(value_enum)]
        what: migrate::What,
        /// The TOML configuration.
        #[arg(long)]
        config: Option<PathBuf>,
    },
}

/// Runs what the arguments ask for.
pub fn run() -> ExitCode {
    match execute(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> Result<(), Vec<String>> {
    match command {
        Command::Serve { config } => serve::serve(load(config.as_ref())?).map_err(|problem| vec![problem]),
        Command::Migrate { what, config } => {
            migrate::migrate(what, &load(config.as_ref())?).map_err(|problem| vec![problem])
        }
    }
}

fn load(file: Option<&PathBuf>) -> Result<Config, Vec<String>> {
    Config::load(file).map_err(|problem| vec![problem])
}
