//! The state of one round of an edition.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "round")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub edition_id: i64,
    pub code: String,
    pub state: String,
    /// The version of the edition's rules it was opened under; none before.
    pub rules_version: Option<i32>,
    pub due_at: Option<TimeDateTimeWithTimeZone>,
    pub opened_at: Option<TimeDateTimeWithTimeZone>,
    pub locked_at: Option<TimeDateTimeWithTimeZone>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
