//! The ledger: read, verified and taken away as a file.

use app::ledger::ledger_page::{LedgerPage, key};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use domain::calendar::{parse_date, vietnam_date};
use domain::ledger::LedgerFilter;
use domain::paging::PageNumber;
use futures::stream::{self, StreamExt};
use leptos::prelude::*;
use services::ledger;

use crate::http::errors::PageError;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::intake::{attachment, query_pairs};
use crate::portal::Portal;

const JSON_LINES: &str = "application/x-ndjson";

/// Pages for those who may read the ledger.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new()
        .route("/quan-tri/nhat-ky", get(show_ledger))
        .route("/quan-tri/nhat-ky/kiem-chung", post(verify_ledger))
        .route("/quan-tri/nhat-ky/tai-ve", get(download_ledger))
}

fn filter(path: &str) -> LedgerFilter {
    let pairs = query_pairs(path);
    let get = |key: &str| {
        let value = pairs.iter().find(|(name, _)| name == key);
        value.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    LedgerFilter {
        subject: get(key::SUBJECT),
        act: get(key::ACT),
        from: parse_date(&get(key::FROM)).ok(),
        to: parse_date(&get(key::TO)).ok(),
        page: PageNumber::parse(&get("trang")).get(),
    }
}

/// `GET /quan-tri/nhat-ky`
async fn show_ledger(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    let data = ledger::find_records(&portal.db, &actor, &filter(request.path())).await?;
    Ok(request.page(move || view! { <LedgerPage data verdict=None/> }).await)
}

/// `POST /quan-tri/nhat-ky/kiem-chung`
async fn verify_ledger(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    let verdict = ledger::verify_for(&portal.db, &actor).await?;
    let data = ledger::find_records(&portal.db, &actor, &LedgerFilter::default()).await?;
    Ok(request.page(move || view! { <LedgerPage data verdict=Some(verdict)/> }).await)
}

/// `GET /quan-tri/nhat-ky/tai-ve`: the whole chain, line by line.
async fn download_ledger(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    let first = ledger::export_for(&portal.db, &actor, 0).await?;
    let start = (first.0, first.1, portal.db.clone(), actor);
    let lines = stream::unfold(Some(start), |state| async move {
        let (lines, after, db, actor) = state?;
        if lines.is_empty() {
            return None;
        }
        let next = ledger::export_for(&db, &actor, after).await;
        let bytes = Ok::<_, std::io::Error>(Bytes::from(lines));
        match next {
            Ok((more, last)) => Some((bytes, Some((more, last, db, actor)))),
            Err(failure) => Some((Err(std::io::Error::other(failure.to_string())), None)),
        }
    });
    let day = vietnam_date(request.now());
    let name = format!("nhat-ky-{:04}-{:02}-{:02}.jsonl", day.year(), u8::from(day.month()), day.day());
    // Compression asks once more after the end.
    Ok(attachment(&name, JSON_LINES, Body::from_stream(lines.fuse())))
}
