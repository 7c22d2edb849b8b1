//! The extensions of an edition.

use domain::entries::state::EntryState;
use domain::ids::UnitId;
use domain::intake::extensions::{Extension, ExtensionScope};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entities::{entry, extension, unit};
use crate::failure::Failure;
use crate::intake::people_names::{account_names, unit_names};
use crate::programmes::find_edition_by_slug;

/// What the page of extensions shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionDesk {
    pub edition: Edition,
    pub extensions: Vec<Extension>,
    /// Units that may be chosen.
    pub units: Vec<(UnitId, String)>,
    /// Extensions may be granted now.
    pub may_grant: bool,
}

/// The extensions of an edition, newest first.
pub async fn list_extensions(db: &DatabaseConnection, actor: &Actor, slug: &str) -> Result<ExtensionDesk, Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ReadEntryIdentity, &edition.subject(), State::Any)?;
    let rows = extension::Entity::find()
        .filter(extension::Column::EditionId.eq(edition.id.0))
        .order_by_desc(extension::Column::Id)
        .all(db)
        .await?;
    let units: Vec<(i64, String)> = unit::Entity::find()
        .select_only()
        .columns([unit::Column::Id, unit::Column::Name])
        .filter(unit::Column::SuccessorId.is_null())
        .order_by_asc(unit::Column::Folded)
        .into_tuple()
        .all(db)
        .await?;
    let state = State::Edition(edition.state);
    Ok(ExtensionDesk {
        extensions: read_extensions(db, rows).await?,
        units: units.into_iter().map(|(id, name)| (UnitId(id), name)).collect(),
        may_grant: access::allows(actor, Act::ExtendDeadline, &edition.subject(), state),
        edition,
    })
}

async fn read_extensions(db: &impl ConnectionTrait, rows: Vec<extension::Model>) -> Result<Vec<Extension>, Failure> {
    let people = account_names(db, rows.iter().map(|row| row.created_by).collect()).await?;
    let units = unit_names(db, rows.iter().filter_map(|row| row.unit_id).collect()).await?;
    let entries = entry::Entity::find()
        .filter(entry::Column::Id.is_in(rows.iter().filter_map(|row| row.entry_id)))
        .all(db)
        .await?;
    let extensions = rows.into_iter().map(|row| Extension {
        id: row.id,
        scope: match (row.unit_id, row.entry_id) {
            (_, Some(id)) => entry_scope(id, entries.iter().find(|entry| entry.id == id)),
            (Some(id), None) => {
                ExtensionScope::Unit { id: UnitId(id), name: units.get(&id).cloned().unwrap_or_default() }
            }
            (None, None) => ExtensionScope::Edition,
        },
        until: row.until,
        reason: row.reason,
        max_uses: row.max_uses,
        uses: row.uses,
        granted_by: people.get(&row.created_by).cloned().unwrap_or_default(),
        granted_at: row.created_at,
        revoked_at: row.revoked_at,
        revoked_why: row.revoked_why,
        is_replaced: row.replaced_by.is_some(),
    });
    Ok(extensions.collect())
}

/// A draft has no code yet and keeps its title to itself.
fn entry_scope(id: i64, entry: Option<&entry::Model>) -> ExtensionScope {
    let sent = entry.filter(|entry| entry.state != EntryState::Draft.code());
    ExtensionScope::Entry {
        code: sent.and_then(|entry| entry.code.clone()).unwrap_or_else(|| id.to_string()),
        title: sent.map(|entry| entry.title.clone()).unwrap_or_default(),
    }
}
