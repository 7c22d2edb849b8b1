//! `vinhdanh files collect`: clears away what nothing refers to; the portal does the same every few hours while it runs.

use clap::Subcommand;
use services::entries::files::collect_files;
use time::OffsetDateTime;

use super::serve::{open_database, open_files, runtime};
use crate::config::Config;

/// The stored files.
#[derive(Subcommand)]
pub enum FilesCommand {
    /// Clears away versions replaced before an entry was sent, unfinished uploads, and files that no entry names.
    Collect {
        /// Only says what would be cleared away.
        #[arg(long)]
        dry_run: bool,
        /// The TOML configuration.
        #[arg(long)]
        config: Option<std::path::PathBuf>,
    },
}

/// Runs it on the configured data; the portal may be running.
pub fn collect(dry_run: bool, config: &Config) -> Result<(), String> {
    runtime()?.block_on(async {
        let db = open_database(config).await?;
        let files = open_files(config)?;
        let now = OffsetDateTime::now_utc();
        let done = collect_files(&db, &files, dry_run, now)
            .await
            .map_err(|err| format!("the files could not be gone through: {err}"))?;
        let what = if dry_run { "would be cleared away" } else { "cleared away" };
        println!(
            "{} replaced versions, {} unfinished uploads and {} files with {} bytes {what}",
            done.versions, done.uploads, done.files, done.bytes
        );
        Ok(())
    })
}
