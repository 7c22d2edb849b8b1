//! `vinhdanh backup FILE` and `vinhdanh restore FILE`.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

use migrations::Migrator;
use sea_orm_migration::MigratorTrait;
use time::OffsetDateTime;

use super::serve::{open_database, runtime};
use crate::config::Config;

/// Writes one file with data and attachments. The portal may be running.
pub fn backup(file: &Path, config: &Config) -> Result<(), String> {
    let unfinished = file.with_extension("unfinished");
    runtime()?.block_on(async {
        let db = open_database(config).await?;
        let out =
            File::create(&unfinished).map_err(|err| format!("{} cannot be written: {err}", unfinished.display()))?;
        let now = OffsetDateTime::now_utc();
        let manifest = services::backup::write_backup(&db, &config.data, schema(), BufWriter::new(out), now)
            .await
            .map_err(|err| err.to_string())?;
        std::fs::rename(&unfinished, file).map_err(|err| format!("{} cannot be written: {err}", file.display()))?;
        let rows: u64 = manifest.rows.values().sum();
        println!(
            "{rows} rows and {} members saved to {}; ledger head {}",
            manifest.members.len(),
            file.display(),
            manifest.ledger_head
        );
        Ok(())
    })
}

/// Puts a backup into an empty database and data folder, after checking all of it.
pub fn restore(file: &Path, config: &Config) -> Result<(), String> {
    runtime()?.block_on(async {
        let input = File::open(file).map_err(|err| format!("{} cannot be read: {err}", file.display()))?;
        let db = open_database(config).await?;
        let manifest = services::backup::restore_backup(&db, &config.data, schema(), BufReader::new(input))
            .await
            .map_err(|err| err.to_string())?;
        let rows: u64 = manifest.rows.values().sum();
        println!("{rows} rows and {} members restored; ledger head {}", manifest.members.len(), manifest.ledger_head);
        Ok(())
    })
}

/// The newest migration this program knows.
fn schema() -> String {
    Migrator::migrations().last().map(|migration| migration.name().to_owned()).unwrap_or_default()
}
