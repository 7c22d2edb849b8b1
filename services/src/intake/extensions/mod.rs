//! Later deadlines: granted with a reason, counted, corrected, taken back.

mod correct;
mod grant;
mod letters;
mod list;
mod revoke;
mod target;

pub use correct::correct_extension;
pub use grant::grant_extension;
pub use list::{ExtensionDesk, list_extensions};
pub use revoke::revoke_extension;

use domain::ids::EditionId;
use domain::intake::extensions::Problems;
use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};

use crate::act_failure;
use crate::entities::{edition, extension};
use crate::failure::Failure;
use crate::programmes::find_edition;

/// Why an extension was not granted, corrected or revoked.
#[derive(Debug, thiserror::Error)]
pub enum ExtensionError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the form has problems: {0:?}")]
    Problems(Problems),
}

act_failure!(ExtensionError);

/// The edition, held so that two acts on its deadlines come one after the other, if this person may extend it.
async fn hold_edition(tx: &DatabaseTransaction, actor: &Actor, id: EditionId) -> Result<Edition, Failure> {
    edition::Entity::find_by_id(id.0).lock_exclusive().one(tx).await?;
    let edition = find_edition(tx, id).await?;
    let state = State::Edition(edition.state);
    access::require(actor, Act::ExtendDeadline, &edition.subject(), state)?;
    Ok(edition)
}

async fn find_extension(tx: &DatabaseTransaction, edition: &Edition, id: i64) -> Result<extension::Model, Failure> {
    extension::Entity::find_by_id(id)
        .filter(extension::Column::EditionId.eq(edition.id.0))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Failure::NotFound)
}

/// The edition as if this extension had not been granted.
fn without(edition: &Edition, id: i64) -> Edition {
    let mut edition = edition.clone();
    edition.deadlines.later.retain(|later| later.id != id);
    edition
}
