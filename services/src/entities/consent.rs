//! What a guardian or a child agreed to, when, and to which text.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "consent")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub author_id: i64,
    pub subject: String,
    #[sea_orm(unique)]
    pub token_hash: Option<String>,
    pub state: String,
    pub person_name: Option<String>,
    pub relation: Option<String>,
    pub publish_name: bool,
    pub publish_photo: bool,
    pub text_version: String,
    pub asked_at: TimeDateTimeWithTimeZone,
    pub answered_at: Option<TimeDateTimeWithTimeZone>,
    pub withdrawn_at: Option<TimeDateTimeWithTimeZone>,
    /// Whom and what it was asked about, as JSON.
    #[sea_orm(column_type = "Text")]
    pub question: String,
    /// How the answer came.
    pub way: String,
    /// The address the link went to; empty where none did.
    pub sent_to: String,
    /// The network the answer came from, shortened.
    pub network: Option<String>,
    /// Of the text that was shown.
    pub text_hash: Option<String>,
    /// Who recorded a paper, and where the paper is kept.
    pub recorded_by: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub kept_at: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
