//! Which page saved which form last: an own save that arrives late, twice or without an answer is never a foreign one.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{create_table, drop_tables, unique_index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "form_save",
            [
                big_pk_auto("id"),
                string("form"),
                string("page"),
                integer("counter"),
                string("mark"),
                timestamp_with_time_zone("saved_at"),
            ],
            &[],
        )
        .await?;
        unique_index(manager, "form_save", &["form", "page"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["form_save"]).await
    }
}
