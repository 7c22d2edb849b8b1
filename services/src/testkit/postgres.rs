//! Databases on PostgreSQL: copies of one migrated database, because making the schema anew takes longer than most tests.

use migrations::Migrator;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::MigratorTrait;

use crate::tokens::new_token;

/// The number of the lock under which one process makes the template while the others wait.
const LOCK: i64 = 20_261_128;

/// A migrated database of its own, beside the one at this address.
pub async fn fresh(address: &str) -> DatabaseConnection {
    let admin = connect(address, 1).await;
    let template = format!("vinhdanh_{}", run().replace('-', "_"));
    lock(&admin, "pg_advisory_lock").await;
    if !exists(&admin, &template).await {
        make_template(&admin, address, &template).await;
    }
    lock(&admin, "pg_advisory_unlock").await;
    let name = format!("test_{}", new_token());
    run_sql(&admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    connect(&beside(address, &name), 4).await
}

/// What all tests of one run share; each runs in a process of its own.
fn run() -> String {
    std::env::var("NEXTEST_RUN_ID").unwrap_or_else(|_| format!("process_{}", std::process::id()))
}

async fn make_template(admin: &DatabaseConnection, address: &str, name: &str) {
    run_sql(admin, &format!("CREATE DATABASE {name}")).await;
    let db = connect(&beside(address, name), 1).await;
    Migrator::up(&db, None).await.expect("the schema is made");
    // A database that somebody is connected to is not copied.
    db.close().await.expect("closed");
}

async fn connect(address: &str, connections: u32) -> DatabaseConnection {
    let mut options = ConnectOptions::new(address);
    options.max_connections(connections).sqlx_logging(false);
    Database::connect(options).await.expect("PostgreSQL opens")
}

async fn lock(admin: &DatabaseConnection, function: &str) {
    run_sql(admin, &format!("SELECT {function}({LOCK})")).await;
}

async fn run_sql(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.expect(sql);
}

async fn exists(admin: &DatabaseConnection, name: &str) -> bool {
    let asked = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let found = admin.query_one_raw(Statement::from_string(DbBackend::Postgres, asked)).await;
    found.expect("the databases are listed").is_some()
}

/// The same server, another database.
fn beside(address: &str, name: &str) -> String {
    let (server, _) = address.rsplit_once('/').expect("an address with a database");
    format!("{server}/{name}")
}
