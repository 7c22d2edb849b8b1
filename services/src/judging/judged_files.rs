//! The files of an entry as a judge may see them.

use std::collections::BTreeMap;

use domain::ids::{AccountId, AssignmentId, PanelId};
use domain::judging::entry_view::{JudgedFile, JudgedPage};
use domain::judging::file_view::{FileFacts, Shown, file_view};
use domain::people::access::{self, Act};
use domain::people::actor::Actor;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};

use super::context::{PanelContext, code_of, find_assignment, find_seat, load_panel, sheet_in_round};
use crate::entities::{attachment, entry, file_page};
use crate::failure::Failure;
use crate::reader::{PreparedFile, Releases, blocks_of, find_prepared, find_releases};

/// Something a judge may open, with where its bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedBlob {
    pub sha256: String,
    pub media_type: String,
    pub size: i64,
    /// The neutral name of the download.
    pub name: String,
}

/// A file with where its bytes are and those of its pages.
pub(super) struct OpenFile {
    pub file: JudgedFile,
    sha256: String,
    pages: Vec<file_page::Model>,
}

/// Files of items that judges see, in the order of the dossier, numbered.
pub(super) async fn open_files(
    db: &impl ConnectionTrait,
    context: &PanelContext,
    entry: &entry::Model,
) -> Result<Vec<OpenFile>, Failure> {
    let blind = context.round.scoring().blind;
    let mut rows = attachment::Entity::find()
        .filter(attachment::Column::EntryId.eq(entry.id))
        .filter(attachment::Column::RemovedAt.is_null())
        .order_by_asc(attachment::Column::Position)
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await?;
    let place = |code: &str| context.rules.dossier.iter().position(|item| item.code == code);
    rows.retain(|row| {
        let item = context.rules.dossier_item(&row.item_code);
        // A paper of a person who is no longer among the authors is nobody's until its authors say whose.
        item.is_some_and(|item| item.is_shown_to_judges(blind) && (!item.per_author || row.author_id.is_some()))
    });
    rows.sort_by_key(|row| (place(&row.item_code), row.position, row.id));
    let releases = find_releases(db, &rows, blind).await?;
    let hashes: Vec<String> = rows.iter().map(|row| releases.content_of(row).sha256).collect();
    let mut prepared = find_prepared(db, &hashes).await?;
    let item = |code: &str| context.rules.dossier_item(code).map(|item| item.name.clone());
    let numbered = rows.iter().enumerate().map(|(before, row)| {
        let name = item(&row.item_code).unwrap_or_default();
        open_file(before + 1, name, row, &releases, &mut prepared, blind)
    });
    numbered.collect()
}

fn open_file(
    number: usize,
    item: String,
    row: &attachment::Model,
    releases: &Releases,
    prepared: &mut BTreeMap<String, PreparedFile>,
    blind: bool,
) -> Result<OpenFile, Failure> {
    let content = releases.content_of(row);
    // One content may be sent twice.
    let made = prepared.get(&content.sha256).cloned().unwrap_or_default();
    let view = file_view(FileFacts {
        blind,
        prepared: made.state(),
        text_released: releases.has_text(row),
        released_as_it_is: releases.has_file(row),
    });
    let blocks = match view.shown {
        Shown::Document => blocks_of(&made)?,
        _ => vec![],
    };
    let pages = match view.shown {
        Shown::Pages | Shown::Document => made.pages,
        _ => vec![],
    };
    Ok(OpenFile {
        file: JudgedFile {
            number,
            item,
            media_type: content.media_type,
            size: content.size,
            shown: view.shown,
            may_have_file: view.file,
            pages: pages.iter().map(|page| judged_page(page, view.text)).collect(),
            blocks,
        },
        sha256: content.sha256,
        pages,
    })
}

fn judged_page(row: &file_page::Model, with_text: bool) -> JudgedPage {
    let whole = |value: i32| u32::try_from(value).unwrap_or_default();
    JudgedPage {
        number: usize::try_from(row.page).unwrap_or_default(),
        width: whole(row.width),
        height: whole(row.height),
        text: Some(row.text.clone()).filter(|text| with_text && !text.trim().is_empty()),
    }
}

/// The file with this number of the assignment's entry; only for its judge, after the declaration, and only when the
/// file itself may be had.
pub async fn find_judged_file(
    db: &DatabaseConnection,
    actor: &Actor,
    assignment: AssignmentId,
    number: usize,
) -> Result<JudgedBlob, Failure> {
    let (code, open) = find_own_file(db, actor, assignment, number).await?;
    if !open.file.may_have_file {
        return Err(Failure::NotFound);
    }
    Ok(JudgedBlob {
        name: open.file.download_name(&code),
        sha256: open.sha256,
        media_type: open.file.media_type,
        size: open.file.size,
    })
}

/// The picture of one page of a file.
pub async fn find_judged_page(
    db: &DatabaseConnection,
    actor: &Actor,
    assignment: AssignmentId,
    number: usize,
    page: usize,
) -> Result<JudgedBlob, Failure> {
    let (code, open) = find_own_file(db, actor, assignment, number).await?;
    let found = open.pages.into_iter().find(|row| usize::try_from(row.page) == Ok(page)).ok_or(Failure::NotFound)?;
    let ending = found.media_type.rsplit('/').next().unwrap_or("png");
    Ok(JudgedBlob {
        name: format!("{code}-tep-{number}-trang-{page}.{ending}"),
        sha256: found.picture_sha256,
        media_type: found.media_type,
        size: found.size,
    })
}

async fn find_own_file(
    db: &DatabaseConnection,
    actor: &Actor,
    assignment: AssignmentId,
    number: usize,
) -> Result<(String, OpenFile), Failure> {
    let row = find_assignment(db, assignment).await?;
    let context = load_panel(db, PanelId(row.panel_id)).await?;
    let judge = AccountId(row.judge_id);
    let state = sheet_in_round(&row, context.state())?;
    access::require(actor, Act::JudgeEntry, &context.subject_of_task(db, &row).await?, state)?;
    let seat = find_seat(db, row.panel_id, judge).await?;
    if seat.declared_at.is_none() {
        return Err(Failure::NotFound);
    }
    let entry = entry::Entity::find_by_id(row.entry_id).one(db).await?.ok_or(Failure::NotFound)?;
    let files = open_files(db, &context, &entry).await?;
    let found = files.into_iter().find(|open| open.file.number == number);
    Ok((code_of(&entry), found.ok_or(Failure::NotFound)?))
}
