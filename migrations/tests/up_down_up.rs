//! Every migration can be taken back, and running them again gives the same schema.

use migrations::Migrator;
use sea_orm_migration::MigratorTrait;
use sea_orm_migration::sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};

/// Each column of each table and each index, as lines.
async fn schema(db: &DatabaseConnection) -> Vec<String> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line \
             FROM information_schema.columns WHERE table_schema = current_schema() \
             UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1"
        }
        _ => "SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS line FROM sqlite_master ORDER BY 1",
    };
    let rows = db.query_all_raw(Statement::from_string(backend, sql)).await.expect("the schema is readable");
    let lines = rows.iter().map(|row| row.try_get::<String>("", "line").expect("a line"));
    lines.filter(|line| !line.contains("seaql_migrations") && !line.contains("sqlite_sequence")).collect()
}

async fn database() -> DatabaseConnection {
    let Ok(address) = std::env::var("VINHDANH_TEST_POSTGRES_URL") else {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1);
        return Database::connect(options).await.expect("SQLite opens");
    };
    let admin = Database::connect(&address).await.expect("PostgreSQL opens");
    let name = "test_up_down_up";
    admin.execute_unprepared(&format!("DROP SCHEMA IF EXISTS {name} CASCADE")).await.expect("no schema");
    admin.execute_unprepared(&format!("CREATE SCHEMA {name}")).await.expect("a schema");
    let mut options = ConnectOptions::new(address);
    options.set_schema_search_path(name);
    Database::connect(options).await.expect("PostgreSQL opens")
}

#[tokio::test]
async fn up_down_up_gives_the_same_schema() {
    let db = database().await;
    Migrator::up(&db, None).await.expect("up");
    let first = schema(&db).await;
    assert!(first.iter().any(|line| line.contains("ledger")), "{first:?}");

    Migrator::down(&db, None).await.expect("down");
    assert_eq!(schema(&db).await, Vec::<String>::new());

    Migrator::up(&db, None).await.expect("up again");
    assert_eq!(schema(&db).await, first);
}
