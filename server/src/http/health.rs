//! `/healthz` says the process lives, `/readyz` that it can work; `/metrics`, at an address of its own, what it did.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;

use crate::portal::Portal;

/// Health: for everybody.
pub fn routes() -> Router<Portal> {
    Router::new().route("/healthz", get(|| async { "ok\n" })).route("/readyz", get(ready))
}

/// Metrics: never among the pages of the portal, since they tell strangers what goes on.
pub fn metrics_routes(metrics: PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(move || std::future::ready(metrics.render())))
}

async fn ready(State(portal): State<Portal>) -> (StatusCode, &'static str) {
    match portal.db.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
