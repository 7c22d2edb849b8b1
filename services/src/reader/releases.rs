//! What the secretary let blind judges have: words, whole files, copies without names.

use std::collections::BTreeMap;

use domain::judging::file_desk::Release;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entities::{attachment, file_release, redacted_copy};
use crate::failure::Failure;

/// What is in force for some files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Releases {
    copies: BTreeMap<i64, redacted_copy::Model>,
    released: Vec<file_release::Model>,
}

/// What a judge reads in the place of an attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Content {
    pub sha256: String,
    pub media_type: String,
    pub size: i64,
}

impl Releases {
    /// The copy without names where there is one, else the file.
    pub fn content_of(&self, row: &attachment::Model) -> Content {
        match self.copies.get(&row.id) {
            Some(copy) => Content { sha256: copy.sha256.clone(), media_type: copy.media_type.clone(), size: copy.size },
            None => Content { sha256: row.sha256.clone(), media_type: row.media_type.clone(), size: row.size },
        }
    }

    /// The copy that stands for an attachment.
    pub fn copy_of(&self, row: &attachment::Model) -> Option<&redacted_copy::Model> {
        self.copies.get(&row.id)
    }

    /// Everybody who did something to these files.
    pub fn people(&self) -> Vec<i64> {
        let copies = self.copies.values().map(|copy| copy.added_by);
        copies.chain(self.released.iter().map(|release| release.released_by)).collect()
    }

    /// Judges may read the words behind the pages.
    pub fn has_text(&self, row: &attachment::Model) -> bool {
        self.find(row, Release::Text.code()).is_some()
    }

    /// Judges may have the file itself.
    pub fn has_file(&self, row: &attachment::Model) -> bool {
        self.find(row, Release::File.code()).is_some()
    }

    /// A release of this kind, given for what judges see now and not taken back.
    pub fn find(&self, row: &attachment::Model, kind: &str) -> Option<&file_release::Model> {
        let shown = self.content_of(row).sha256;
        self.released
            .iter()
            .find(|release| release.attachment_id == row.id && release.kind == kind && release.sha256 == shown)
    }
}

/// What is in force for these files; in a round that is not blind nothing is needed.
pub(crate) async fn find_releases(
    db: &impl ConnectionTrait,
    rows: &[attachment::Model],
    blind: bool,
) -> Result<Releases, Failure> {
    if !blind || rows.is_empty() {
        return Ok(Releases::default());
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let copies = redacted_copy::Entity::find()
        .filter(redacted_copy::Column::AttachmentId.is_in(ids.iter().copied()))
        .filter(redacted_copy::Column::RemovedAt.is_null())
        .order_by_asc(redacted_copy::Column::Id)
        .all(db)
        .await?;
    let released = file_release::Entity::find()
        .filter(file_release::Column::AttachmentId.is_in(ids))
        .filter(file_release::Column::RevokedAt.is_null())
        .all(db)
        .await?;
    Ok(Releases { copies: copies.into_iter().map(|copy| (copy.attachment_id, copy)).collect(), released })
}
