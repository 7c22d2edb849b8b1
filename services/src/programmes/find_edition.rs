//! Reading an edition and a version of its rules.

use domain::ids::{EditionId, ProgrammeId};
use domain::programmes::deadline::{Deadlines, LaterDeadline};
use domain::programmes::edition::{Edition, EditionState};
use domain::programmes::rules::EditionRules;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::deadlines::one_edition;
use crate::entities::{edition, rules_version};
use crate::failure::{Failure, read_json};

/// The edition with this number.
pub async fn find_edition(db: &impl ConnectionTrait, id: EditionId) -> Result<Edition, Failure> {
    one_edition(db, edition::Entity::find_by_id(id.0)).await
}

/// The edition with this word in its address.
pub async fn find_edition_by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Edition, Failure> {
    one_edition(db, edition::Entity::find().filter(edition::Column::Slug.eq(slug))).await
}

/// One version of an edition's rules: entries keep the one they were filed under.
pub async fn find_rules(db: &impl ConnectionTrait, id: EditionId, version: i32) -> Result<EditionRules, Failure> {
    let row = rules_version::Entity::find()
        .filter(rules_version::Column::EditionId.eq(id.0))
        .filter(rules_version::Column::Version.eq(version))
        .one(db)
        .await?
        .ok_or(Failure::NotFound)?;
    read_json(&row.rules)
}

pub(super) fn edition_of_row(row: edition::Model, later: Vec<LaterDeadline>) -> Result<Edition, Failure> {
    let state =
        EditionState::from_code(&row.state).ok_or_else(|| Failure::Damaged(format!("edition state {}", row.state)))?;
    Ok(Edition {
        id: EditionId(row.id),
        programme: ProgrammeId(row.programme_id),
        slug: row.slug,
        name_vi: row.name_vi,
        name_en: row.name_en,
        ordinal: row.ordinal,
        year: row.year,
        code_prefix: row.code_prefix,
        state,
        version: row.version,
        opens_at: row.opens_at,
        deadlines: Deadlines { by_rules: row.closes_at, later },
    })
}
