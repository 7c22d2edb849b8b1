//! The last save of a form by one page.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "form_save")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Such as `entry/12/tac-gia`.
    pub form: String,
    pub page: String,
    pub counter: i32,
    pub mark: String,
    pub saved_at: TimeDateTimeWithTimeZone,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
