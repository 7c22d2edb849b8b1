//! Wrong tries, counted where restarts and other processes see them; the places an account knows; the pause of the outbox.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{create_table, drop_tables, index, unique_index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "try_count",
            [
                string("id").primary_key().take(),
                integer("count"),
                timestamp_with_time_zone_null("last_at"),
                timestamp_with_time_zone_null("told_at"),
            ],
            &[],
        )
        .await?;
        index(manager, "try_count", &["last_at"]).await?;
        create_table(
            manager,
            "known_place",
            [
                big_pk_auto("id"),
                big_integer("account_id"),
                string("kind"),
                string("hash"),
                timestamp_with_time_zone("seen_at"),
            ],
            &[("account_id", "account")],
        )
        .await?;
        unique_index(manager, "known_place", &["account_id", "kind", "hash"]).await?;
        index(manager, "known_place", &["kind", "hash"]).await?;
        index(manager, "known_place", &["seen_at"]).await?;
        create_table(
            manager,
            "outbox_pause",
            [
                big_pk_auto("id"),
                string("kind"),
                text("reason"),
                integer("failures"),
                timestamp_with_time_zone("since"),
                timestamp_with_time_zone("next_at"),
            ],
            &[],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["outbox_pause", "known_place", "try_count"]).await
    }
}
