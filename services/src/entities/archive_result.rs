//! A published result of a past edition, outside this portal.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "archive_result")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub programme_code: String,
    pub edition_name: String,
    pub year: Option<i32>,
    pub level: String,
    pub title: String,
    pub title_translated: bool,
    #[sea_orm(column_type = "Text")]
    pub search: String,
    pub field: Option<String>,
    pub prize: Option<String>,
    pub unit: Option<String>,
    pub source: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
