//! Files that were made readable, many at once.

use std::collections::BTreeMap;

use domain::judging::file_view::{DocumentBlock, FileObstacle, Prepared};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entities::{file_page, file_view};
use crate::failure::{Failure, read_json};

/// The words for the states of a view.
pub(super) const PAGES: &str = "pages";
pub(super) const DOCUMENT: &str = "document";
pub(super) const OBSTACLE: &str = "obstacle";

/// A file with what was made of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct PreparedFile {
    view: Option<file_view::Model>,
    pub pages: Vec<file_page::Model>,
}

impl PreparedFile {
    /// How far it is.
    pub fn state(&self) -> Prepared {
        let Some(view) = &self.view else {
            return Prepared::Waiting;
        };
        let obstacle = view.obstacle.as_deref().and_then(FileObstacle::from_code);
        match (view.state.as_str(), obstacle) {
            (PAGES, _) => Prepared::Pages,
            (DOCUMENT, _) => Prepared::Document,
            (_, Some(obstacle)) => Prepared::Not(obstacle),
            _ => Prepared::Not(FileObstacle::Damaged),
        }
    }
}

/// The parts of a text.
pub(crate) fn blocks_of(file: &PreparedFile) -> Result<Vec<DocumentBlock>, Failure> {
    file.view.as_ref().map_or_else(|| Ok(vec![]), |view| read_json(&view.blocks))
}

/// What was made of these files, by their hashes, in two statements.
pub(crate) async fn find_prepared(
    db: &impl ConnectionTrait,
    hashes: &[String],
) -> Result<BTreeMap<String, PreparedFile>, Failure> {
    let mut found: BTreeMap<String, PreparedFile> = BTreeMap::new();
    if hashes.is_empty() {
        return Ok(found);
    }
    let views = file_view::Entity::find().filter(file_view::Column::Sha256.is_in(hashes)).all(db).await?;
    for view in views {
        let sha256 = view.sha256.clone();
        found.entry(sha256).or_default().view = Some(view);
    }
    let pages = file_page::Entity::find()
        .filter(file_page::Column::Sha256.is_in(hashes))
        .order_by_asc(file_page::Column::Page)
        .all(db)
        .await?;
    for page in pages {
        found.entry(page.sha256.clone()).or_default().pages.push(page);
    }
    Ok(found)
}
