//! The command line. Exit 0: done; 1: refused, with every reason on standard error; 2: wrong usage.

mod admin;
mod assign;
mod backup;
mod collect;
mod demo;
mod files;
mod ledger;
mod migrate;
mod programme;
mod serve;
pub mod tabulate;

use std::path::{Path, PathBuf};
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
    /// Administrators.
    Admin {
        #[command(subcommand)]
        command: admin::AdminCommand,
    },
    /// Data to try the portal with.
    Demo {
        #[command(subcommand)]
        command: demo::DemoCommand,
    },
    /// Saves everything to one file; the portal may be running.
    Backup {
        file: PathBuf,
        /// The TOML configuration.
        #[arg(long)]
        config: Option<PathBuf>,
    },
    /// Puts a backup into an empty database and data folder.
    Restore {
        file: PathBuf,
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
    /// Stored files.
    Files {
        #[command(subcommand)]
        command: collect::FilesCommand,
    },
    /// The ledger: checks the chain, or writes it to a file.
    Ledger {
        #[command(subcommand)]
        command: ledger::LedgerCommand,
    },
    /// Programmes and their templates.
    Programme {
        #[command(subcommand)]
        command: programme::ProgrammeCommand,
    },
    /// Combines score sheets and ranks, on files; `-` is standard input or output. Formats: docs/formats.md.
    Tabulate {
        /// The rules, TOML.
        #[arg(long)]
        rules: PathBuf,
        /// The marks, CSV.
        #[arg(long)]
        scores: PathBuf,
        /// Where the result goes.
        #[arg(long, default_value = "-")]
        out: PathBuf,
        #[arg(long, value_enum, default_value = "csv")]
        format: tabulate::Format,
    },
    /// Opens a file that a stranger sent, with limits: the portal starts this for itself.
    #[command(hide = true)]
    ReadFile { task: reading::Task, file: PathBuf, folder: PathBuf },
    /// Assigns judges to entries in the best way there is, on files; `-` is standard input or output.
    Assign {
        /// The instance, JSON.
        #[arg(long)]
        instance: PathBuf,
        /// Where the answer goes.
        #[arg(long, default_value = "-")]
        out: PathBuf,
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
        Command::Admin { command } => admin::run(command),
        Command::Demo { command } => demo::run(command).map_err(|problem| vec![problem]),
        Command::Serve { config } => serve::serve(load(config.as_ref())?).map_err(|problem| vec![problem]),
        Command::Backup { file, config } => {
            backup::backup(&file, &load(config.as_ref())?).map_err(|problem| vec![problem])
        }
        Command::Restore { file, config } => {
            backup::restore(&file, &load(config.as_ref())?).map_err(|problem| vec![problem])
        }
        Command::Migrate { what, config } => {
            migrate::migrate(what, &load(config.as_ref())?).map_err(|problem| vec![problem])
        }
        Command::Files { command: collect::FilesCommand::Collect { dry_run, config } } => {
            collect::collect(dry_run, &load(config.as_ref())?).map_err(|problem| vec![problem])
        }
        Command::Programme { command } => programme::run(command),
        Command::Ledger { command } => ledger::ledger(command),
        Command::ReadFile { task, file, folder } => {
            reading::run(task, &file, &folder).map_err(|problem| vec![problem.to_string()])
        }
        Command::Tabulate { rules, scores, out, format } => tabulate_files(&rules, &scores, &out, format),
        Command::Assign { instance, out } => files::write(&out, assign::assign(&files::read(&instance)?)?.as_bytes()),
    }
}

fn load(file: Option<&PathBuf>) -> Result<Config, Vec<String>> {
    Config::load(file).map_err(|problem| vec![problem])
}

fn tabulate_files(rules: &Path, scores: &Path, out: &Path, format: tabulate::Format) -> Result<(), Vec<String>> {
    if files::is_standard(rules) && files::is_standard(scores) {
        return Err(vec!["rules and scores cannot both come from standard input".to_owned()]);
    }
    let (rules, scores) = (files::read(rules), files::read(scores));
    let (rules, scores) = match (rules, scores) {
        (Ok(rules), Ok(scores)) => (rules, scores),
        (rules, scores) => return Err([rules.err(), scores.err()].into_iter().flatten().flatten().collect()),
    };
    let tabulation = tabulate::tabulate(&rules, &scores)?;
    files::write(out, &tabulate::written(&tabulation, format)?)
}
