//! The database schema, one dated file per change. A released migration is never edited.

#![allow(clippy::too_many_lines, reason = "a migration is a list of tables")]

use sea_orm_migration::prelude::*;

mod m20261124_080000_create_people;
mod m20261124_080100_create_programmes;
mod m20261124_080200_create_entries;
mod m20261124_080300_create_judging;
mod m20261124_080400_create_results;
mod m20261124_080500_create_ledger_and_outbox;
mod m20261128_080000_create_form_saves;
mod m20261128_090000_consents_name_what_was_asked;
mod m20261128_110000_create_role_exceptions;
mod m20261128_120000_create_limits;
mod m20261128_130000_create_file_views;
mod m20261128_140000_deadlines;
mod m20261128_150000_round_outcomes;
mod table;

/// Runs every migration in order, up or down.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_080000_create_people::Migration),
            Box::new(m20261124_080100_create_programmes::Migration),
            Box::new(m20261124_080200_create_entries::Migration),
            Box::new(m20261124_080300_create_judging::Migration),
            Box::new(m20261124_080400_create_results::Migration),
            Box::new(m20261124_080500_create_ledger_and_outbox::Migration),
            Box::new(m20261128_080000_create_form_saves::Migration),
            Box::new(m20261128_090000_consents_name_what_was_asked::Migration),
            Box::new(m20261128_110000_create_role_exceptions::Migration),
            Box::new(m20261128_120000_create_limits::Migration),
            Box::new(m20261128_130000_create_file_views::Migration),
            Box::new(m20261128_140000_deadlines::Migration),
            Box::new(m20261128_150000_round_outcomes::Migration),
        ]
    }
}
