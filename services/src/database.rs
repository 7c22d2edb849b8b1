//! Opening the database: SQLite in one file by default, PostgreSQL by its address.

use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use tokio::sync::Semaphore;

/// How many rows of an answer SQLite's thread reads ahead: with few, it and the reader wake each other all the time.
const ROW_BUFFER: usize = 2_000;

/// How many connections the pool keeps at most.
const POOL: u32 = 8;

/// Opens `sqlite://…` or `postgres://…`. SQLite writes ahead and syncs every commit: what was acknowledged stays.
pub async fn connect(address: &str) -> Result<DatabaseConnection, DbErr> {
    open(address, SqliteSynchronous::Full).await
}

/// Opens it without waiting for the disk: for loading what can be loaded again, never for a portal in use.
pub async fn connect_for_loading(address: &str) -> Result<DatabaseConnection, DbErr> {
    open(address, SqliteSynchronous::Off).await
}

async fn open(address: &str, synchronous: SqliteSynchronous) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(address);
    options.max_connections(POOL).sqlx_logging(false);
    options.acquire_timeout(Duration::from_secs(10));
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synchronous)
            .busy_timeout(Duration::from_secs(10))
            .foreign_keys(true)
            .row_buffer_size(ROW_BUFFER)
            .create_if_missing(true)
    });
    Database::connect(options).await
}

/// The first in line for SQLite's write lock. The others wait here, in order: its own way of waiting is to sleep longer and
/// longer and to let chance decide.
static FIRST_IN_LINE: Semaphore = Semaphore::const_new(1);

/// Starts a transaction that will write: SQLite takes its write lock at once, so that a rule never decides on rows
/// that change before it saves.
pub async fn begin_write(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let _first = match db.get_database_backend() {
        DbBackend::Sqlite => FIRST_IN_LINE.acquire().await.ok(),
        _ => None,
    };
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    db.begin_with_options(options).await
}
