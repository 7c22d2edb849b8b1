//! Work over many things, with its progress and what undoing it needs.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub kind: String,
    /// What it is about: a file's hash, an entry.
    pub subject: Option<String>,
    pub state: String,
    #[sea_orm(column_type = "Text")]
    pub detail: String,
    pub done: i32,
    pub total: i32,
    /// How often it was begun.
    pub attempts: i32,
    /// Not before.
    pub next_at: Option<TimeDateTimeWithTimeZone>,
    pub created_by: Option<i64>,
    pub created_at: TimeDateTimeWithTimeZone,
    pub updated_at: TimeDateTimeWithTimeZone,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
