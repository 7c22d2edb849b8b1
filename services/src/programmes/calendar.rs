//! The days that differ from the plain week: holidays, and days worked instead.

use domain::calendar::{CalendarFile, DayKind, WorkingCalendar};
use domain::people::access::{self, Act, State};
use domain::people::actor::{Actor, Subject};
use domain::programmes::desk::CalendarLine;
use domain::text::clean_line;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, SqlErr,
};
use time::{Date, OffsetDateTime};

use crate::database::begin_write;
use crate::entities::calendar_day;
use crate::failure::Failure;
use crate::ledger::{Record, append};

/// Why the calendar did not change.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    #[error(transparent)]
    Failure(Failure),
    #[error("no name given")]
    NoName,
    #[error("this day stands in the calendar already")]
    DayTaken,
    #[error("the holiday file cannot be used: {0}")]
    BadFile(String),
}

impl From<DbErr> for CalendarError {
    fn from(err: DbErr) -> Self {
        match err.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::DayTaken,
            _ => Self::Failure(err.into()),
        }
    }
}

impl From<access::Forbidden> for CalendarError {
    fn from(err: access::Forbidden) -> Self {
        Self::Failure(err.into())
    }
}

/// The working calendar every deadline and notice period counts by.
pub async fn find_calendar(db: &impl ConnectionTrait) -> Result<WorkingCalendar, Failure> {
    let rows = calendar_day::Entity::find().all(db).await?;
    let days = rows.into_iter().map(|row| (row.day, kind_of(&row.kind)));
    Ok(WorkingCalendar { days: days.collect() })
}

/// Every day that differs, by date.
pub async fn list_calendar_days(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<CalendarLine>, Failure> {
    access::require(actor, Act::ManageCalendar, &Subject::default(), State::Any)?;
    let rows = calendar_day::Entity::find().order_by_asc(calendar_day::Column::Day).all(db).await?;
    let line = |row: calendar_day::Model| CalendarLine {
        day: row.day,
        kind: kind_of(&row.kind),
        note: row.note,
        source: row.source,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Adds a day off, or a day worked instead.
pub async fn add_calendar_day(
    db: &DatabaseConnection,
    actor: &Actor,
    day: Date,
    kind: DayKind,
    note: &str,
    now: OffsetDateTime,
) -> Result<(), CalendarError> {
    access::require(actor, Act::ManageCalendar, &Subject::default(), State::Any)?;
    let note = clean_line(note);
    if note.is_empty() {
        return Err(CalendarError::NoName);
    }
    let tx = begin_write(db).await?;
    let row = calendar_day::ActiveModel {
        day: Set(day),
        kind: Set(code_of(kind).to_owned()),
        note: Set(note.clone()),
        ..Default::default()
    };
    row.insert(&tx).await?;
    let detail = serde_json::json!({ "kind": kind, "note": note });
    append(&tx, Record::new(actor.account, "calendar.day_added", format!("day/{day}")).detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Removes a day; a second press finds nothing and changes nothing.
pub async fn remove_calendar_day(
    db: &DatabaseConnection,
    actor: &Actor,
    day: Date,
    now: OffsetDateTime,
) -> Result<(), CalendarError> {
    access::require(actor, Act::ManageCalendar, &Subject::default(), State::Any)?;
    let tx = begin_write(db).await?;
    let removed = calendar_day::Entity::delete_many().filter(calendar_day::Column::Day.eq(day)).exec(&tx).await?;
    if removed.rows_affected > 0 {
        append(&tx, Record::new(actor.account, "calendar.day_removed", format!("day/{day}")), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Fills an empty calendar from a holiday file; a calendar that people keep is left alone.
pub async fn load_calendar(db: &DatabaseConnection, file: &str, now: OffsetDateTime) -> Result<(), CalendarError> {
    let bad = |err: String| CalendarError::BadFile(err);
    let file: CalendarFile = serde_json::from_str(file).map_err(|err| bad(err.to_string()))?;
    file.calendar().map_err(|err| bad(err.to_string()))?;
    let tx = begin_write(db).await?;
    if calendar_day::Entity::find().count(&tx).await? > 0 {
        return Ok(());
    }
    let rows = file.days.iter().map(|day| calendar_day::ActiveModel {
        day: Set(day.date),
        kind: Set(code_of(day.kind).to_owned()),
        note: Set(day.name_vi.clone()),
        source: Set(file.sources.get(&day.source).cloned()),
        ..Default::default()
    });
    calendar_day::Entity::insert_many(rows).exec(&tx).await?;
    let detail = serde_json::json!({ "days": file.days.len() });
    append(&tx, Record::new(None, "calendar.loaded", "calendar").detail(detail), now).await?;
    tx.commit().await?;
    Ok(())
}

fn code_of(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Off => "off",
        DayKind::Worked => "worked",
    }
}

fn kind_of(code: &str) -> DayKind {
    if code == "worked" { DayKind::Worked } else { DayKind::Off }
}
