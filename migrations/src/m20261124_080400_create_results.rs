//! Rankings, awards, public notice, decisions and the archive of past results.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{create_table, drop_tables, index, unique_index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "ranking",
            [
                big_pk_auto("id"),
                big_integer("edition_id"),
                string("round_code"),
                integer("rules_version"),
                text("snapshot"),
                string("hash"),
                big_integer("created_by"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("edition_id", "edition")],
        )
        .await?;
        index(manager, "ranking", &["edition_id", "round_code"]).await?;
        create_table(
            manager,
            "award",
            [
                big_pk_auto("id"),
                big_integer("edition_id"),
                big_integer("entry_id"),
                string("prize_code"),
                string("kind"),
                string("state"),
                text("reason"),
                big_integer("created_by"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("edition_id", "edition"), ("entry_id", "entry")],
        )
        .await?;
        unique_index(manager, "award", &["edition_id", "entry_id", "prize_code"]).await?;
        index(manager, "award", &["entry_id"]).await?;
        create_table(
            manager,
            "prize_choice",
            [
                big_pk_auto("id"),
                big_integer("edition_id"),
                string("kind"),
                string("prize_code"),
                string("pool"),
                text("choice"),
                text("reason"),
                big_integer("created_by"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("edition_id", "edition")],
        )
        .await?;
        unique_index(manager, "prize_choice", &["edition_id", "kind", "prize_code", "pool"]).await?;
        create_table(
            manager,
            "notice",
            [
                big_pk_auto("id"),
                big_integer("edition_id"),
                timestamp_with_time_zone("opens_at"),
                timestamp_with_time_zone("closes_at"),
                text("snapshot"),
                string("hash"),
                big_integer("created_by"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone_null("closed_at"),
            ],
            &[("edition_id", "edition")],
        )
        .await?;
        index(manager, "notice", &["edition_id"]).await?;
        create_table(
            manager,
            "feedback",
            [
                big_pk_auto("id"),
                big_integer("notice_id"),
                string("name"),
                string("contact"),
                text("body"),
                timestamp_with_time_zone("created_at"),
                text_null("reply"),
                big_integer_null("replied_by"),
                timestamp_with_time_zone_null("replied_at"),
            ],
            &[("notice_id", "notice")],
        )
        .await?;
        index(manager, "feedback", &["notice_id"]).await?;
        create_table(
            manager,
            "decision",
            [
                big_pk_auto("id"),
                big_integer("edition_id"),
                string("number"),
                date("decided_on"),
                string("signer"),
                string_null("sha256"),
                big_integer("created_by"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone_null("published_at"),
            ],
            &[("edition_id", "edition")],
        )
        .await?;
        index(manager, "decision", &["edition_id"]).await?;
        create_table(
            manager,
            "revocation",
            [
                big_pk_auto("id"),
                big_integer("award_id"),
                text("reason"),
                string("decision_number"),
                big_integer("created_by"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("award_id", "award")],
        )
        .await?;
        unique_index(manager, "revocation", &["award_id"]).await?;
        create_table(
            manager,
            "archive_result",
            [
                big_pk_auto("id"),
                string("programme_code"),
                string("edition_name"),
                integer_null("year"),
                string("level"),
                string("title"),
                boolean("title_translated"),
                text("search"),
                string_null("field"),
                string_null("prize"),
                string_null("unit"),
                string("source"),
            ],
            &[],
        )
        .await?;
        index(manager, "archive_result", &["programme_code"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &["archive_result", "revocation", "decision", "feedback", "notice", "prize_choice", "award", "ranking"],
        )
        .await
    }
}
