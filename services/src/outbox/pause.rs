//! The pause of the outbox: while the mail server takes nothing from us, letters wait instead of failing one by one.

use domain::outbox::pause_after;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryOrder};
use time::OffsetDateTime;

use super::post::PostProblem;
use crate::database::begin_write;
use crate::entities::outbox_pause;
use crate::failure::Failure;

/// Why and how long the outbox waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxPause {
    /// What the mail server said.
    pub reason: String,
    pub since: OffsetDateTime,
    /// When the next letter is tried.
    pub next_at: OffsetDateTime,
}

/// The pause, while there is one.
pub(super) async fn find_pause(db: &impl ConnectionTrait) -> Result<Option<OutboxPause>, Failure> {
    let row = find_row(db).await?;
    Ok(row.map(|row| OutboxPause { reason: row.reason, since: row.since, next_at: row.next_at }))
}

pub(super) async fn is_paused(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<bool, Failure> {
    Ok(find_row(db).await?.is_some_and(|row| row.next_at > now))
}

async fn find_row(db: &impl ConnectionTrait) -> Result<Option<outbox_pause::Model>, Failure> {
    let newest = outbox_pause::Entity::find().order_by_desc(outbox_pause::Column::Id);
    Ok(newest.one(db).await?)
}

/// Begins the pause, or makes it longer.
pub(super) async fn pause(db: &DatabaseConnection, problem: &PostProblem, now: OffsetDateTime) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    let (failures, since, mut row) = match find_row(&tx).await? {
        Some(row) => (row.failures + 1, row.since, row.into()),
        None => (1, now, <outbox_pause::ActiveModel as Default>::default()),
    };
    row.reason = Set(match problem {
        PostProblem::NotTaken { text, .. } => text.clone(),
        other => other.to_string(),
    });
    row.kind = Set("relay".to_owned());
    row.failures = Set(failures);
    row.since = Set(since);
    row.next_at = Set(now + pause_after(u32::try_from(failures).unwrap_or(u32::MAX)));
    row.save(&*tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Somebody thinks that the mail server is well again: the next round tries it.
pub async fn try_mail_now(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<(), Failure> {
    outbox_pause::Entity::update_many().col_expr(outbox_pause::Column::NextAt, Expr::value(now)).exec(db).await?;
    Ok(())
}

/// The mail server answers for letters again.
pub(super) async fn end_pause(db: &impl ConnectionTrait) -> Result<(), Failure> {
    if find_row(db).await?.is_some() {
        outbox_pause::Entity::delete_many().exec(db).await?;
    }
    Ok(())
}
