//! `vinhdanh migrate up` and `vinhdanh migrate status`.

use clap::ValueEnum;
use migrations::Migrator;
use sea_orm_migration::MigratorTrait;

use super::serve::{make_data_folder, open_database, runtime};
use crate::config::Config;

/// What to do with the migrations.
#[derive(Clone, Copy, ValueEnum)]
pub enum What {
    Up,
    Status,
}

/// Runs the migrations that are missing, or lists which have run.
pub fn migrate(what: What, config: &Config) -> Result<(), String> {
    runtime()?.block_on(async {
        match what {
            What::Up => {
                open_database(config).await?;
                println!("the database is up to date");
            }
            What::Status => {
                make_data_folder(config)?;
                let db = services::database::connect(&config.database_address())
                    .await
                    .map_err(|err| format!("the database cannot be opened: {err}"))?;
                let problem = |err| format!("the state of the database cannot be read: {err}");
                for migration in Migrator::get_applied_migrations(&db).await.map_err(problem)? {
                    println!("applied  {}", migration.name());
                }
                for migration in Migrator::get_pending_migrations(&db).await.map_err(problem)? {
                    println!("pending  {}", migration.name());
                }
            }
        }
        Ok(())
    })
}
