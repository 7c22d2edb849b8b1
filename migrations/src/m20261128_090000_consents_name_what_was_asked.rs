//! A consent keeps whom it was asked about, where the answer came from and to which text; a paper whom it was put in for.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            // What was asked as JSON; an empty question binds nobody.
            text("question").default("{}").take(),
            string("way").default("link").take(),
            string("sent_to").default("").take(),
            string_null("network"),
            string_null("text_hash"),
            big_integer_null("recorded_by"),
            text_null("kept_at"),
        ];
        for column in columns {
            add(manager, "consent", column).await?;
        }
        add(manager, "attachment", text_null("holder")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["question", "way", "sent_to", "network", "text_hash", "recorded_by", "kept_at"] {
            drop(manager, "consent", column).await?;
        }
        drop(manager, "attachment", "holder").await
    }
}

/// SQLite changes one column at a time.
async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).take()).await
}

async fn drop(manager: &SchemaManager<'_>, table: &'static str, column: &'static str) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).drop_column(column).take()).await
}
