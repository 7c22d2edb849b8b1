//! Winners, one winning entry, how it was computed, all results, the proof.

use app::results::computation_page::ComputationPage;
use app::results::results_page::ResultsPage;
use app::results::winner_page::WinnerPage;
use app::results::winners_page::{AnnexPage, WinnersPage};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use domain::paging::PageNumber;
use domain::people::actor::Actor;
use domain::results::public::{ArchiveQuery, PublicAward, WinnerQuery};
use leptos::prelude::*;
use serde::Deserialize;
use services::heavy;
use services::results::{self, ListCell, ListFile};

use super::bundle;
use super::downloads::{Kind, LIST_MIB, answer, attachment};
use crate::http::errors::PageError;
use crate::http::request::PageRequest;
use crate::portal::Portal;

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/ket-qua", get(show_results))
        .route("/ket-qua/{ky}", get(show_winners))
        .route("/ket-qua/{ky}/tai", get(download_winners))
        .route("/ket-qua/{ky}/phu-luc", get(show_annex))
        .route("/ket-qua/{ky}/goi-kiem-chung", get(download_proof))
        .route("/ket-qua/{ky}/cach-tinh/{ma}", get(show_computation))
        .route("/cong-trinh/{ma}", get(show_winner))
}

#[derive(Deserialize)]
struct ArchiveAsked {
    #[serde(default)]
    q: String,
    #[serde(default, rename = "cuoc-thi")]
    programme: String,
    #[serde(default)]
    cap: String,
    #[serde(default)]
    nam: String,
    #[serde(default)]
    trang: String,
}

fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// `GET /ket-qua`
async fn show_results(
    State(portal): State<Portal>,
    request: PageRequest,
    Query(asked): Query<ArchiveAsked>,
) -> Result<Response, PageError> {
    let query = ArchiveQuery {
        text: asked.q,
        programme: given(asked.programme),
        level: given(asked.cap),
        year: asked.nam.parse().ok(),
        page: PageNumber::parse(&asked.trang).count(),
    };
    let results = results::all_results(&portal.db, query).await?;
    Ok(request.page(move || view! { <ResultsPage results/> }).await)
}

#[derive(Deserialize)]
struct WinnersAsked {
    #[serde(default)]
    q: String,
    #[serde(default, rename = "linh-vuc")]
    linh_vuc: String,
    #[serde(default)]
    giai: String,
    #[serde(default)]
    trang: String,
    #[serde(default)]
    dang: String,
}

impl WinnersAsked {
    fn query(&self) -> WinnerQuery {
        WinnerQuery {
            text: self.q.clone(),
            field: given(self.linh_vuc.clone()),
            prize: given(self.giai.clone()),
            page: PageNumber::parse(&self.trang).count(),
        }
    }
}

/// `GET /ket-qua/{ky}`
async fn show_winners(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(slug): Path<String>,
    Query(asked): Query<WinnersAsked>,
) -> Result<Response, PageError> {
    let winners = results::find_winners(&portal.db, &Actor::visitor(), &slug, asked.query(), request.now()).await?;
    Ok(request.page(move || view! { <WinnersPage winners/> }).await)
}

/// `GET /ket-qua/{ky}/phu-luc`: everything under the filter in one table, for paper.
async fn show_annex(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(slug): Path<String>,
    Query(asked): Query<WinnersAsked>,
) -> Result<Response, PageError> {
    let winners = results::find_all_winners(&portal.db, &Actor::visitor(), &slug, asked.query(), request.now()).await?;
    Ok(request.page(move || view! { <AnnexPage winners/> }).await)
}

/// `GET /ket-qua/{ky}/tai`
async fn download_winners(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(slug): Path<String>,
    Query(asked): Query<WinnersAsked>,
) -> Result<Response, PageError> {
    let winners = results::find_all_winners(&portal.db, &Actor::visitor(), &slug, asked.query(), request.now()).await?;
    let list = ListFile {
        name: "Kết quả".to_owned(),
        heads: ["Mã hồ sơ", "Công trình", "Lĩnh vực", "Giải", "Tác giả", "Đơn vị", "Xã, phường", "Thu hồi theo"]
            .map(str::to_owned)
            .to_vec(),
        rows: winners.awards.iter().map(winner_cells).collect(),
    };
    answer(Kind::of(&asked.dang), &format!("ket-qua-{slug}"), list, request.now()).await
}

fn winner_cells(award: &PublicAward) -> Vec<ListCell> {
    let revoked = award.revoked.as_ref().map(|revocation| revocation.decision.clone());
    [
        award.code.clone(),
        award.title.clone(),
        award.field_name.clone(),
        award.prize_name.clone(),
        award.authors.names().join(", "),
        award.authors.schools.join(", "),
        award.authors.communes.join(", "),
        revoked.unwrap_or_default(),
    ]
    .map(ListCell::Text)
    .to_vec()
}

/// `GET /ket-qua/{ky}/cach-tinh/{ma}`
async fn show_computation(
    State(portal): State<Portal>,
    request: PageRequest,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let computation = results::explain_public(&portal.db, &Actor::visitor(), &slug, &code).await?;
    Ok(request.page(move || view! { <ComputationPage computation public=true/> }).await)
}

/// `GET /cong-trinh/{ma}`
async fn show_winner(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let entry = results::find_winning_entry(&portal.db, &code, request.now()).await?;
    Ok(request.page(move || view! { <WinnerPage entry/> }).await)
}

/// `GET /ket-qua/{ky}/goi-kiem-chung`
async fn download_proof(State(portal): State<Portal>, Path(slug): Path<String>) -> Result<Response, PageError> {
    let proof = results::find_proof(&portal.db, &Actor::visitor(), &slug).await?;
    let zipped = heavy::work(LIST_MIB, move || bundle::zip(&bundle::files(&proof)?)).await?;
    let bytes = zipped.map_err(PageError::Internal)?;
    Ok(attachment(&format!("kiem-chung-{slug}.zip"), "application/zip", bytes))
}
