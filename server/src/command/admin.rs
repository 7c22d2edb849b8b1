//! `vinhdanh admin create`: the first administrator, by somebody who can reach the machine.

use std::path::PathBuf;

use clap::Subcommand;
use services::people::create_first_admin;
use time::OffsetDateTime;

use super::serve::{open_database, runtime};

/// What can be done about administrators.
#[derive(Subcommand)]
pub enum AdminCommand {
    /// Makes an administrator and prints a one-time link to choose a password.
    Create {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// The TOML configuration.
        #[arg(long)]
        config: Option<PathBuf>,
    },
}

/// Runs one of them.
pub fn run(command: AdminCommand) -> Result<(), Vec<String>> {
    let AdminCommand::Create { email, name, config } = command;
    let config = super::load(config.as_ref())?;
    let made = runtime().map_err(one)?.block_on(async {
        let db = open_database(&config).await?;
        create_first_admin(&db, &email, &name, OffsetDateTime::now_utc()).await.map_err(|err| err.to_string())
    });
    let link = made.map_err(one)?;
    println!("{}{link}", config.address.trim_end_matches('/'));
    Ok(())
}

fn one(problem: String) -> Vec<String> {
    vec![problem]
}
