//! A round keeps the rules it was opened under, and one outcome for each of its entries; the newest counts, none is changed.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{create_table, drop_tables, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let pinned = Table::alter().table("round").add_column(integer_null("rules_version")).to_owned();
        manager.alter_table(pinned).await?;
        create_table(
            manager,
            "round_outcome",
            [
                big_pk_auto("id"),
                big_integer("edition_id"),
                string("round_code"),
                big_integer("entry_id"),
                string("verdict"),
                string("why"),
                integer_null("rank"),
                text_null("total"),
                text("reason"),
                big_integer_null("account_id"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("edition_id", "edition"), ("entry_id", "entry")],
        )
        .await?;
        index(manager, "round_outcome", &["edition_id", "round_code", "entry_id"]).await?;
        index(manager, "round_outcome", &["entry_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["round_outcome"]).await?;
        let pinned = Table::alter().table("round").drop_column("rules_version").to_owned();
        manager.alter_table(pinned).await
    }
}
