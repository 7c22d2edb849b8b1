//! One author of an entry, with the share of the work.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "author")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub entry_id: i64,
    pub position: i32,
    pub full_name: String,
    pub birth_date: Option<TimeDate>,
    pub gender: Option<String>,
    pub ethnicity: Option<String>,
    pub class_name: Option<String>,
    pub unit_id: Option<i64>,
    pub school_name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub address: Option<String>,
    pub share: Option<i32>,
    pub is_representative: bool,
    pub disability: Option<bool>,
    pub guardian_name: Option<String>,
    pub guardian_phone: Option<String>,
    pub guardian_email: Option<String>,
    pub guardian_relation: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
