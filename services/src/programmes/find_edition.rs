//! Reading an edition and a version of its rules.

use std::collections::BTreeMap;

use domain::ids::{EditionId, ProgrammeId};
use domain::programmes::deadline::{Deadlines, LaterDeadline};
use domain::programmes::edition::{Edition, EditionState};
use domain::programmes::rules::EditionRules;
use domain::rounds::pin_rounds;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::deadlines::one_edition;
use crate::entities::{edition, round, rules_version};
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

/// The rules in force, with every round that has begun as it was when it was opened. Two statements, and one for each older
/// version that a round still keeps.
pub async fn rules_in_force(db: &impl ConnectionTrait, edition: &Edition) -> Result<EditionRules, Failure> {
    let mut rules = find_rules(db, edition.id, edition.version).await?;
    let mut kept: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    for row in begun_rounds(db, edition.id).await? {
        if let Some(version) = row.rules_version.filter(|version| *version != edition.version) {
            kept.entry(version).or_default().push(row.code);
        }
    }
    for (version, codes) in kept {
        let older = find_rules(db, edition.id, version).await?;
        pin_rounds(&mut rules, older.rounds.into_iter().filter(|round| codes.contains(&round.code)).collect());
    }
    Ok(rules)
}

/// The rounds of an edition that have been opened, in that order.
pub(super) async fn begun_rounds(db: &impl ConnectionTrait, id: EditionId) -> Result<Vec<round::Model>, Failure> {
    let rows = round::Entity::find()
        .filter(round::Column::EditionId.eq(id.0))
        .filter(round::Column::OpenedAt.is_not_null())
        .order_by_asc(round::Column::OpenedAt)
        .order_by_asc(round::Column::Id)
        .all(db)
        .await?;
    Ok(rows)
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
