//! The hash-chained ledger, outgoing mail and long jobs. The ledger's hash is unique: a fork of the chain cannot be stored.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{create_table, drop_tables, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "ledger",
            [
                big_pk_auto("id"),
                timestamp_with_time_zone("at"),
                big_integer_null("account_id"),
                string("act"),
                string("subject"),
                text("detail"),
                string("prev_hash").unique_key().take(),
                string("hash").unique_key().take(),
            ],
            &[],
        )
        .await?;
        index(manager, "ledger", &["subject"]).await?;
        create_table(
            manager,
            "mail",
            [
                big_pk_auto("id"),
                string("recipient"),
                string("lang"),
                string("template"),
                text("params"),
                string_null("subject"),
                text_null("body"),
                string("state"),
                integer("attempts"),
                timestamp_with_time_zone("next_at"),
                text_null("last_error"),
                big_integer_null("edition_id"),
                string_null("reference"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone_null("sent_at"),
            ],
            &[],
        )
        .await?;
        index(manager, "mail", &["state", "next_at"]).await?;
        create_table(
            manager,
            "job",
            [
                big_pk_auto("id"),
                string("kind"),
                string("state"),
                text("detail"),
                integer("done"),
                integer("total"),
                big_integer_null("created_by"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone("updated_at"),
            ],
            &[],
        )
        .await?;
        index(manager, "job", &["state"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["job", "mail", "ledger"]).await
    }
}
