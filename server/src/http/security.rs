//! Headers on every answer, and the check that a change comes from our own pages.

use axum::extract::{Request, State};
use axum::http::header::{
    HOST, ORIGIN, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::http::errors::NeedsPage;
use crate::portal::Portal;

/// Refuses a change asked for by another site. A browser always names the origin of a form it posts;
/// a client that names none has no cookies to abuse.
pub async fn own_origin(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || from_our_pages(&request, &portal.config.address) {
        return next.run(request).await;
    }
    let mut response = StatusCode::FORBIDDEN.into_response();
    response.extensions_mut().insert(NeedsPage(StatusCode::FORBIDDEN));
    response
}

fn from_our_pages(request: &Request, address: &str) -> bool {
    let header = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    if header(HeaderName::from_static("sec-fetch-site")).is_some_and(|site| site == "cross-site") {
        return false;
    }
    match header(ORIGIN) {
        None => true,
        Some(origin) => {
            let host = header(HOST).unwrap_or_default();
            origin == address.trim_end_matches('/')
                || origin.split_once("://").is_some_and(|(_, origin_host)| !host.is_empty() && origin_host == host)
        }
    }
}

/// Headers that cost nothing and close doors.
pub async fn headers(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if portal.config.is_secure() {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert("permissions-policy", HeaderValue::from_static("camera=(), geolocation=(), microphone=()"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    if !headers.contains_key("content-security-policy") {
        let closed = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");
        headers.insert("content-security-policy", closed);
    }
    if !headers.contains_key("cache-control") {
        headers.insert("cache-control", HeaderValue::from_static("no-store"));
    }
    response
}
