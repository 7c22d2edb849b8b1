//! Everything the desk of one edition shows.

use domain::judging::states::RoundState;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::desk::EditionDesk;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::find_edition::{find_edition_by_slug, find_rules};
use super::list_editions::{count_entries, counts_of};
use crate::entities::{round, rules_version};
use crate::failure::Failure;

/// The desk of the edition with this word in its address.
pub async fn find_edition_desk(db: &impl ConnectionTrait, actor: &Actor, slug: &str) -> Result<EditionDesk, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    let state = State::Edition(edition.state);
    access::require(actor, Act::ReadEditionDesk, &edition.subject(), state)?;
    let rules = find_rules(db, edition.id, edition.version).await?;
    let counts = count_entries(db, &[edition.id.0]).await?;
    let rounds = round::Entity::find()
        .filter(round::Column::EditionId.eq(edition.id.0))
        .order_by_asc(round::Column::Id)
        .all(db)
        .await?;
    let amending = rules_version::Entity::find()
        .filter(rules_version::Column::EditionId.eq(edition.id.0))
        .filter(rules_version::Column::Version.gt(edition.version))
        .one(db)
        .await?
        .is_some();
    let states = rounds.into_iter().filter_map(|row| Some((row.code, RoundState::from_code(&row.state)?)));
    Ok(EditionDesk { entries: counts_of(&counts, edition.id), rounds: states.collect(), edition, rules, amending })
}
