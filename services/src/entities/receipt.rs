//! Proof of filing: number, time, content hash and the server's signature.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "receipt")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub entry_id: i64,
    #[sea_orm(unique)]
    pub number: String,
    pub submitted_at: TimeDateTimeWithTimeZone,
    pub content_hash: String,
    pub rules_version: i32,
    #[sea_orm(column_type = "Text")]
    pub payload: String,
    pub signature: String,
    pub key_id: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
