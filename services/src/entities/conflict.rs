//! A reason why a judge may not, or should not, score an entry.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "conflict")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub panel_id: i64,
    pub entry_id: i64,
    pub judge_id: i64,
    pub source: String,
    pub kind: String,
    pub strength: String,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    pub created_at: TimeDateTimeWithTimeZone,
    pub lifted_at: Option<TimeDateTimeWithTimeZone>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
