//! Opening an edition: its rules are frozen as version 1.

use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::{Edition, EditionEvent, EditionState};
use domain::programmes::readiness::{Finding, readiness};
use domain::programmes::rules::EditionRules;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::create_edition::subject;
use super::find_edition::find_edition_by_slug;
use super::rules_desk::latest_version;
use super::save_rules::follow_dates;
use crate::database::begin_write;
use crate::entities::{edition, rules_version};
use crate::failure::{Failure, read_json};
use crate::ledger::{Record, append};

/// Why the edition did not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenEditionError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the rules are not ready")]
    NotReady(Vec<Finding>),
}

crate::act_failure!(OpenEditionError);

/// Freezes the rules and opens the edition. A second press finds it open and changes nothing.
pub async fn open_edition(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    now: OffsetDateTime,
) -> Result<Edition, OpenEditionError> {
    let tx = begin_write(db).await?;
    let found = find_edition_by_slug(&tx, slug).await?;
    let reads = access::allows(actor, Act::OpenEdition, &found.subject(), State::Edition(EditionState::Draft));
    if found.state == EditionState::Open && reads {
        return Ok(found);
    }
    access::require(actor, Act::OpenEdition, &found.subject(), State::Edition(found.state))?;
    let opened = found.state.next(EditionEvent::Open).map_err(|_| Failure::NotFound)?;
    let row = latest_version(&tx, &found).await?;
    let rules: EditionRules = read_json(&row.rules)?;
    let stops: Vec<Finding> = readiness(&rules, now).into_iter().filter(Finding::blocks).collect();
    if !stops.is_empty() {
        return Err(OpenEditionError::NotReady(stops));
    }
    let hash = freeze(&tx, &row, now).await?;
    follow_dates(&tx, &found, &rules).await?;
    edition::Entity::update_many()
        .col_expr(edition::Column::State, Expr::value(opened.code()))
        .col_expr(edition::Column::OpenedAt, Expr::value(now))
        .filter(edition::Column::Id.eq(found.id.0))
        .exec(&tx)
        .await?;
    let detail = serde_json::json!({ "version": row.version, "rules_sha256": hash });
    append(&tx, Record::new(actor.account, "edition.opened", subject(found.id)).detail(detail), now).await?;
    tx.commit().await?;
    Ok(find_edition_by_slug(db, slug).await?)
}

/// Marks a version as frozen; from now on its text never changes. Returns the hash of that text.
pub(super) async fn freeze(
    tx: &DatabaseTransaction,
    row: &rules_version::Model,
    now: OffsetDateTime,
) -> Result<String, sea_orm::DbErr> {
    rules_version::Entity::update_many()
        .col_expr(rules_version::Column::FrozenAt, Expr::value(now))
        .filter(rules_version::Column::Id.eq(row.id))
        .filter(rules_version::Column::FrozenAt.is_null())
        .exec(tx)
        .await?;
    Ok(hex::encode(Sha256::digest(row.rules.as_bytes())))
}
