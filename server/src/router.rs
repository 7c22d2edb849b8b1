//! Every address of the portal, and the layers around them.

use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use tracing::{Span, info_span};

use crate::http::errors::{PageError, error_pages};
use crate::http::{assets, bodies, bounds, guard, health, queries, security, session, turns};
use crate::portal::Portal;
use crate::{entries, intake, judging, ledger, living_page, outbox, people, programmes, public, results};

/// The whole application.
pub fn router(portal: Portal) -> Router {
    let pages = open_pages().merge(signed_in_pages(&portal));
    let both_languages = Router::new()
        .merge(pages.clone())
        .nest("/en", pages)
        .fallback(|| async { PageError::NotFound })
        .layer(from_fn_with_state(portal.clone(), bodies::keep_typed))
        .layer(from_fn_with_state(portal.clone(), security::own_origin))
        .layer(from_fn(turns::take_turn))
        .layer(from_fn_with_state(portal.clone(), error_pages))
        .layer(from_fn_with_state(portal.clone(), session::identify))
        .layer(session::layer(&portal))
        .layer(from_fn(queries::shorten))
        .layer(DefaultBodyLimit::max(bounds::MOST))
        .layer(CompressionLayer::new().br(true).gzip(true).quality(tower_http::CompressionLevel::Fastest));
    Router::new()
        .merge(both_languages)
        .merge(assets::routes(&portal.config.site))
        .merge(health::routes())
        .layer(from_fn_with_state(portal.clone(), security::headers))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(measure))
        .layer(TraceLayer::new_for_http().make_span_with(request_span).on_response(log_answer))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .with_state(portal)
}

/// Pages for everybody.
fn open_pages() -> Router<Portal> {
    Router::new()
        .merge(public::routes())
        .merge(living_page::routes())
        .merge(people::open_routes())
        .merge(programmes::open_routes())
        .merge(entries::open_routes())
        .merge(results::open_routes())
}

/// Pages for people who have signed in.
fn signed_in_pages(portal: &Portal) -> Router<Portal> {
    Router::new()
        .merge(people::signed_in_routes())
        .merge(programmes::signed_in_routes())
        .merge(entries::signed_in_routes())
        .merge(intake::signed_in_routes())
        .merge(ledger::signed_in_routes())
        .merge(judging::signed_in_routes())
        .merge(results::signed_in_routes())
        .merge(outbox::signed_in_routes())
        .layer(from_fn_with_state(portal.clone(), guard::signed_in))
}

fn request_span(request: &Request) -> Span {
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    info_span!("request", id, method = %request.method(), path = without_secrets(request.uri().path()))
}

/// One-time links carry their secret in the address: it must not reach the log.
fn without_secrets(path: &str) -> String {
    let parts = path.split('/').map(|part| {
        let secret = part.len() >= 32 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        if secret { "…" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

fn log_answer(response: &Response, took: Duration, _: &Span) {
    tracing::info!(status = response.status().as_u16(), ms = took.as_secs_f64() * 1e3, "Answered");
}

/// Counts requests and their time by route, never by address: addresses hold ids.
async fn measure(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("other", |path| path.as_str()).to_owned();
    let started = Instant::now();
    let response = next.run(request).await;
    let labels = [("route", route), ("status", response.status().as_u16().to_string())];
    metrics::counter!("vinhdanh_requests_total", &labels).increment(1);
    metrics::histogram!("vinhdanh_request_seconds", &labels).record(started.elapsed().as_secs_f64());
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_of_links_are_not_logged() {
        let token = services::tokens::new_token();
        assert_eq!(without_secrets(&format!("/xac-nhan/{token}")), "/xac-nhan/…");
        assert_eq!(without_secrets("/ho-so/12/tac-gia"), "/ho-so/12/tac-gia");
    }
}
