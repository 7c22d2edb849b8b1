//! Work that takes longer than a request, kept in the database so that it goes on after a crash.

use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder,
};
use time::{Duration, OffsetDateTime};

use crate::database::begin_write;
use crate::entities::job;
use crate::failure::Failure;

#[cfg(test)]
mod tests;

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// A file is opened and made readable for judges; the subject is its hash.
    ShowFile,
}

impl JobKind {
    fn code(self) -> &'static str {
        match self {
            Self::ShowFile => "show_file",
        }
    }
}

const QUEUED: &str = "queued";
const RUNNING: &str = "running";
const DONE: &str = "done";
const FAILED: &str = "failed";

/// The longest wait before the next try.
const LONGEST_WAIT: Duration = Duration::minutes(10);
/// How long what was done stays on record.
const KEPT: Duration = Duration::days(7);

/// A piece of work that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub id: i64,
    pub subject: String,
    /// This one included.
    pub attempts: i32,
    /// It was put off for a fault of ours; otherwise what was tried before ended with the portal.
    pub was_put_off: bool,
}

/// Puts work into the queue, once: what waits or runs is not queued again.
pub async fn queue_job(
    db: &impl ConnectionTrait,
    kind: JobKind,
    subject: &str,
    now: OffsetDateTime,
) -> Result<bool, Failure> {
    let there = job::Entity::find()
        .filter(of_kind(kind))
        .filter(job::Column::Subject.eq(subject))
        .filter(job::Column::State.is_in([QUEUED, RUNNING]))
        .one(db)
        .await?;
    if there.is_some() {
        return Ok(false);
    }
    let row = job::ActiveModel {
        kind: Set(kind.code().to_owned()),
        subject: Set(Some(subject.to_owned())),
        state: Set(QUEUED.to_owned()),
        detail: Set(String::new()),
        done: Set(0),
        total: Set(1),
        attempts: Set(0),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(true)
}

/// What was running when the portal ended waits again. Asked once, before work begins. Tries that were put off are forgotten
/// here: they were no fault of the work.
pub async fn requeue_interrupted(db: &DatabaseConnection, now: OffsetDateTime) -> Result<u64, Failure> {
    let tx = begin_write(db).await?;
    let ended_before = Expr::case(job::Column::Detail.eq(""), Expr::col(job::Column::Attempts)).finally(1);
    let found = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value(QUEUED))
        .col_expr(job::Column::Attempts, ended_before.into())
        .col_expr(job::Column::Detail, Expr::value(""))
        .col_expr(job::Column::UpdatedAt, Expr::value(now))
        .filter(job::Column::State.eq(RUNNING))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(found.rows_affected)
}

/// The oldest work that is due, now running.
pub async fn take_job(db: &DatabaseConnection, kind: JobKind, now: OffsetDateTime) -> Result<Option<Job>, Failure> {
    let due = Condition::any().add(job::Column::NextAt.is_null()).add(job::Column::NextAt.lte(now));
    let found = job::Entity::find()
        .filter(of_kind(kind))
        .filter(job::Column::State.eq(QUEUED))
        .filter(due)
        .order_by_asc(job::Column::Id)
        .one(db)
        .await?;
    let Some(row) = found else { return Ok(None) };
    let tx = begin_write(db).await?;
    let taken = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value(RUNNING))
        .col_expr(job::Column::Attempts, Expr::value(row.attempts + 1))
        .col_expr(job::Column::UpdatedAt, Expr::value(now))
        .filter(job::Column::Id.eq(row.id))
        .filter(job::Column::State.eq(QUEUED))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    // Somebody else may have been faster.
    Ok((taken.rows_affected == 1).then(|| Job {
        id: row.id,
        subject: row.subject.unwrap_or_default(),
        attempts: row.attempts + 1,
        was_put_off: !row.detail.is_empty(),
    }))
}

/// The work is done: in the transaction that keeps what came of it.
pub async fn finish_job(db: &impl ConnectionTrait, id: i64, now: OffsetDateTime) -> Result<(), Failure> {
    let row = job::ActiveModel {
        id: Unchanged(id),
        state: Set(DONE.to_owned()),
        done: Set(1),
        updated_at: Set(now),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(())
}

/// The work will never be done.
pub async fn give_up_job(
    db: &impl ConnectionTrait,
    id: i64,
    problem: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let row = job::ActiveModel {
        id: Unchanged(id),
        state: Set(FAILED.to_owned()),
        detail: Set(problem.to_owned()),
        updated_at: Set(now),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(())
}

/// The fault is ours, a full disk for instance: the work waits, longer each time, and is tried again.
pub async fn put_off_job(
    db: &DatabaseConnection,
    job: &Job,
    problem: &str,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    let row = job::ActiveModel {
        id: Unchanged(job.id),
        state: Set(QUEUED.to_owned()),
        detail: Set(problem.to_owned()),
        next_at: Set(Some(now + wait_after(job.attempts))),
        updated_at: Set(now),
        ..Default::default()
    };
    row.update(&tx).await?;
    tx.commit().await?;
    Ok(())
}

fn wait_after(attempts: i32) -> Duration {
    let doubled = u32::try_from(attempts).unwrap_or(0).min(10);
    Duration::seconds(5 * (1 << doubled)).min(LONGEST_WAIT)
}

/// Forgets what was done long ago.
pub async fn forget_old_jobs(db: &DatabaseConnection, kind: JobKind, now: OffsetDateTime) -> Result<(), Failure> {
    let tx = begin_write(db).await?;
    job::Entity::delete_many()
        .filter(of_kind(kind))
        .filter(job::Column::State.is_in([DONE, FAILED]))
        .filter(job::Column::UpdatedAt.lt(now - KEPT))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

fn of_kind(kind: JobKind) -> sea_orm::sea_query::SimpleExpr {
    job::Column::Kind.eq(kind.code())
}
