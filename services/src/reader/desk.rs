//! The secretary's list of files, and one file with its pages.

use std::collections::BTreeMap;

use domain::entries::state::EntryState;
use domain::ids::{AttachmentId, EntryId};
use domain::judging::entry_view::JudgedPage;
use domain::judging::file_desk::{DeskFile, FileOnDesk, FilesDesk, Release, ReleaseNote};
use domain::judging::file_view::{Prepared, Shown};
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::programmes::edition::Edition;
use domain::programmes::rules::EditionRules;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::prepared::{PreparedFile, blocks_of, find_prepared};
use super::releases::{Releases, find_releases};
use crate::entities::{account, attachment, entry, file_page};
use crate::failure::Failure;
use crate::judging::JudgedBlob;
use crate::programmes::{find_edition, find_edition_by_slug, find_rules};

/// Files of entries in these states are looked at.
const STATES: [EntryState; 2] = [EntryState::Submitted, EntryState::Accepted];

/// The files of an edition that blind judges are to see.
pub async fn list_desk_files(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
) -> Result<(Edition, FilesDesk), Failure> {
    let edition = find_edition_by_slug(db, slug).await?;
    access::require(actor, Act::ReadEntryIdentity, &edition.subject(), State::Any)?;
    let rules = find_rules(db, edition.id, edition.version).await?;
    let entries = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition.id.0))
        .filter(entry::Column::State.is_in(STATES.map(EntryState::code)))
        .order_by_asc(entry::Column::Code)
        .order_by_asc(entry::Column::Id)
        .all(db)
        .await?;
    let rows = attachment::Entity::find()
        .filter(attachment::Column::EntryId.in_subquery(super::queue::sent_entries(edition.id.0)))
        .filter(attachment::Column::RemovedAt.is_null())
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await?;
    let rows: Vec<attachment::Model> = rows.into_iter().filter(|row| is_seen(&rules, row)).collect();
    let mut desk = FilesDesk::default();
    for file in desk_files(db, &rules, &entries, &rows).await? {
        match file.shown() {
            Shown::Preparing => desk.waiting += 1,
            _ if file.waits_for_secretary() => desk.files.push(file),
            _ => desk.readable += 1,
        }
    }
    Ok((edition, desk))
}

fn is_seen(rules: &EditionRules, row: &attachment::Model) -> bool {
    let item = rules.dossier_item(&row.item_code);
    item.is_some_and(|item| item.is_shown_to_judges(true))
}

async fn desk_files(
    db: &impl ConnectionTrait,
    rules: &EditionRules,
    entries: &[entry::Model],
    rows: &[attachment::Model],
) -> Result<Vec<DeskFile>, Failure> {
    let releases = find_releases(db, rows, true).await?;
    let hashes: Vec<String> = rows.iter().map(|row| releases.content_of(row).sha256).collect();
    let prepared = find_prepared(db, &hashes).await?;
    let names = names_of(db, releases.people()).await?;
    let of_entry = |id: i64| entries.iter().find(|entry| entry.id == id);
    let files = rows.iter().filter_map(|row| {
        let made = prepared.get(&releases.content_of(row).sha256);
        Some(desk_file(rules, of_entry(row.entry_id)?, row, &releases, made, &names))
    });
    Ok(files.collect())
}

fn desk_file(
    rules: &EditionRules,
    entry: &entry::Model,
    row: &attachment::Model,
    releases: &Releases,
    made: Option<&PreparedFile>,
    names: &BTreeMap<i64, String>,
) -> DeskFile {
    let note = |by: i64, at: OffsetDateTime| ReleaseNote { by: names.get(&by).cloned().unwrap_or_default(), at };
    let release =
        |kind: Release| releases.find(row, kind.code()).map(|release| note(release.released_by, release.released_at));
    let pages = made.map(|made| made.pages.as_slice()).unwrap_or_default();
    DeskFile {
        id: AttachmentId(row.id),
        entry: EntryId(entry.id),
        entry_code: entry.code.clone().unwrap_or_else(|| format!("#{}", entry.id)),
        entry_title: entry.title.clone(),
        item: rules.dossier_item(&row.item_code).map(|item| item.name.clone()).unwrap_or_default(),
        file_name: row.file_name.clone(),
        prepared: made.map_or(Prepared::Waiting, PreparedFile::state),
        incomplete: pages.iter().filter(|page| page.incomplete).map(page_number).collect(),
        has_text: pages.iter().any(|page| !page.text.trim().is_empty()),
        text_released: release(Release::Text),
        file_released: release(Release::File),
        copy: releases.copy_of(row).map(|copy| note(copy.added_by, copy.added_at)),
    }
}

fn page_number(page: &file_page::Model) -> usize {
    usize::try_from(page.page).unwrap_or_default()
}

async fn names_of(db: &impl ConnectionTrait, ids: Vec<i64>) -> Result<BTreeMap<i64, String>, Failure> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// A file of an entry with everything an act on it depends on.
pub(super) struct Held {
    pub edition: Edition,
    pub entry: entry::Model,
    pub state: EntryState,
    pub row: attachment::Model,
    pub releases: Releases,
    pub made: PreparedFile,
    rules: EditionRules,
}

impl Held {
    /// What permissions on it depend on.
    pub fn subject(&self) -> Subject {
        Subject { edition: Some(self.edition.id), ..Subject::default() }
    }
}

/// Loads a file that blind judges are to see.
pub(super) async fn find_held(db: &impl ConnectionTrait, id: AttachmentId) -> Result<Held, Failure> {
    let row = attachment::Entity::find_by_id(id.0)
        .one(db)
        .await?
        .filter(|row| row.removed_at.is_none())
        .ok_or(Failure::NotFound)?;
    let entry = entry::Entity::find_by_id(row.entry_id).one(db).await?.ok_or(Failure::NotFound)?;
    let edition = find_edition(db, domain::ids::EditionId(entry.edition_id)).await?;
    let rules = find_rules(db, edition.id, edition.version).await?;
    let state =
        EntryState::from_code(&entry.state).ok_or_else(|| Failure::Damaged(format!("entry state {}", entry.state)))?;
    if !is_seen(&rules, &row) || state == EntryState::Draft {
        return Err(Failure::NotFound);
    }
    let releases = find_releases(db, std::slice::from_ref(&row), true).await?;
    let shown = releases.content_of(&row).sha256;
    let made = find_prepared(db, std::slice::from_ref(&shown)).await?;
    Ok(Held { made: made.get(&shown).cloned().unwrap_or_default(), edition, entry, state, row, releases, rules })
}

/// One file with what judges see of it.
pub async fn find_desk_file(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AttachmentId,
) -> Result<(Edition, FileOnDesk), Failure> {
    let held = find_held(db, id).await?;
    access::require(actor, Act::ReadEntryIdentity, &held.subject(), State::Any)?;
    let names = names_of(db, held.releases.people()).await?;
    let content = held.releases.content_of(&held.row);
    let file = desk_file(&held.rules, &held.entry, &held.row, &held.releases, Some(&held.made), &names);
    let whole = |value: i32| u32::try_from(value).unwrap_or_default();
    let page = |page: &file_page::Model| JudgedPage {
        number: page_number(page),
        width: whole(page.width),
        height: whole(page.height),
        text: Some(page.text.clone()).filter(|text| !text.trim().is_empty()),
    };
    let on_desk = FileOnDesk {
        file,
        sha256: content.sha256,
        media_type: content.media_type,
        pages: held.made.pages.iter().map(page).collect(),
        blocks: blocks_of(&held.made)?,
        may_release: access::allows(actor, Act::ReleaseFiles, &held.subject(), State::Entry(held.state)),
    };
    Ok((held.edition, on_desk))
}

/// The picture of a page, for the secretary.
pub async fn find_desk_page(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AttachmentId,
    page: usize,
) -> Result<JudgedBlob, Failure> {
    let held = find_held(db, id).await?;
    access::require(actor, Act::ReadEntryIdentity, &held.subject(), State::Any)?;
    let found = held.made.pages.iter().find(|row| page_number(row) == page);
    let found = found.ok_or(Failure::NotFound)?;
    Ok(JudgedBlob {
        sha256: found.picture_sha256.clone(),
        media_type: found.media_type.clone(),
        size: found.size,
        name: format!("trang-{page}"),
    })
}
