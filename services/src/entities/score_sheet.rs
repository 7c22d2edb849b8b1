//! A judge's marks for an entry; a reopened sheet is kept and followed by a new version.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "score_sheet")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub assignment_id: i64,
    pub version: i32,
    pub state: String,
    #[sea_orm(column_type = "Text")]
    pub points: String,
    #[sea_orm(column_type = "Text")]
    pub comment: String,
    pub revision: i32,
    pub total: Option<i64>,
    pub started_at: TimeDateTimeWithTimeZone,
    pub updated_at: TimeDateTimeWithTimeZone,
    pub signed_at: Option<TimeDateTimeWithTimeZone>,
    pub reopened_at: Option<TimeDateTimeWithTimeZone>,
    pub reopened_by: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub reopen_reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
