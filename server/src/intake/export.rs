//! Exports of the list: CSV streamed batch by batch, XLSX built whole, both of exactly the filtered rows.

use app::intake::export_words::{ExportWords, export_headings, export_rows};
use app::intake::queue_query::queue_filter;
use app::words::Lang;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use domain::calendar::vietnam_date;
use domain::intake::export::Cell;
use futures::stream::{self, StreamExt};
use services::heavy;
use services::intake::{self, CSV_BOM, EntryExport, ExportOptions, csv_rows, xlsx_file};
use time::OffsetDateTime;

use super::{attachment, query_pairs};
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/thu-ky/{ky}/tiep-nhan/xuat", post(export_entries))
}

/// `POST /thu-ky/{ky}/tiep-nhan/xuat`: a post, for it is recorded in the ledger.
async fn export_entries(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    let filter = queue_filter(&query_pairs(&form.text("loc")));
    let options = ExportOptions { contact: form.has("lien-he") };
    let (lang, now) = (request.lang(), request.now());
    let export = intake::open_export(&portal.db, &actor, &slug, &filter, options, now).await?;
    let name = file_name(&slug, lang, now);
    match form.text("dang").as_str() {
        "csv" => Ok(attachment(&format!("{name}.csv"), CSV, csv_stream(export, lang)?)),
        _ => Ok(attachment(&format!("{name}.xlsx"), XLSX, xlsx_body(export, lang).await?)),
    }
}

fn file_name(slug: &str, lang: Lang, now: OffsetDateTime) -> String {
    let day = vietnam_date(now);
    format!("{}-{slug}-{:04}-{:02}-{:02}", ExportWords(lang).file(), day.year(), u8::from(day.month()), day.day())
}

fn csv_stream(export: EntryExport, lang: Lang) -> Result<Body, PageError> {
    let heads: Vec<Cell> = export_headings(export.has_contact(), lang).into_iter().map(Cell::Text).collect();
    let mut first = CSV_BOM.as_bytes().to_vec();
    first.extend(csv_rows(&[heads]).map_err(|err| PageError::Internal(err.to_string()))?);
    let rest = stream::unfold(Some(export), move |export| async move {
        let mut export = export?;
        let contact = export.has_contact();
        match export.next_batch().await {
            Ok(batch) if batch.is_empty() => None,
            Ok(batch) => {
                let rows: Vec<_> = batch.iter().flat_map(|entry| export_rows(entry, contact, lang)).collect();
                let bytes = csv_rows(&rows).map(Bytes::from).map_err(std::io::Error::other);
                Some((bytes, Some(export)))
            }
            // The download breaks off, so that nobody takes half a list for the whole.
            Err(failure) => Some((Err(std::io::Error::other(failure.to_string())), None)),
        }
    });
    let start = stream::iter([Ok(Bytes::from(first))]);
    // Compression asks once more after the end.
    Ok(Body::from_stream(start.chain(rest).fuse()))
}

/// What a spreadsheet of a large edition takes while it is made.
const EXPORT_MIB: u32 = 64;

async fn xlsx_body(mut export: EntryExport, lang: Lang) -> Result<Body, PageError> {
    // The whole list is in memory until the file is made.
    let permit = heavy::permit(EXPORT_MIB).await.map_err(|_| PageError::Busy)?;
    let contact = export.has_contact();
    let mut rows = vec![];
    loop {
        let batch = export.next_batch().await?;
        if batch.is_empty() {
            break;
        }
        rows.extend(batch.iter().flat_map(|entry| export_rows(entry, contact, lang)));
    }
    let heads = export_headings(contact, lang);
    let written = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        xlsx_file(ExportWords(lang).sheet(), &heads, &rows)
    })
    .await;
    let bytes = written
        .map_err(|err| PageError::Internal(err.to_string()))?
        .map_err(|err| PageError::Internal(err.to_string()))?;
    Ok(Body::from(bytes))
}
