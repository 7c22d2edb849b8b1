//! Who ended a role and why; who asked for an invitation sent to somebody else's address; and the exceptions by which one
//! person may have two duties that exclude each other.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{create_table, drop_tables, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

fn added() -> [(&'static str, &'static str, ColumnDef); 4] {
    [
        ("role_grant", "revoked_by", big_integer_null("revoked_by")),
        ("role_grant", "revoke_reason", text_null("revoke_reason")),
        ("invitation", "claimed_by", big_integer_null("claimed_by")),
        ("invitation", "claimed_at", timestamp_with_time_zone_null("claimed_at")),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, _, column) in added() {
            let change = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(change).await?;
        }
        create_table(
            manager,
            "role_exception",
            [
                big_pk_auto("id"),
                big_integer("account_id"),
                string("exclusion"),
                big_integer_null("edition_id"),
                text("reason"),
                big_integer("given_by"),
                timestamp_with_time_zone("given_at"),
                big_integer_null("ended_by"),
                timestamp_with_time_zone_null("ended_at"),
            ],
            &[("account_id", "account"), ("given_by", "account")],
        )
        .await?;
        index(manager, "role_exception", &["account_id"]).await?;
        index(manager, "role_exception", &["edition_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["role_exception"]).await?;
        for (table, name, _) in added() {
            let change = Table::alter().table(table).drop_column(name).to_owned();
            manager.alter_table(change).await?;
        }
        Ok(())
    }
}
