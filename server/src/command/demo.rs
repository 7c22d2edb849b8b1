//! `vinhdanh demo load` and `vinhdanh demo code`: data to try the portal with, and the one-time code of its staff.

use clap::Subcommand;
use services::demo::{DemoSignIn, DemoSize, PASSWORD, SECRET, load_demo};
use time::OffsetDateTime;

use super::serve::{load_reference_data, open_database, open_files, open_receipt_key, runtime};
use crate::config::Config;

/// What to do with the demonstration.
#[derive(Subcommand)]
pub enum DemoCommand {
    /// Fills an empty portal with a believable province and prints how to sign in.
    Load {
        /// Entries of the edition being judged.
        #[arg(long, default_value_t = 45)]
        entries: usize,
        /// Entries of the edition that is published.
        #[arg(long, default_value_t = 30)]
        published_entries: usize,
        /// Judges of the edition being judged.
        #[arg(long, default_value_t = 9)]
        judges: usize,
        /// How many judges sign each entry; fewer than its rules ask leaves the rest to be scored.
        #[arg(long, default_value_t = 2)]
        sheets_per_entry: usize,
        /// The same number gives the same province.
        #[arg(long, default_value_t = 2027)]
        seed: u64,
        /// The TOML configuration.
        #[arg(long)]
        config: Option<std::path::PathBuf>,
    },
    /// Prints the code that the authenticator of demonstration staff shows now.
    Code,
}

/// Runs it.
pub fn run(command: DemoCommand) -> Result<(), String> {
    match command {
        DemoCommand::Load { entries, published_entries, judges, sheets_per_entry, seed, config } => {
            let config = Config::load(config.as_ref())?;
            let size = DemoSize { entries, published_entries, judges, sheets_per_entry, seed };
            let sign_ins = runtime()?.block_on(load(&config, size))?;
            print(&sign_ins);
        }
        DemoCommand::Code => {
            let now = OffsetDateTime::now_utc();
            println!("{}", services::demo::code_at(now).ok_or("the code cannot be computed")?);
        }
    }
    Ok(())
}

async fn load(config: &Config, size: DemoSize) -> Result<Vec<DemoSignIn>, String> {
    load_reference_data(&open_database(config).await?, config).await?;
    let address = config.database_address();
    let db = services::database::connect_for_loading(&address).await.map_err(|err| err.to_string())?;
    let files = open_files(config)?;
    let key = open_receipt_key(config)?;
    load_demo(&db, &files, &key, size, OffsetDateTime::now_utc()).await.map_err(|err| err.to_string())
}

fn print(sign_ins: &[DemoSignIn]) {
    println!("Demonstration sign-ins; the password of all is {PASSWORD}");
    for DemoSignIn { email, role, needs_code } in sign_ins {
        let code = if *needs_code { ", then the one-time code" } else { "" };
        println!("  {role:<14} {email}{code}");
    }
    println!("One-time code of staff: run `vinhdanh demo code`, or put the secret {SECRET} into an authenticator");
}
