//! A person who can sign in.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub email: String,
    pub name: String,
    pub folded: String,
    pub password_hash: Option<String>,
    pub verified_at: Option<TimeDateTimeWithTimeZone>,
    pub totp_secret: Option<String>,
    pub totp_confirmed_at: Option<TimeDateTimeWithTimeZone>,
    pub totp_step: Option<i64>,
    pub phone: Option<String>,
    pub unit_id: Option<i64>,
    pub honorific: String,
    pub lang: String,
    pub credentials_version: i32,
    pub disabled_at: Option<TimeDateTimeWithTimeZone>,
    pub created_at: TimeDateTimeWithTimeZone,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
