//! `vinhdanh ledger`: verifies the chain, of this portal or of a file somebody kept.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use clap::Subcommand;
use services::ledger::{self, Chain, FileVerifier};

use crate::command::serve::{open_database, runtime};
use crate::config::Config;

/// What can be done with the ledger.
#[derive(Subcommand)]
pub enum LedgerCommand {
    /// Checks the whole chain and names the first bad record. Format: docs/formats-ledger.md.
    Verify {
        /// An exported chain; `-` is standard input. Without it, this portal's own.
        #[arg(long)]
        from: Option<PathBuf>,
        /// The TOML configuration.
        #[arg(long)]
        config: Option<PathBuf>,
    },
    /// Writes the whole chain, one JSON record a line.
    Export {
        /// Where it goes; `-` is standard output.
        #[arg(long, default_value = "-")]
        out: PathBuf,
        /// The TOML configuration.
        #[arg(long)]
        config: Option<PathBuf>,
    },
}

/// Runs it.
pub fn ledger(command: LedgerCommand) -> Result<(), Vec<String>> {
    match command {
        LedgerCommand::Verify { from: Some(file), .. } => verify_file(&file),
        LedgerCommand::Verify { from: None, config } => verify_portal(&load(config.as_deref())?),
        LedgerCommand::Export { out, config } => export(&load(config.as_deref())?, &out),
    }
    .map(|said| said.into_iter().for_each(|line| eprintln!("{line}")))
    .map_err(|problem| vec![problem])
}

fn load(file: Option<&Path>) -> Result<Config, Vec<String>> {
    Config::load(file.map(Path::to_path_buf).as_ref()).map_err(|problem| vec![problem])
}

fn verify_file(file: &Path) -> Result<Option<String>, String> {
    let open: Box<dyn Read> = if file == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        let opened = std::fs::File::open(file);
        Box::new(opened.map_err(|err| format!("{} cannot be read: {err}", file.display()))?)
    };
    let mut verifier = FileVerifier::default();
    for line in BufReader::new(open).lines() {
        let line = line.map_err(|err| format!("{} cannot be read: {err}", file.display()))?;
        verifier.take(&line).map_err(|problem| problem.to_string())?;
    }
    println!("{}", whole(&verifier.finish()));
    Ok(None)
}

fn verify_portal(config: &Config) -> Result<Option<String>, String> {
    runtime()?.block_on(async {
        let db = open_database(config).await?;
        let checked = ledger::verify(&db).await.map_err(|err| format!("the database cannot be read: {err}"))?;
        println!("{}", whole(&checked.map_err(|bad| bad.to_string())?));
        Ok(None)
    })
}

fn whole(chain: &Chain) -> String {
    format!("whole: {} records, last hash {}", chain.records, chain.head)
}

fn export(config: &Config, out: &Path) -> Result<Option<String>, String> {
    let unwritable = |err: std::io::Error| format!("{} cannot be written: {err}", out.display());
    let mut writer: Box<dyn Write> = if out == Path::new("-") {
        Box::new(std::io::stdout().lock())
    } else {
        Box::new(std::fs::File::create(out).map_err(unwritable)?)
    };
    runtime()?.block_on(async {
        let db = open_database(config).await?;
        let (mut after, mut records) = (0, 0);
        loop {
            let batch = ledger::export(&db, after).await;
            let (lines, last) = batch.map_err(|err| format!("the database cannot be read: {err}"))?;
            if lines.is_empty() {
                break;
            }
            records += lines.lines().count();
            writer.write_all(lines.as_bytes()).map_err(unwritable)?;
            after = last;
        }
        writer.flush().map_err(unwritable)?;
        Ok(Some(format!("{records} records written")))
    })
}
