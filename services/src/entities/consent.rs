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
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
