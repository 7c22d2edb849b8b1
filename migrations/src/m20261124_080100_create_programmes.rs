//! Programmes, their editions and the frozen versions of their rules.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{create_table, drop_tables, index, unique_index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "programme",
            [
                big_pk_auto("id"),
                string("code").unique_key().take(),
                string("name_vi"),
                string("name_en"),
                string("kind"),
                text("template"),
                timestamp_with_time_zone("created_at"),
            ],
            &[],
        )
        .await?;
        create_table(
            manager,
            "edition",
            [
                big_pk_auto("id"),
                big_integer("programme_id"),
                string("slug").unique_key().take(),
                string("name_vi"),
                string("name_en"),
                integer("ordinal"),
                integer("year"),
                string("code_prefix"),
                integer("next_number"),
                string("state"),
                integer("version"),
                timestamp_with_time_zone_null("opens_at"),
                timestamp_with_time_zone_null("closes_at"),
                timestamp_with_time_zone_null("opened_at"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("programme_id", "programme")],
        )
        .await?;
        index(manager, "edition", &["programme_id"]).await?;
        index(manager, "edition", &["state"]).await?;
        create_table(
            manager,
            "rules_version",
            [
                big_pk_auto("id"),
                big_integer("edition_id"),
                integer("version"),
                integer("revision"),
                text("rules"),
                text("reason"),
                big_integer_null("account_id"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone_null("frozen_at"),
            ],
            &[("edition_id", "edition")],
        )
        .await?;
        unique_index(manager, "rules_version", &["edition_id", "version"]).await?;
        create_table(
            manager,
            "extension",
            [
                big_pk_auto("id"),
                big_integer("edition_id"),
                big_integer_null("unit_id"),
                big_integer_null("entry_id"),
                timestamp_with_time_zone("until"),
                text("reason"),
                integer_null("max_uses"),
                integer("uses"),
                big_integer("created_by"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone_null("revoked_at"),
            ],
            &[("edition_id", "edition"), ("unit_id", "unit")],
        )
        .await?;
        index(manager, "extension", &["edition_id"]).await?;
        create_table(
            manager,
            "calendar_day",
            [big_pk_auto("id"), date("day").unique_key().take(), string("kind"), string("note"), string_null("source")],
            &[],
        )
        .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["calendar_day", "extension", "rules_version", "edition", "programme"]).await
    }
}
