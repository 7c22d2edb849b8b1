//! A copy without names that the secretary attached: blind judges see it instead of the file.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "redacted_copy")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub attachment_id: i64,
    pub sha256: String,
    pub media_type: String,
    pub size: i64,
    pub added_by: i64,
    pub added_at: TimeDateTimeWithTimeZone,
    pub removed_by: Option<i64>,
    pub removed_at: Option<TimeDateTimeWithTimeZone>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
