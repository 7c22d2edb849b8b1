//! Lists of editions: for the secretariat with counts, for everybody without.

use domain::entries::state::EntryState;
use domain::ids::EditionId;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::desk::{EditionLine, EntryCounts};
use domain::programmes::edition::{Edition, EditionState};
use domain::programmes::rules::EditionRules;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::deadlines::editions_of_rows;
use super::find_edition::{find_edition_by_slug, find_rules};
use crate::entities::{edition, entry};
use crate::failure::Failure;

/// The editions the person may run or follow, the newest first, with how many entries stand where: three statements.
pub async fn list_desk_editions(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<EditionLine>, Failure> {
    let rows =
        edition::Entity::find().order_by_desc(edition::Column::Year).order_by_desc(edition::Column::Id).all(db).await?;
    let mine: Vec<Edition> = editions_of_rows(db, rows)
        .await?
        .into_iter()
        .filter(|edition| {
            access::allows(actor, Act::ReadEditionDesk, &edition.subject(), State::Edition(edition.state))
        })
        .collect();
    if mine.is_empty() {
        access::require(actor, Act::CreateEdition, &Default::default(), State::Any)?;
    }
    let ids: Vec<i64> = mine.iter().map(|edition| edition.id.0).collect();
    let counts = count_entries(db, &ids).await?;
    let line = |edition: Edition| EditionLine { entries: counts_of(&counts, edition.id), edition };
    Ok(mine.into_iter().map(line).collect())
}

/// Every edition that visitors may see, those that close first on top.
pub async fn list_public_editions(db: &impl ConnectionTrait) -> Result<Vec<Edition>, Failure> {
    let rows = edition::Entity::find()
        .filter(edition::Column::State.ne(EditionState::Draft.code()))
        .order_by_asc(edition::Column::Id)
        .all(db)
        .await?;
    let mut editions = editions_of_rows(db, rows).await?;
    editions.sort_by_key(|edition| edition.deadline().at);
    Ok(editions)
}

/// One public edition with the rules in force; a draft is not there.
pub async fn find_public_edition(db: &impl ConnectionTrait, slug: &str) -> Result<(Edition, EditionRules), Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    if !edition.state.is_public() {
        return Err(Failure::NotFound);
    }
    let rules = find_rules(db, edition.id, edition.version).await?;
    Ok((edition, rules))
}

/// Counts by edition and state, in one statement.
pub(super) async fn count_entries(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<(i64, String, i64)>, Failure> {
    let counts = entry::Entity::find()
        .select_only()
        .column(entry::Column::EditionId)
        .column(entry::Column::State)
        .column_as(entry::Column::Id.count(), "count")
        .filter(entry::Column::EditionId.is_in(ids.iter().copied()))
        .group_by(entry::Column::EditionId)
        .group_by(entry::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counts)
}

pub(super) fn counts_of(counts: &[(i64, String, i64)], id: EditionId) -> EntryCounts {
    let own = counts.iter().filter(|(edition, ..)| *edition == id.0);
    let known = own.filter_map(|(_, state, count)| Some((EntryState::from_code(state)?, u64::try_from(*count).ok()?)));
    EntryCounts(known.collect())
}
