//! Which files wait to be made readable: those that judges may see, of entries that were sent.

use std::collections::BTreeSet;

use domain::entries::state::EntryState;
use domain::ids::EditionId;
use domain::programmes::edition::EditionState;
use sea_orm::sea_query::{Condition, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QuerySelect};
use time::OffsetDateTime;

use crate::database::begin_write;
use crate::entities::{attachment, edition, entry, file_page, file_view, redacted_copy};
use crate::failure::Failure;
use crate::jobs::{JobKind, queue_job};
use crate::programmes::find_rules;

/// How many files of an edition are queued at a time.
const AT_ONCE: u64 = 50;

/// Queues files that nobody has opened yet, wherever they come from: an upload, a change of rules, a restored backup.
pub async fn queue_unprepared(db: &DatabaseConnection, now: OffsetDateTime) -> Result<usize, Failure> {
    let mut waiting = copies(db).await?;
    let live = [EditionState::Open, EditionState::Judging, EditionState::Noticed].map(EditionState::code);
    let editions = edition::Entity::find().filter(edition::Column::State.is_in(live)).all(db).await?;
    for edition in editions {
        waiting.extend(files_of_edition(db, edition).await?);
    }
    if waiting.is_empty() {
        return Ok(0);
    }
    let tx = begin_write(db).await?;
    let mut queued = 0;
    for sha256 in &waiting {
        queued += usize::from(queue_job(&tx, JobKind::ShowFile, sha256, now).await?);
    }
    tx.commit().await?;
    Ok(queued)
}

/// Copies without names that the secretary attached.
async fn copies(db: &impl ConnectionTrait) -> Result<BTreeSet<String>, Failure> {
    let found: Vec<String> = redacted_copy::Entity::find()
        .select_only()
        .column(redacted_copy::Column::Sha256)
        .filter(redacted_copy::Column::RemovedAt.is_null())
        .filter(redacted_copy::Column::Sha256.not_in_subquery(prepared()))
        .limit(AT_ONCE)
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

async fn files_of_edition(db: &impl ConnectionTrait, edition: edition::Model) -> Result<Vec<String>, Failure> {
    let unprepared = Condition::all()
        .add(attachment::Column::RemovedAt.is_null())
        .add(attachment::Column::EntryId.in_subquery(sent_entries(edition.id)))
        .add(attachment::Column::Sha256.not_in_subquery(prepared()));
    let items: Vec<String> = attachment::Entity::find()
        .select_only()
        .column(attachment::Column::ItemCode)
        .distinct()
        .filter(unprepared.clone())
        .into_tuple()
        .all(db)
        .await?;
    if items.is_empty() {
        return Ok(vec![]);
    }
    let rules = find_rules(db, EditionId(edition.id), edition.version).await?;
    // Personal papers are nobody's to look at: they are not opened either.
    let shown = items.into_iter().filter(|code| {
        let item = rules.dossier_item(code);
        item.is_some_and(|item| item.is_shown_to_judges(false))
    });
    let found = attachment::Entity::find()
        .select_only()
        .column(attachment::Column::Sha256)
        .distinct()
        .filter(unprepared)
        .filter(attachment::Column::ItemCode.is_in(shown))
        .limit(AT_ONCE)
        .into_tuple()
        .all(db)
        .await?;
    Ok(found)
}

/// Entries that were sent and are judged, or will be.
pub(super) fn sent_entries(edition: i64) -> SelectStatement {
    let sent = [EntryState::Submitted, EntryState::Accepted].map(EntryState::code);
    let mut entries = Query::select();
    entries
        .column(entry::Column::Id)
        .from(entry::Entity)
        .and_where(entry::Column::EditionId.eq(edition))
        .and_where(entry::Column::State.is_in(sent));
    entries
}

fn prepared() -> SelectStatement {
    let mut views = Query::select();
    views.column(file_view::Column::Sha256).from(file_view::Entity);
    views
}

/// Forgets what was made of files that nothing refers to any more.
pub(crate) async fn forget_views(db: &DatabaseConnection, before: OffsetDateTime) -> Result<(), Failure> {
    let files = Query::select().column(attachment::Column::Sha256).from(attachment::Entity).to_owned();
    let copies = Query::select().column(redacted_copy::Column::Sha256).from(redacted_copy::Entity).to_owned();
    let tx = begin_write(db).await?;
    file_view::Entity::delete_many()
        .filter(file_view::Column::MadeAt.lt(before))
        .filter(file_view::Column::Sha256.not_in_subquery(files))
        .filter(file_view::Column::Sha256.not_in_subquery(copies))
        .exec(&tx)
        .await?;
    file_page::Entity::delete_many().filter(file_page::Column::Sha256.not_in_subquery(prepared())).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}
