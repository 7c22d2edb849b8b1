//! Ending intake and starting to judge, and back.

use domain::people::access::{self, Act, State};
use domain::people::actor::Actor;
use domain::programmes::edition::EditionEvent;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::create_edition::subject;
use super::find_edition::find_edition_by_slug;
use crate::database::begin_write;
use crate::entities::edition;
use crate::failure::Failure;
use crate::ledger::{Record, append};

/// Why the edition did not move.
#[derive(Debug, thiserror::Error)]
pub enum MoveEditionError {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the edition is not where this move starts")]
    Refused,
    #[error("the deadline has not passed")]
    DeadlineAhead,
}

crate::act_failure!(MoveEditionError);

/// Ends intake. Before the deadline it is refused: entrants were promised that time.
pub async fn start_judging(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    now: OffsetDateTime,
) -> Result<(), MoveEditionError> {
    move_edition(db, actor, slug, EditionEvent::StartJudging, now).await
}

/// Receives entries again, under the deadline of the rules and the extensions given.
pub async fn reopen_intake(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    now: OffsetDateTime,
) -> Result<(), MoveEditionError> {
    move_edition(db, actor, slug, EditionEvent::ReopenIntake, now).await
}

async fn move_edition(
    db: &DatabaseConnection,
    actor: &Actor,
    slug: &str,
    event: EditionEvent,
    now: OffsetDateTime,
) -> Result<(), MoveEditionError> {
    let tx = begin_write(db).await?;
    let found = find_edition_by_slug(&tx, slug).await?;
    access::require(actor, Act::MoveIntake, &found.subject(), State::Edition(found.state))?;
    let next = found.state.next(event).map_err(|_| MoveEditionError::Refused)?;
    if event == EditionEvent::StartJudging && found.deadline().at.is_some_and(|at| now < at) {
        return Err(MoveEditionError::DeadlineAhead);
    }
    let moved = edition::Entity::update_many()
        .col_expr(edition::Column::State, Expr::value(next.code()))
        .filter(edition::Column::Id.eq(found.id.0))
        .filter(edition::Column::State.eq(found.state.code()))
        .exec(&tx)
        .await?;
    if moved.rows_affected != 1 {
        return Err(MoveEditionError::Refused);
    }
    let detail = serde_json::json!({ "from": found.state, "to": next });
    append(&tx, Record::new(actor.account, "edition.moved", subject(found.id)).detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}
