//! `vinhdanh serve`: migrate, listen, stop gracefully.

use std::net::SocketAddr;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use migrations::Migrator;
use sea_orm::DatabaseConnection;
use sea_orm_migration::MigratorTrait;
use tokio::net::TcpListener;
use tracing::{info, warn};
use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};
use crate::http::{assets, health, listen};
use crate::outbox::worker;
use crate::portal::Portal;
use crate::private_files;
use crate::router::router;
use services::entries::ReceiptKey;
use services::entries::files::{FileStore, Quota};

/// Serves until asked to stop.
pub fn serve(config: Config) -> Result<(), String> {
    start_log(config.log);
    if let Some(warning) = config.proxy_warning() {
        warn!("{warning}");
    }
    runtime()?.block_on(async {
        let post = worker::open_post(&config)?;
        let db = open_database(&config).await?;
        load_reference_data(&db, &config).await?;
        let assets = assets::load(&config.site)?;
        let receipt_key = open_receipt_key(&config)?;
        let files = open_files(&config)?;
        let listener = TcpListener::bind(config.listen)
            .await
            .map_err(|err| format!("cannot listen on {}: {err}; is another copy running?", config.listen))?;
        services::heavy::set_patience(std::time::Duration::from_secs(config.bounds.heavy_seconds.into()));
        let portal = Portal::new(db, config, assets, receipt_key, files);
        tokio::spawn(worker::run(portal.clone(), post));
        tokio::spawn(crate::reader::run(portal.clone()));
        serve_on(listener, portal).await
    })
}

/// The key that signs receipts.
pub fn open_receipt_key(config: &Config) -> Result<ReceiptKey, String> {
    ReceiptKey::open(&config.data).map_err(|err| format!("the key that signs receipts cannot be used: {err}"))
}

/// Where attachments are kept.
pub fn open_files(config: &Config) -> Result<FileStore, String> {
    let quota = Quota { entry_mb: config.files.entry_mb, account_mb: config.files.account_mb };
    FileStore::open(&config.files_folder(), &config.data.join("uploads"))
        .map(|files| files.with_quota(quota))
        .map_err(|err| format!("the folder of files cannot be used: {err}"))
}

/// The runtime every command uses.
pub fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Runtime::new().map_err(|err| format!("cannot start: {err}"))
}

/// Makes the folder that holds everything, for the portal's user alone.
pub fn make_data_folder(config: &Config) -> Result<(), String> {
    private_files::keep_new_files_private();
    std::fs::create_dir_all(&config.data)
        .map_err(|err| format!("the data folder {} cannot be made: {err}", config.data.display()))?;
    private_files::close_open_files(config)
}

/// Makes the data folder, opens the database and brings it up to date.
pub async fn open_database(config: &Config) -> Result<DatabaseConnection, String> {
    make_data_folder(config)?;
    let db = services::database::connect(&config.database_address())
        .await
        .map_err(|err| format!("the database cannot be opened: {err}"))?;
    Migrator::up(&db, None).await.map_err(|err| format!("the database cannot be brought up to date: {err}"))?;
    Ok(db)
}

/// Programme templates and public holidays come with the program; the communes are those of the file that set-up names.
const HOLIDAYS: &str = include_str!("../../../fixtures/calendar/holidays-2026-2027.json");

/// Loads what comes with the program; a later start changes nothing.
pub async fn load_reference_data(db: &DatabaseConnection, config: &Config) -> Result<(), String> {
    let now = time::OffsetDateTime::now_utc();
    services::programmes::load_templates(db, &services::programmes::BUILT_IN, now)
        .await
        .map_err(|err| format!("the programme templates cannot be loaded: {err}"))?;
    services::programmes::load_calendar(db, HOLIDAYS, now)
        .await
        .map_err(|err| format!("the holidays cannot be loaded: {err}"))?;
    let file = &config.province.communes;
    if file.as_os_str().is_empty() {
        return Ok(());
    }
    let refused = |cause: String| format!("the communes of {} cannot be loaded: {cause}", file.display());
    let text = std::fs::read_to_string(file).map_err(|err| refused(err.to_string()))?;
    services::people::units::load_communes(db, &text, now).await.map_err(|err| refused(err.to_string()))
}

async fn serve_on(listener: TcpListener, portal: Portal) -> Result<(), String> {
    // Without a route list nobody else starts Leptos' executor; it may already run in tests.
    let _ = any_spawner::Executor::init_tokio();
    let metrics = PrometheusBuilder::new().install_recorder().map_err(|err| format!("metrics cannot start: {err}"))?;
    tokio::spawn(fold_measurements(metrics.clone()));
    if let Some(address) = portal.config.metrics_listen {
        serve_metrics(address, metrics).await?;
    }
    info!(address = %portal.config.address, "Vinh Danh is ready at {}", portal.config.address);
    let config = portal.config.clone();
    listen::serve(listener, router(portal), &config.bounds, asked_to_stop()).await;
    Ok(())
}

/// Serves `/metrics` at its own address, apart from the portal.
async fn serve_metrics(address: SocketAddr, metrics: PrometheusHandle) -> Result<(), String> {
    let listener =
        TcpListener::bind(address).await.map_err(|err| format!("cannot listen on {address} for metrics: {err}"))?;
    info!(%address, "Metrics are served at {address}");
    tokio::spawn(async move {
        if let Err(err) = axum::serve(listener, health::metrics_routes(metrics)).await {
            warn!(%err, "Metrics are no longer served");
        }
    });
    Ok(())
}

/// Folds the times of requests into their histograms, which would otherwise keep each until somebody asks for `/metrics`.
async fn fold_measurements(metrics: PrometheusHandle) {
    let mut every = tokio::time::interval(std::time::Duration::from_secs(5));
    loop {
        every.tick().await;
        metrics.run_upkeep();
    }
}

async fn asked_to_stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
    info!("Stopping: requests under way are finished first");
}

fn start_log(format: LogFormat) {
    let filter = EnvFilter::try_from_env("VINHDANH_LOG_LEVEL").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}
