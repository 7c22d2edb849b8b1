//! The rules as the editor shows them: the version being written, else the one in force.

use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::desk::RulesDesk;
use domain::programmes::edition::{Edition, EditionState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::find_edition::find_edition_by_slug;
use crate::entities::rules_version;
use crate::failure::{Failure, read_json};

/// The rules of an edition for the people who run it.
pub async fn find_rules_desk(db: &impl ConnectionTrait, actor: &Actor, slug: &str) -> Result<RulesDesk, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    let state = State::Edition(edition.state);
    access::require(actor, Act::ReadEditionDesk, &edition.subject(), state)?;
    let row = latest_version(db, &edition).await?;
    let unwritten = row.frozen_at.is_none();
    Ok(RulesDesk {
        rules: read_json(&row.rules)?,
        version: row.version,
        revision: row.revision,
        editable: unwritten && access::allows(actor, act_of(&edition), &edition.subject(), state),
        may_amend: !unwritten && access::allows(actor, Act::AmendRules, &edition.subject(), state),
        reason: row.reason,
        edition,
    })
}

/// The newest version: only it can still be unfrozen.
pub(super) async fn latest_version(
    db: &impl ConnectionTrait,
    edition: &Edition,
) -> Result<rules_version::Model, Failure> {
    rules_version::Entity::find()
        .filter(rules_version::Column::EditionId.eq(edition.id.0))
        .order_by_desc(rules_version::Column::Version)
        .one(db)
        .await?
        .ok_or(Failure::NotFound)
}

/// Writing the first version is another act than changing rules in force.
pub(super) fn act_of(edition: &Edition) -> Act {
    if edition.state == EditionState::Draft { Act::EditRules } else { Act::AmendRules }
}
