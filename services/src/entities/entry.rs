//! One entry of an edition, from draft to result.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "entry")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub edition_id: i64,
    pub rules_version: i32,
    pub owner_id: i64,
    pub unit_id: Option<i64>,
    #[sea_orm(unique)]
    pub code: Option<String>,
    pub state: String,
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub search: String,
    pub field_code: Option<String>,
    pub group_code: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub answers: String,
    pub revision: i32,
    pub unit_state: String,
    pub supplement_deadline: Option<TimeDateTimeWithTimeZone>,
    pub supplement_asked_at: Option<TimeDateTimeWithTimeZone>,
    #[sea_orm(column_type = "Text", nullable)]
    pub state_reason: Option<String>,
    pub created_at: TimeDateTimeWithTimeZone,
    pub updated_at: TimeDateTimeWithTimeZone,
    pub submitted_at: Option<TimeDateTimeWithTimeZone>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
