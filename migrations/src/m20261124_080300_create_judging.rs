//! Rounds, panels, conflicts, assignments and score sheets. A judge has one assignment per entry of a panel, and one sheet per version.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{create_table, drop_tables, index, unique_index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "round",
            [
                big_pk_auto("id"),
                big_integer("edition_id"),
                string("code"),
                string("state"),
                timestamp_with_time_zone_null("due_at"),
                timestamp_with_time_zone_null("opened_at"),
                timestamp_with_time_zone_null("locked_at"),
            ],
            &[("edition_id", "edition")],
        )
        .await?;
        unique_index(manager, "round", &["edition_id", "code"]).await?;
        create_table(
            manager,
            "panel",
            [
                big_pk_auto("id"),
                big_integer("edition_id"),
                string("round_code"),
                string("name"),
                text("fields"),
                big_integer_null("chair_id"),
                string_null("decision"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("edition_id", "edition")],
        )
        .await?;
        index(manager, "panel", &["edition_id", "round_code"]).await?;
        create_table(
            manager,
            "panel_judge",
            [
                big_pk_auto("id"),
                big_integer("panel_id"),
                big_integer("account_id"),
                text("expertise"),
                integer_null("capacity"),
                timestamp_with_time_zone_null("declared_at"),
                text_null("declaration"),
                timestamp_with_time_zone_null("removed_at"),
            ],
            &[("panel_id", "panel"), ("account_id", "account")],
        )
        .await?;
        unique_index(manager, "panel_judge", &["panel_id", "account_id"]).await?;
        index(manager, "panel_judge", &["account_id"]).await?;
        create_table(
            manager,
            "conflict",
            [
                big_pk_auto("id"),
                big_integer("panel_id"),
                big_integer("entry_id"),
                big_integer("judge_id"),
                string("source"),
                string("kind"),
                string("strength"),
                text("note"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone_null("lifted_at"),
            ],
            &[("panel_id", "panel"), ("entry_id", "entry"), ("judge_id", "account")],
        )
        .await?;
        unique_index(manager, "conflict", &["panel_id", "entry_id", "judge_id", "kind"]).await?;
        create_table(
            manager,
            "assignment_plan",
            [
                big_pk_auto("id"),
                big_integer("panel_id"),
                integer("revision"),
                text("pairs"),
                big_integer("created_by"),
                timestamp_with_time_zone("updated_at"),
            ],
            &[("panel_id", "panel")],
        )
        .await?;
        unique_index(manager, "assignment_plan", &["panel_id"]).await?;
        create_table(
            manager,
            "assignment",
            [
                big_pk_auto("id"),
                big_integer("panel_id"),
                big_integer("entry_id"),
                big_integer("judge_id"),
                integer("position"),
                string("state"),
                text_null("reason"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone("changed_at"),
            ],
            &[("panel_id", "panel"), ("entry_id", "entry"), ("judge_id", "account")],
        )
        .await?;
        unique_index(manager, "assignment", &["panel_id", "entry_id", "judge_id"]).await?;
        index(manager, "assignment", &["judge_id", "state"]).await?;
        index(manager, "assignment", &["entry_id"]).await?;
        create_table(
            manager,
            "score_sheet",
            [
                big_pk_auto("id"),
                big_integer("assignment_id"),
                integer("version"),
                string("state"),
                text("points"),
                text("comment"),
                integer("revision"),
                big_integer_null("total"),
                timestamp_with_time_zone("started_at"),
                timestamp_with_time_zone("updated_at"),
                timestamp_with_time_zone_null("signed_at"),
                timestamp_with_time_zone_null("reopened_at"),
                big_integer_null("reopened_by"),
                text_null("reopen_reason"),
            ],
            &[("assignment_id", "assignment")],
        )
        .await?;
        unique_index(manager, "score_sheet", &["assignment_id", "version"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &["score_sheet", "assignment", "assignment_plan", "conflict", "panel_judge", "panel", "round"],
        )
        .await
    }
}
