//! What judges see of files: pictures of pages, made once; what the secretary released; copies without names.
//! Jobs learn what they are about and how often they were tried, so that they go on after a crash.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{create_table, drop_tables, index, unique_index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "file_view",
            [
                big_pk_auto("id"),
                string("sha256").unique_key().take(),
                string("state"),
                string_null("obstacle"),
                text("blocks"),
                timestamp_with_time_zone("made_at"),
            ],
            &[],
        )
        .await?;
        create_table(
            manager,
            "file_page",
            [
                big_pk_auto("id"),
                string("sha256"),
                integer("page"),
                string("picture_sha256"),
                string("media_type"),
                big_integer("size"),
                integer("width"),
                integer("height"),
                text("text"),
                boolean("incomplete"),
            ],
            &[],
        )
        .await?;
        unique_index(manager, "file_page", &["sha256", "page"]).await?;
        create_table(
            manager,
            "file_release",
            [
                big_pk_auto("id"),
                big_integer("attachment_id"),
                string("kind"),
                string("sha256"),
                big_integer("released_by"),
                timestamp_with_time_zone("released_at"),
                big_integer_null("revoked_by"),
                timestamp_with_time_zone_null("revoked_at"),
            ],
            &[("attachment_id", "attachment")],
        )
        .await?;
        index(manager, "file_release", &["attachment_id"]).await?;
        create_table(
            manager,
            "redacted_copy",
            [
                big_pk_auto("id"),
                big_integer("attachment_id"),
                string("sha256"),
                string("media_type"),
                big_integer("size"),
                big_integer("added_by"),
                timestamp_with_time_zone("added_at"),
                big_integer_null("removed_by"),
                timestamp_with_time_zone_null("removed_at"),
            ],
            &[("attachment_id", "attachment")],
        )
        .await?;
        index(manager, "redacted_copy", &["attachment_id"]).await?;
        for column in
            [string_null("subject"), integer("attempts").default(0).take(), timestamp_with_time_zone_null("next_at")]
        {
            let mut table = Table::alter();
            manager.alter_table(table.table("job").add_column(column).to_owned()).await?;
        }
        index(manager, "job", &["kind", "subject"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("idx_job_kind_subject").table("job").to_owned()).await?;
        for column in ["subject", "attempts", "next_at"] {
            let mut table = Table::alter();
            manager.alter_table(table.table("job").drop_column(column).to_owned()).await?;
        }
        drop_tables(manager, &["redacted_copy", "file_release", "file_page", "file_view"]).await
    }
}
