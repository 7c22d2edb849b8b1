//! A person may have two duties that exclude each other: who said so, and why.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "role_exception")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub account_id: i64,
    /// Which two duties, as `domain::people::exclusions` names them.
    pub exclusion: String,
    /// The edition it holds for; none means all.
    pub edition_id: Option<i64>,
    pub reason: String,
    pub given_by: i64,
    pub given_at: TimeDateTimeWithTimeZone,
    pub ended_by: Option<i64>,
    pub ended_at: Option<TimeDateTimeWithTimeZone>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
