//! Every table, in an order in which rows can be put back: what is pointed at comes before what points.

use sea_orm::sea_query::Order;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, IdenStatic, IntoActiveModel, Iterable,
    PrimaryKeyToColumn, PrimaryKeyTrait, QueryOrder, QuerySelect,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::entities;

/// How many rows are held in memory at a time.
const BATCH: u64 = 500;

/// What can be done with each table.
macro_rules! tables {
    ($($name:ident),+ $(,)?) => {
        /// The names of all tables, in order.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// Writes every row of a table, one JSON object a line; returns how many.
        pub async fn dump_table(tx: &DatabaseTransaction, name: &str, out: &mut Vec<u8>) -> Result<u64, DbErr> {
            match name {
                $(stringify!($name) => dump::<entities::$name::Entity>(tx, out).await,)+
                other => Err(DbErr::Custom(format!("no table {other}"))),
            }
        }

        /// Puts rows back into an empty table.
        pub async fn fill_table(tx: &DatabaseTransaction, name: &str, lines: &str) -> Result<u64, DbErr> {
            match name {
                $(stringify!($name) => fill::<entities::$name::Entity, entities::$name::ActiveModel>(tx, name, lines).await,)+
                other => Err(DbErr::Custom(format!("no table {other}"))),
            }
        }
    };
}

tables!(
    unit,
    account,
    account_token,
    session,
    known_place,
    try_count,
    role_grant,
    role_exception,
    invitation,
    programme,
    edition,
    rules_version,
    extension,
    calendar_day,
    entry,
    author,
    instructor,
    consent,
    attachment,
    redacted_copy,
    file_release,
    file_view,
    file_page,
    upload,
    receipt,
    unit_confirmation,
    formal_check,
    entry_note,
    section_visit,
    form_save,
    round,
    round_outcome,
    panel,
    panel_judge,
    conflict,
    assignment_plan,
    assignment,
    score_sheet,
    ranking,
    award,
    prize_choice,
    notice,
    feedback,
    decision,
    revocation,
    archive_result,
    ledger,
    mail,
    outbox_pause,
    job,
);

async fn dump<E>(tx: &DatabaseTransaction, out: &mut Vec<u8>) -> Result<u64, DbErr>
where
    E: EntityTrait,
    E::Model: Serialize + Sync,
{
    let mut count = 0;
    loop {
        let mut page = E::find().offset(count).limit(BATCH);
        for key in E::PrimaryKey::iter() {
            page = page.order_by(key.into_column(), Order::Asc);
        }
        let rows = page.all(tx).await?;
        for row in &rows {
            serde_json::to_writer(&mut *out, row).map_err(|err| DbErr::Custom(err.to_string()))?;
            out.push(b'\n');
        }
        count += rows.len() as u64;
        if (rows.len() as u64) < BATCH {
            return Ok(count);
        }
    }
}

async fn fill<E, A>(tx: &DatabaseTransaction, name: &str, lines: &str) -> Result<u64, DbErr>
where
    E: EntityTrait,
    E::Model: DeserializeOwned + IntoActiveModel<A>,
    A: sea_orm::ActiveModelTrait<Entity = E> + Send,
{
    let mut count = 0;
    let mut batch = Vec::new();
    for line in lines.lines() {
        let row: E::Model = serde_json::from_str(line).map_err(|err| DbErr::Custom(format!("{name}: {err}")))?;
        batch.push(row.into_active_model().reset_all());
        count += 1;
        if batch.len() as u64 == BATCH / 5 {
            E::insert_many(std::mem::take(&mut batch)).exec_without_returning(tx).await?;
        }
    }
    if !batch.is_empty() {
        E::insert_many(batch).exec_without_returning(tx).await?;
    }
    continue_numbers::<E>(tx, name).await?;
    Ok(count)
}

/// PostgreSQL numbers rows from a sequence that inserts with a number do not move.
async fn continue_numbers<E: EntityTrait>(tx: &DatabaseTransaction, name: &str) -> Result<(), DbErr> {
    // Tables whose keys are texts have no sequence.
    let numbered =
        E::PrimaryKey::auto_increment() && E::PrimaryKey::iter().any(|key| key.into_column().as_str() == "id");
    if tx.get_database_backend() != DbBackend::Postgres || !numbered {
        return Ok(());
    }
    let sql = format!(
        "SELECT setval(pg_get_serial_sequence('\"{name}\"', 'id'), coalesce(max(id), 0) + 1, false) FROM \"{name}\""
    );
    tx.execute_unprepared(&sql).await?;
    Ok(())
}
