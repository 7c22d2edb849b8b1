//! Entries with their authors, consents, files, receipts and checks.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{create_table, drop_tables, index, unique_index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "entry",
            [
                big_pk_auto("id"),
                big_integer("edition_id"),
                integer("rules_version"),
                big_integer("owner_id"),
                big_integer_null("unit_id"),
                string_null("code").unique_key().take(),
                string("state"),
                string("title"),
                text("search"),
                string_null("field_code"),
                string_null("group_code"),
                text("answers"),
                integer("revision"),
                string("unit_state"),
                timestamp_with_time_zone_null("supplement_deadline"),
                text_null("state_reason"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone("updated_at"),
                timestamp_with_time_zone_null("submitted_at"),
            ],
            &[("edition_id", "edition"), ("owner_id", "account"), ("unit_id", "unit")],
        )
        .await?;
        // Holds all that lists of entries count and sort by.
        let listed = ["edition_id", "state", "submitted_at", "code", "unit_id"];
        index(manager, "entry", &listed).await?;
        index(manager, "entry", &["owner_id"]).await?;
        index(manager, "entry", &["unit_id"]).await?;
        create_table(
            manager,
            "author",
            [
                big_pk_auto("id"),
                big_integer("entry_id"),
                integer("position"),
                string("full_name"),
                date_null("birth_date"),
                string_null("gender"),
                string_null("ethnicity"),
                string_null("class_name"),
                big_integer_null("unit_id"),
                string_null("school_name"),
                string_null("phone"),
                string_null("email"),
                string_null("address"),
                integer_null("share"),
                boolean("is_representative"),
                boolean_null("disability"),
                string_null("guardian_name"),
                string_null("guardian_phone"),
                string_null("guardian_email"),
                string_null("guardian_relation"),
            ],
            &[("entry_id", "entry"), ("unit_id", "unit")],
        )
        .await?;
        index(manager, "author", &["entry_id"]).await?;
        index(manager, "author", &["unit_id"]).await?;
        create_table(
            manager,
            "instructor",
            [
                big_pk_auto("id"),
                big_integer("entry_id"),
                integer("position"),
                string("full_name"),
                string_null("unit_name"),
                string_null("contact"),
            ],
            &[("entry_id", "entry")],
        )
        .await?;
        index(manager, "instructor", &["entry_id"]).await?;
        create_table(
            manager,
            "consent",
            [
                big_pk_auto("id"),
                big_integer("author_id"),
                string("subject"),
                string_null("token_hash").unique_key().take(),
                string("state"),
                string_null("person_name"),
                string_null("relation"),
                boolean("publish_name"),
                boolean("publish_photo"),
                string("text_version"),
                timestamp_with_time_zone("asked_at"),
                timestamp_with_time_zone_null("answered_at"),
                timestamp_with_time_zone_null("withdrawn_at"),
            ],
            &[("author_id", "author")],
        )
        .await?;
        index(manager, "consent", &["author_id"]).await?;
        create_table(
            manager,
            "attachment",
            [
                big_pk_auto("id"),
                big_integer("entry_id"),
                string("item_code"),
                big_integer_null("author_id"),
                string("file_name"),
                string("media_type"),
                big_integer("size"),
                string("sha256"),
                integer("position"),
                big_integer("uploaded_by"),
                timestamp_with_time_zone("uploaded_at"),
                timestamp_with_time_zone_null("removed_at"),
            ],
            &[("entry_id", "entry")],
        )
        .await?;
        index(manager, "attachment", &["entry_id"]).await?;
        index(manager, "attachment", &["sha256"]).await?;
        create_table(
            manager,
            "upload",
            [
                string("id").primary_key().take(),
                big_integer("entry_id"),
                string("item_code"),
                big_integer_null("author_id"),
                string("file_name"),
                big_integer("size"),
                big_integer("received"),
                big_integer("account_id"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone_null("finished_at"),
            ],
            &[("entry_id", "entry")],
        )
        .await?;
        index(manager, "upload", &["entry_id"]).await?;
        create_table(
            manager,
            "receipt",
            [
                big_pk_auto("id"),
                big_integer("entry_id"),
                string("number").unique_key().take(),
                timestamp_with_time_zone("submitted_at"),
                string("content_hash"),
                integer("rules_version"),
                text("payload"),
                string("signature"),
                string("key_id"),
            ],
            &[("entry_id", "entry")],
        )
        .await?;
        index(manager, "receipt", &["entry_id"]).await?;
        create_table(
            manager,
            "unit_confirmation",
            [
                big_pk_auto("id"),
                big_integer("entry_id"),
                big_integer("unit_id"),
                string("state"),
                big_integer("officer_id"),
                text("note"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("entry_id", "entry"), ("unit_id", "unit")],
        )
        .await?;
        index(manager, "unit_confirmation", &["entry_id"]).await?;
        create_table(
            manager,
            "formal_check",
            [
                big_pk_auto("id"),
                big_integer("entry_id"),
                big_integer("officer_id"),
                string("outcome"),
                text("items"),
                text("reason"),
                string_null("citation"),
                timestamp_with_time_zone_null("deadline"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("entry_id", "entry")],
        )
        .await?;
        index(manager, "formal_check", &["entry_id"]).await?;
        create_table(
            manager,
            "entry_note",
            [
                big_pk_auto("id"),
                big_integer("entry_id"),
                big_integer("account_id"),
                text("body"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("entry_id", "entry")],
        )
        .await?;
        index(manager, "entry_note", &["entry_id"]).await?;
        create_table(
            manager,
            "section_visit",
            [
                big_pk_auto("id"),
                big_integer("entry_id"),
                string("section"),
                big_integer("account_id"),
                timestamp_with_time_zone("seen_at"),
            ],
            &[("entry_id", "entry")],
        )
        .await?;
        unique_index(manager, "section_visit", &["entry_id", "section", "account_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "section_visit",
                "entry_note",
                "formal_check",
                "unit_confirmation",
                "receipt",
                "upload",
                "attachment",
                "consent",
                "instructor",
                "author",
                "entry",
            ],
        )
        .await
    }
}
