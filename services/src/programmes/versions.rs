//! Every version of an edition's rules.

use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::desk::VersionLine;
use domain::programmes::edition::Edition;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::find_edition::find_edition_by_slug;
use crate::entities::{account, entry, rules_version};
use crate::failure::{Failure, read_json};

/// The versions from the newest down, with who wrote them and how many entries keep them.
pub async fn list_versions(
    db: &impl ConnectionTrait,
    actor: &Actor,
    slug: &str,
) -> Result<(Edition, Vec<VersionLine>), Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    let state = State::Edition(edition.state);
    access::require(actor, Act::ReadEditionDesk, &edition.subject(), state)?;
    let rows = rules_version::Entity::find()
        .filter(rules_version::Column::EditionId.eq(edition.id.0))
        .order_by_desc(rules_version::Column::Version)
        .all(db)
        .await?;
    let counts: Vec<(i32, i64)> = entry::Entity::find()
        .select_only()
        .column(entry::Column::RulesVersion)
        .column_as(entry::Column::Id.count(), "count")
        .filter(entry::Column::EditionId.eq(edition.id.0))
        .group_by(entry::Column::RulesVersion)
        .into_tuple()
        .all(db)
        .await?;
    let writers = account::Entity::find()
        .filter(account::Column::Id.is_in(rows.iter().filter_map(|row| row.account_id)))
        .all(db)
        .await?;
    let line = |row: rules_version::Model| -> Result<VersionLine, Failure> {
        let writer = writers.iter().find(|writer| Some(writer.id) == row.account_id);
        let entries = counts.iter().find(|(version, _)| *version == row.version).map_or(0, |(_, count)| *count);
        Ok(VersionLine {
            version: row.version,
            by: writer.map(|writer| writer.name.clone()),
            frozen_at: row.frozen_at,
            entries: u64::try_from(entries).unwrap_or_default(),
            rules: read_json(&row.rules)?,
            reason: row.reason,
        })
    };
    let lines = rows.into_iter().map(line).collect::<Result<Vec<_>, _>>()?;
    Ok((edition, lines))
}
