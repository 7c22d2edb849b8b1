//! Deadlines say more: when a supplement was asked for, why an extension was taken back, and by which one it was corrected.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "entry", timestamp_with_time_zone_null("supplement_asked_at")).await?;
        add(manager, "extension", text_null("revoked_why")).await?;
        add(manager, "extension", big_integer_null("replaced_by")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let added = [("extension", "replaced_by"), ("extension", "revoked_why"), ("entry", "supplement_asked_at")];
        for (table, column) in added {
            let change = Table::alter().table(table).drop_column(column).to_owned();
            manager.alter_table(change).await?;
        }
        Ok(())
    }
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    let change = Table::alter().table(table).add_column(column).to_owned();
    manager.alter_table(change).await
}
