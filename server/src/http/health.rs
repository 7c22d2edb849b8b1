//! `/healthz` says the process lives, `/readyz` that it can work, `/metrics` what it did.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;

use crate::portal::Portal;

/// Health and metrics.
pub fn routes(metrics: PrometheusHandle) -> Router<Portal> {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(move || std::future::ready(metrics.render())))
}

async fn ready(State(portal): State<Portal>) -> (StatusCode, &'static str) {
    match portal.db.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
