//! How much one entry and one person may keep here, versions that were replaced and uploads that were never finished included.

use domain::entries::file_problem::FileProblem;
use domain::ids::EntryId;
use domain::people::actor::Actor;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use super::add_file::ChangeFilesError;
use crate::entities::{attachment, upload};
use crate::failure::Failure;

/// What is set aside, in MB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    pub entry_mb: u32,
    pub account_mb: u32,
}

impl Default for Quota {
    /// A dossier of papers and a film; a teacher who files for a whole school.
    fn default() -> Self {
        Self { entry_mb: 2_000, account_mb: 10_000 }
    }
}

/// Refuses `more` bytes that do not fit beside what is kept.
pub(super) async fn require_room(
    db: &impl ConnectionTrait,
    quota: Quota,
    actor: &Actor,
    entry: EntryId,
    more: u64,
) -> Result<(), ChangeFilesError> {
    let of_entry = kept(
        db,
        attachment::Entity::find().filter(attachment::Column::EntryId.eq(entry.0)),
        upload::Entity::find().filter(upload::Column::EntryId.eq(entry.0)),
    );
    let fits = |kept: u64, max_mb: u32| {
        let full = kept.saturating_add(more) > u64::from(max_mb) * domain::entries::check_files::MB;
        let problem = FileProblem::QuotaFull { max_mb };
        if full { Err(ChangeFilesError::Problem(problem)) } else { Ok(()) }
    };
    fits(of_entry.await?, quota.entry_mb)?;
    let Some(account) = actor.account else { return Ok(()) };
    let of_account = kept(
        db,
        attachment::Entity::find().filter(attachment::Column::UploadedBy.eq(account.0)),
        upload::Entity::find().filter(upload::Column::AccountId.eq(account.0)),
    );
    fits(of_account.await?, quota.account_mb)
}

/// The bytes of these files and of these uploads under way, each with the size it said it would have.
async fn kept(
    db: &impl ConnectionTrait,
    files: Select<attachment::Entity>,
    uploads: Select<upload::Entity>,
) -> Result<u64, Failure> {
    let under_way = uploads.filter(upload::Column::FinishedAt.is_null());
    // Sums of whole numbers are decimal in PostgreSQL.
    let sum = |column: Expr| column.cast_as("BIGINT");
    let files: Option<Option<i64>> =
        files.select_only().expr(sum(attachment::Column::Size.sum())).into_tuple().one(db).await?;
    let uploads: Option<Option<i64>> =
        under_way.select_only().expr(sum(upload::Column::Size.sum())).into_tuple().one(db).await?;
    let bytes = |sum: Option<Option<i64>>| sum.flatten().and_then(|sum| u64::try_from(sum).ok()).unwrap_or(0);
    Ok(bytes(files).saturating_add(bytes(uploads)))
}
