//! Accounts, sessions, roles and units. E-mail, token and unit code are unique by index, so that two requests at once cannot both win.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{create_table, drop_tables, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "unit",
            [
                big_pk_auto("id"),
                string("code").unique_key().take(),
                string("name"),
                string("folded"),
                string("kind"),
                big_integer_null("parent_id"),
                date_null("valid_from"),
                date_null("valid_to"),
                big_integer_null("successor_id"),
            ],
            &[("parent_id", "unit"), ("successor_id", "unit")],
        )
        .await?;
        index(manager, "unit", &["parent_id"]).await?;
        create_table(
            manager,
            "account",
            [
                big_pk_auto("id"),
                string("email").unique_key().take(),
                string("name"),
                string("folded").default("").take(),
                string_null("password_hash"),
                timestamp_with_time_zone_null("verified_at"),
                string_null("totp_secret"),
                timestamp_with_time_zone_null("totp_confirmed_at"),
                big_integer_null("totp_step"),
                string_null("phone"),
                big_integer_null("unit_id"),
                string("honorific"),
                string("lang"),
                integer("credentials_version"),
                timestamp_with_time_zone_null("disabled_at"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("unit_id", "unit")],
        )
        .await?;
        create_table(
            manager,
            "account_token",
            [
                big_pk_auto("id"),
                big_integer("account_id"),
                string("kind"),
                string("token_hash").unique_key().take(),
                timestamp_with_time_zone("expires_at"),
                timestamp_with_time_zone_null("used_at"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("account_id", "account")],
        )
        .await?;
        index(manager, "account_token", &["account_id"]).await?;
        create_table(
            manager,
            "session",
            [
                string("id").primary_key().take(),
                big_integer_null("account_id"),
                text("data"),
                timestamp_with_time_zone("expires_at"),
                timestamp_with_time_zone("created_at"),
            ],
            &[],
        )
        .await?;
        index(manager, "session", &["account_id"]).await?;
        index(manager, "session", &["expires_at"]).await?;
        create_table(
            manager,
            "role_grant",
            [
                big_pk_auto("id"),
                big_integer("account_id"),
                string("role"),
                big_integer_null("edition_id"),
                big_integer_null("panel_id"),
                big_integer_null("unit_id"),
                big_integer_null("granted_by"),
                timestamp_with_time_zone("granted_at"),
                timestamp_with_time_zone_null("revoked_at"),
            ],
            &[("account_id", "account")],
        )
        .await?;
        index(manager, "role_grant", &["account_id"]).await?;
        index(manager, "role_grant", &["edition_id", "role"]).await?;
        create_table(
            manager,
            "invitation",
            [
                big_pk_auto("id"),
                string("email"),
                string("name"),
                string("role"),
                big_integer_null("edition_id"),
                big_integer_null("panel_id"),
                big_integer_null("unit_id"),
                text_null("seat"),
                string("token_hash").unique_key().take(),
                timestamp_with_time_zone("expires_at"),
                big_integer_null("created_by"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone_null("accepted_at"),
                big_integer_null("accepted_by"),
                timestamp_with_time_zone_null("revoked_at"),
            ],
            &[],
        )
        .await?;
        index(manager, "invitation", &["email"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["invitation", "role_grant", "session", "account_token", "account", "unit"]).await
    }
}
