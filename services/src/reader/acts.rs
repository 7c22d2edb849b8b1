//! What the secretary does with files for blind judges: releases, takes back, attaches a copy without names.

use domain::entries::file_problem::FileProblem;
use domain::ids::AttachmentId;
use domain::judging::file_desk::{Release, ReleaseProblem};
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::rules::{DossierItem, DossierKind, FileFormat};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter};
use serde_json::json;
use time::OffsetDateTime;

use super::desk::{Held, find_held};
use crate::act_failure;
use crate::database::begin_write;
use crate::entities::{file_release, redacted_copy};
use crate::entries::files::{ChangeFilesError, FileStore, Incoming, accept};
use crate::failure::Failure;
use crate::jobs::{JobKind, queue_job};
use crate::ledger::{Record, append};

/// Why a file stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("nothing was released: {0:?}")]
    Problem(ReleaseProblem),
    #[error("the copy was not taken: {0:?}")]
    File(FileProblem),
}

act_failure!(ReleaseError);

/// What was looked at, and what is released of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseForm {
    pub release: Release,
    /// The content that was on the page.
    pub sha256: String,
    /// “I have looked at it: it names nobody.”
    pub looked_at: bool,
}

/// Lets blind judges have the words or the file, for the content that was looked at and no other.
pub async fn release_file(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AttachmentId,
    form: &ReleaseForm,
    now: OffsetDateTime,
) -> Result<(), ReleaseError> {
    let tx = begin_write(db).await?;
    let held = find_held(&tx, id).await?;
    require(actor, &held)?;
    if held.releases.content_of(&held.row).sha256 != form.sha256 {
        return Err(ReleaseError::Problem(ReleaseProblem::Changed));
    }
    let has_text = held.made.pages.iter().any(|page| !page.text.trim().is_empty());
    if !form.release.fits(held.made.state(), has_text) {
        return Err(ReleaseError::Problem(ReleaseProblem::DoesNotFit));
    }
    if !form.looked_at {
        return Err(ReleaseError::Problem(ReleaseProblem::NotLookedAt));
    }
    if held.releases.find(&held.row, form.release.code()).is_some() {
        return Ok(());
    }
    let row = file_release::ActiveModel {
        attachment_id: Set(id.0),
        kind: Set(form.release.code().to_owned()),
        sha256: Set(form.sha256.clone()),
        released_by: Set(account(actor)),
        released_at: Set(now),
        ..Default::default()
    };
    row.insert(&tx).await?;
    let act = match form.release {
        Release::Text => "file.text_released",
        Release::File => "file.released",
    };
    record(&tx, actor, &held, act, &form.sha256, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a release back: from now on judges do not have it.
pub async fn revoke_release(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AttachmentId,
    release: Release,
    now: OffsetDateTime,
) -> Result<(), ReleaseError> {
    let tx = begin_write(db).await?;
    let held = find_held(&tx, id).await?;
    require(actor, &held)?;
    let revoked = file_release::Entity::update_many()
        .col_expr(file_release::Column::RevokedAt, Expr::value(Some(now)))
        .col_expr(file_release::Column::RevokedBy, Expr::value(Some(account(actor))))
        .filter(file_release::Column::AttachmentId.eq(id.0))
        .filter(file_release::Column::Kind.eq(release.code()))
        .filter(file_release::Column::RevokedAt.is_null())
        .exec(&tx)
        .await?;
    if revoked.rows_affected > 0 {
        let shown = held.releases.content_of(&held.row).sha256;
        let act = match release {
            Release::Text => "file.text_release_revoked",
            Release::File => "file.release_revoked",
        };
        record(&tx, actor, &held, act, &shown, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Whether a copy may be attached now; asked before its first byte is received.
pub async fn may_attach_copy(db: &DatabaseConnection, actor: &Actor, id: AttachmentId) -> Result<u32, ReleaseError> {
    let held = find_held(db, id).await?;
    require(actor, &held)?;
    Ok(COPY_MB)
}

/// The largest copy, in MB.
const COPY_MB: u32 = 30;

/// Attaches a copy without names: blind judges see it instead of the file. It goes the same way as every file.
pub async fn attach_copy(
    db: &DatabaseConnection,
    files: &FileStore,
    actor: &Actor,
    id: AttachmentId,
    mut incoming: Incoming,
    now: OffsetDateTime,
) -> Result<(), ReleaseError> {
    may_attach_copy(db, actor, id).await?;
    let kept = accept(files, &copy_item(), &mut incoming).await.map_err(refused)?;
    let tx = begin_write(db).await?;
    let held = find_held(&tx, id).await?;
    require(actor, &held)?;
    take_away(&tx, actor, id, now).await?;
    let row = redacted_copy::ActiveModel {
        attachment_id: Set(id.0),
        sha256: Set(kept.sha256.clone()),
        media_type: Set(kept.format.media_type().to_owned()),
        size: Set(i64::try_from(kept.size).unwrap_or(i64::MAX)),
        added_by: Set(account(actor)),
        added_at: Set(now),
        ..Default::default()
    };
    row.insert(&tx).await?;
    if !files.holds(&kept.sha256).await {
        // The same bytes were cleared away a moment ago, before this row named them.
        return Err(Failure::Busy.into());
    }
    queue_job(&tx, JobKind::ShowFile, &kept.sha256, now).await?;
    record(&tx, actor, &held, "file.copy_attached", &kept.sha256, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes the copy away: what the entrant sent stands again.
pub async fn remove_copy(
    db: &DatabaseConnection,
    actor: &Actor,
    id: AttachmentId,
    now: OffsetDateTime,
) -> Result<(), ReleaseError> {
    let tx = begin_write(db).await?;
    let held = find_held(&tx, id).await?;
    require(actor, &held)?;
    let shown = held.releases.content_of(&held.row).sha256;
    if take_away(&tx, actor, id, now).await? {
        record(&tx, actor, &held, "file.copy_removed", &shown, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn take_away(
    tx: &impl ConnectionTrait,
    actor: &Actor,
    id: AttachmentId,
    now: OffsetDateTime,
) -> Result<bool, Failure> {
    let removed = redacted_copy::Entity::update_many()
        .col_expr(redacted_copy::Column::RemovedAt, Expr::value(Some(now)))
        .col_expr(redacted_copy::Column::RemovedBy, Expr::value(Some(account(actor))))
        .filter(redacted_copy::Column::AttachmentId.eq(id.0))
        .filter(redacted_copy::Column::RemovedAt.is_null())
        .exec(tx)
        .await?;
    Ok(removed.rows_affected > 0)
}

/// A copy is something that can be shown in the page.
fn copy_item() -> DossierItem {
    DossierItem {
        code: String::new(),
        name: String::new(),
        guidance: String::new(),
        required: false,
        kind: DossierKind::File,
        formats: vec![FileFormat::Pdf, FileFormat::Docx, FileFormat::Jpg, FileFormat::Png, FileFormat::Webp],
        min_count: 0,
        max_count: 1,
        max_mb: COPY_MB,
        per_author: false,
        only_fields: vec![],
        restricted: false,
        open_rounds_only: false,
    }
}

fn refused(err: ChangeFilesError) -> ReleaseError {
    match err {
        ChangeFilesError::Problem(problem) => ReleaseError::File(problem),
        ChangeFilesError::Failure(failure) => ReleaseError::Failure(failure),
    }
}

fn require(actor: &Actor, held: &Held) -> Result<(), Failure> {
    access::require(actor, Act::ReleaseFiles, &held.subject(), State::Entry(held.state))?;
    Ok(())
}

fn account(actor: &Actor) -> i64 {
    actor.account.map_or(0, |account| account.0)
}

async fn record(
    tx: &sea_orm::DatabaseTransaction,
    actor: &Actor,
    held: &Held,
    act: &'static str,
    sha256: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let subject = format!("entry/{}", held.entry.id);
    let detail = json!({ "file": held.row.id, "item": held.row.item_code, "sha256": sha256 });
    append(tx, Record::new(actor.account, act, subject).detail(detail), now).await?;
    Ok(())
}
