//! Opening the database: SQLite in one file by default, PostgreSQL by its address.

use std::ops::Deref;
use std::time::Duration;

use sea_orm::sqlx;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, RuntimeErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many rows of an answer SQLite's thread reads ahead: with few, it and the reader wake each other all the time.
const ROW_BUFFER: usize = 2_000;

/// How many connections the pool keeps at most. SQLite's are threads of this process, each with its own cache: more of them
/// than readers the processors can serve only take memory and switch.
const POOL: u32 = 8;
const SQLITE_POOL: u32 = 4;

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
    let pool = if address.starts_with("sqlite") { SQLITE_POOL } else { POOL };
    options.max_connections(pool).sqlx_logging(false);
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

/// True when the same question may well be answered a little later: no connection was free, another writer took too long,
/// the disk is full.
pub fn is_passing(err: &DbErr) -> bool {
    match err {
        DbErr::ConnectionAcquire(_) => true,
        DbErr::Conn(RuntimeErr::SqlxError(err))
        | DbErr::Exec(RuntimeErr::SqlxError(err))
        | DbErr::Query(RuntimeErr::SqlxError(err)) => match &**err {
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) => true,
            sqlx::Error::Database(err) => err.code().is_some_and(|code| PASSING.contains(&&*code)),
            _ => false,
        },
        _ => false,
    }
}

/// SQLite: busy, locked, full, busy with a snapshot. PostgreSQL: serialization, deadlock, disk full, memory, connections, lock,
/// shutting down and starting.
const PASSING: [&str; 12] =
    ["5", "6", "13", "517", "40001", "40P01", "53100", "53200", "53300", "55P03", "57P01", "57P03"];

/// Whose turn it is to write to SQLite, which has one writer. The others wait here, in order: its own way of waiting is to
/// sleep longer and longer and to let chance decide.
static WRITER: Semaphore = Semaphore::const_new(1);

/// A transaction that writes. Dropped without [`Writing::commit`], it is as if nothing had been written.
pub struct Writing {
    tx: DatabaseTransaction,
    /// Given back after the transaction has ended: fields are dropped in this order.
    _turn: Option<SemaphorePermit<'static>>,
}

impl Writing {
    /// Keeps what was written.
    pub async fn commit(self) -> Result<(), DbErr> {
        self.tx.commit().await
    }
}

impl Deref for Writing {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.tx
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Writing {
    fn get_database_backend(&self) -> DbBackend {
        self.tx.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.tx.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.tx.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.tx.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.tx.query_all_raw(statement).await
    }
}

/// Starts a transaction that will write: SQLite takes its write lock at once, so that a rule never decides on rows
/// that change before it saves.
pub async fn begin_write(db: &DatabaseConnection) -> Result<Writing, DbErr> {
    let turn = match db.get_database_backend() {
        DbBackend::Sqlite => WRITER.acquire().await.ok(),
        _ => None,
    };
    let options =
        TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    Ok(Writing { tx: db.begin_with_options(options).await?, _turn: turn })
}
