//! Makes one file readable: opened in a child process, its pictures kept under their hashes, then named by rows.

use std::path::{Path, PathBuf};

use domain::judging::file_view::{DocumentBlock, FileObstacle};
use reading::{Answer, Block, Obstacle, PagePicture};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::child::Unread;
use super::prepared::{DOCUMENT, OBSTACLE, PAGES};
use crate::database::begin_write;
use crate::entities::{file_page, file_view};
use crate::entries::files::FileStore;
use crate::failure::{Failure, write_json};
use crate::jobs::{Job, JobKind, finish_job, put_off_job, take_job};
use crate::tokens::new_token;

/// A file that was being opened this often when the portal died is not opened again.
const MOST_ATTEMPTS: i32 = 3;

/// Takes one file from the queue and makes it readable. False when there is nothing to do now.
pub async fn prepare_next(db: &DatabaseConnection, files: &FileStore, now: OffsetDateTime) -> Result<bool, Failure> {
    let Some(job) = take_job(db, JobKind::ShowFile, now).await? else {
        return Ok(false);
    };
    let outcome = if job.attempts > MOST_ATTEMPTS && !job.was_put_off {
        Ok(Answer::Obstacle(Obstacle::TooLarge))
    } else {
        prepare(db, files, &job, now).await
    };
    let done = match outcome {
        Ok(Answer::Obstacle(obstacle)) => keep_obstacle(db, files, &job, obstacle_of(obstacle), now).await,
        Ok(_) => Ok(()),
        Err(failure) => Err(failure),
    };
    if let Err(failure) = done {
        tracing::warn!(%failure, file = job.subject, "A file could not be made readable; it is tried again");
        put_off_job(db, &job, &failure.to_string(), now).await?;
    }
    Ok(true)
}

async fn prepare(
    db: &DatabaseConnection,
    files: &FileStore,
    job: &Job,
    now: OffsetDateTime,
) -> Result<Answer, Failure> {
    let folder = Folder::make(files)?;
    let copy = folder.0.join("file");
    match files.copy_to(&job.subject, &copy).await {
        Err(Failure::NotFound) => return Ok(Answer::Obstacle(Obstacle::Damaged)),
        other => other?,
    }
    let pages = folder.0.join("pages");
    std::fs::create_dir(&pages).map_err(disk)?;
    let answer = match files.reader().show(&copy, &pages).await {
        Ok(answer) => answer,
        Err(Unread::Greedy(why)) => {
            tracing::info!(file = job.subject, why, "A file is too large to be shown");
            return Ok(Answer::Obstacle(Obstacle::TooLarge));
        }
        Err(Unread::Broken(why)) => {
            tracing::warn!(file = job.subject, why, "A file cannot be shown: our program stumbles over it");
            return Ok(Answer::Obstacle(Obstacle::Damaged));
        }
        Err(Unread::Busy(busy)) => return Err(busy.into()),
        Err(Unread::Failed(err)) => return Err(disk(err)),
    };
    if let Answer::Readable(readable) = &answer {
        let mut rows = Vec::with_capacity(readable.pages.len());
        for (at, page) in readable.pages.iter().enumerate() {
            rows.push(keep_page(files, &pages, &job.subject, at + 1, page).await?);
        }
        let state = if readable.blocks.is_empty() { PAGES } else { DOCUMENT };
        let blocks: Vec<DocumentBlock> = readable.blocks.iter().cloned().map(block_of).collect();
        keep_view(db, files, job, state, None, &blocks, rows, now).await?;
    }
    Ok(answer)
}

/// The bytes of a picture are safe before any row names them.
async fn keep_page(
    files: &FileStore,
    folder: &Path,
    sha256: &str,
    number: usize,
    page: &PagePicture,
) -> Result<file_page::ActiveModel, Failure> {
    let (picture, size) = files.keep(&folder.join(&page.file)).await?;
    let whole = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
    Ok(file_page::ActiveModel {
        sha256: Set(sha256.to_owned()),
        page: Set(i32::try_from(number).unwrap_or(i32::MAX)),
        picture_sha256: Set(picture),
        media_type: Set(page.media_type.media_type().to_owned()),
        size: Set(i64::try_from(size).unwrap_or(i64::MAX)),
        width: Set(whole(page.width)),
        height: Set(whole(page.height)),
        text: Set(page.text.replace('\0', "")),
        incomplete: Set(page.incomplete),
        ..Default::default()
    })
}

async fn keep_obstacle(
    db: &DatabaseConnection,
    files: &FileStore,
    job: &Job,
    obstacle: FileObstacle,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    keep_view(db, files, job, OBSTACLE, Some(obstacle), &[], vec![], now).await
}

#[expect(clippy::too_many_arguments, reason = "a view, its pages and the job that made it")]
async fn keep_view(
    db: &DatabaseConnection,
    files: &FileStore,
    job: &Job,
    state: &str,
    obstacle: Option<FileObstacle>,
    blocks: &[DocumentBlock],
    pages: Vec<file_page::ActiveModel>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    forget_view(&tx, &job.subject).await?;
    let row = file_view::ActiveModel {
        sha256: Set(job.subject.clone()),
        state: Set(state.to_owned()),
        obstacle: Set(obstacle.map(|obstacle| obstacle.code().to_owned())),
        blocks: Set(write_json(&blocks)?),
        made_at: Set(now),
        ..Default::default()
    };
    row.insert(&tx).await?;
    for page in pages {
        let page = page.insert(&tx).await?;
        if !files.holds(&page.picture_sha256).await {
            // The same dots were cleared away a moment ago, before this row named them.
            return Err(Failure::Busy);
        }
    }
    finish_job(&tx, job.id, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn forget_view(tx: &impl ConnectionTrait, sha256: &str) -> Result<(), Failure> {
    file_page::Entity::delete_many().filter(file_page::Column::Sha256.eq(sha256)).exec(tx).await?;
    file_view::Entity::delete_many().filter(file_view::Column::Sha256.eq(sha256)).exec(tx).await?;
    Ok(())
}

fn block_of(block: Block) -> DocumentBlock {
    match block {
        Block::Heading { level, text } => DocumentBlock::Heading { level, text },
        Block::Paragraph(text) => DocumentBlock::Paragraph(text),
        Block::Item { level, text } => DocumentBlock::Item { level, text },
        Block::Table(rows) => DocumentBlock::Table(rows),
        Block::Picture(number) => DocumentBlock::Picture(number),
    }
}

fn obstacle_of(obstacle: Obstacle) -> FileObstacle {
    match obstacle {
        Obstacle::Locked => FileObstacle::Locked,
        Obstacle::Damaged => FileObstacle::Damaged,
        Obstacle::Empty => FileObstacle::Empty,
        Obstacle::TooManyPages => FileObstacle::TooManyPages,
        Obstacle::TooLarge => FileObstacle::TooLarge,
        Obstacle::OtherKind => FileObstacle::OtherKind,
    }
}

fn disk(err: std::io::Error) -> Failure {
    crate::entries::files::disk_failure(err)
}

/// What the folders of files that are being opened begin with.
const FOLDER: &str = "reading-";

/// Folders that were left behind when the portal died. Asked once, before work begins.
pub fn forget_folders(files: &FileStore) {
    let Ok(places) = std::fs::read_dir(files.waiting("")) else {
        return;
    };
    for place in places.flatten() {
        if place.file_name().to_string_lossy().starts_with(FOLDER) {
            let _ = std::fs::remove_dir_all(place.path());
        }
    }
}

/// A folder for one file, gone afterwards.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Makes it where files arrive.
    pub fn make(files: &FileStore) -> Result<Self, Failure> {
        let path = files.waiting(&format!("{FOLDER}{}", new_token()));
        std::fs::create_dir(&path).map_err(disk)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
