//! A later deadline for an edition, a unit or one entry: who, until when, why, how many uses.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "extension")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub edition_id: i64,
    pub unit_id: Option<i64>,
    pub entry_id: Option<i64>,
    pub until: TimeDateTimeWithTimeZone,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub max_uses: Option<i32>,
    pub uses: i32,
    pub created_by: i64,
    pub created_at: TimeDateTimeWithTimeZone,
    pub revoked_at: Option<TimeDateTimeWithTimeZone>,
    #[sea_orm(column_type = "Text", nullable)]
    pub revoked_why: Option<String>,
    /// The extension that corrected this one.
    pub replaced_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::edition::Entity", from = "Column::EditionId", to = "super::edition::Column::Id")]
    Edition,
}

impl Related<super::edition::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Edition.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
