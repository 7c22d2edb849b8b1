//! What a round decided about an entry. Rows are only ever added; the newest of an entry counts.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "round_outcome")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub edition_id: i64,
    pub round_code: String,
    pub entry_id: i64,
    pub verdict: String,
    pub why: String,
    pub rank: Option<i32>,
    #[sea_orm(column_type = "Text", nullable)]
    pub total: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub account_id: Option<i64>,
    pub created_at: TimeDateTimeWithTimeZone,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
