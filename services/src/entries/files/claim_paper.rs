//! Saying whose a paper is, after the author it was put in for has become somebody else.

use domain::entries::file_problem::FileProblem;
use domain::ids::{AttachmentId, AuthorId, EntryId};
use domain::people::actor::Actor;
use sea_orm::DatabaseConnection;
use serde_json::json;
use time::OffsetDateTime;

use super::add_file::{ChangeFilesError, require_editable, touch};
use crate::database::begin_write;
use crate::entries::load::load_entry;
use crate::entries::papers::give_paper;
use crate::entries::save_section::lock_entry;
use crate::failure::Failure;
use crate::ledger::{self, Record};
use crate::programmes::find_rules;

/// The paper is right for this author. Until then it counts for nobody.
pub async fn claim_paper(
    db: &DatabaseConnection,
    actor: &Actor,
    id: EntryId,
    file: AttachmentId,
    author: AuthorId,
    now: OffsetDateTime,
) -> Result<(), ChangeFilesError> {
    let tx = begin_write(db).await?;
    lock_entry(&tx, id).await?;
    let entry = load_entry(&tx, id).await?;
    require_editable(&tx, actor, &entry).await?;
    let rules = find_rules(&tx, entry.edition, entry.rules_version).await?;
    let mut unclaimed = entry.unclaimed_papers(&rules);
    let Some(paper) = unclaimed.find(|paper| paper.id == file) else {
        return Ok(());
    };
    let holder = entry.authors.iter().find(|known| known.id == Some(author));
    let holder = holder.ok_or(Failure::NotFound)?;
    let item = rules.dossier_item(&paper.item).ok_or(Failure::NotFound)?;
    let max = item.max_count.max(item.min_count).max(1);
    let there = entry.files_of(&paper.item).filter(|other| other.author == Some(author)).count();
    if there >= max as usize {
        return Err(ChangeFilesError::Problem(FileProblem::TooMany { max }));
    }
    give_paper(&tx, file, holder).await?;
    touch(&tx, &entry, now).await?;
    let record = Record::new(actor.account, "entry.paper_claimed", format!("entry/{id}"));
    let detail = json!({ "item": paper.item, "sha256": paper.sha256, "author": author.0 });
    ledger::append(&tx, record.detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}
