//! An invitation by mail to take a role.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub email: String,
    pub name: String,
    pub role: String,
    pub edition_id: Option<i64>,
    pub panel_id: Option<i64>,
    pub unit_id: Option<i64>,
    /// Expertise and capacity of a judge invited to a panel, as JSON.
    pub seat: Option<String>,
    #[sea_orm(unique)]
    pub token_hash: String,
    pub expires_at: TimeDateTimeWithTimeZone,
    pub created_by: Option<i64>,
    pub created_at: TimeDateTimeWithTimeZone,
    pub accepted_at: Option<TimeDateTimeWithTimeZone>,
    pub accepted_by: Option<i64>,
    pub revoked_at: Option<TimeDateTimeWithTimeZone>,
    /// Somebody with another address who wants to take it: they wait for the inviter's yes.
    pub claimed_by: Option<i64>,
    pub claimed_at: Option<TimeDateTimeWithTimeZone>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
