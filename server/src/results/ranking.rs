//! The ranking and how each result came about, for staff.

use app::results::computation_page::ComputationPage;
use app::results::ranking_page::RankingPage;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use domain::paging::PageNumber;
use domain::results::listing::{RankingList, RankingQuery};
use leptos::prelude::*;
use serde::Deserialize;
use services::results::{self, ListCell, ListFile};

use super::downloads::{Kind, answer};
use crate::http::errors::PageError;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky/{ky}/xep-hang", get(show_ranking))
        .route("/thu-ky/{ky}/xep-hang/tai", get(download_ranking))
        .route("/thu-ky/{ky}/xep-hang/{ma}", get(show_computation))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    vong: String,
    #[serde(default, rename = "linh-vuc")]
    linh_vuc: String,
    lech: Option<String>,
    #[serde(default)]
    trang: String,
    #[serde(default)]
    dang: String,
}

impl Asked {
    fn query(&self) -> RankingQuery {
        RankingQuery {
            round: self.vong.clone(),
            field: Some(self.linh_vuc.clone()).filter(|field| !field.is_empty()),
            only_flagged: self.lech.is_some(),
            page: PageNumber::parse(&self.trang).count(),
        }
    }
}

/// `GET /thu-ky/{ky}/xep-hang`
async fn show_ranking(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let list = results::find_ranking(&portal.db, &portal.rankings, &actor, &slug, asked.query()).await?;
    Ok(request.page(move || view! { <RankingPage list/> }).await)
}

/// `GET /thu-ky/{ky}/xep-hang/tai`: what the page shows, all pages of it.
async fn download_ranking(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let list = results::find_whole_ranking(&portal.db, &portal.rankings, &actor, &slug, asked.query()).await?;
    let name = format!("xep-hang-{slug}-{}", list.query.round);
    answer(Kind::of(&asked.dang), &name, ranking_file(&list), request.now()).await
}

fn ranking_file(list: &RankingList) -> ListFile {
    let round = &list.rules.rounds[list.round];
    let mut heads: Vec<String> =
        ["Hạng", "Mã hồ sơ", "Công trình", "Lĩnh vực", "Điểm", "Điểm đúng (phân số)"].map(str::to_owned).to_vec();
    heads.extend(round.scoring().rubric.iter().map(|criterion| criterion.name.clone()));
    heads.extend(["Số phiếu", "Chênh lệch", "Giải"].map(str::to_owned));
    let rows = list.rows.iter().map(|row| {
        let text = |text: &str| ListCell::Text(text.to_owned());
        let number = |value: Option<&domain::numbers::Exact>| {
            ListCell::Number(value.map(ToString::to_string).unwrap_or_default())
        };
        let result = row.result.as_ref();
        let total =
            row.place.as_ref().map(|place| &place.total).or_else(|| result.and_then(|result| result.total.as_ref()));
        let field = list.rules.field(&row.entry.field).map_or("", |field| field.name.as_str());
        let mut cells = vec![
            ListCell::Number(row.place.as_ref().map(|place| place.rank.to_string()).unwrap_or_default()),
            text(&row.entry.code),
            text(&row.entry.title),
            text(field),
            number(total),
            text(&total.map(domain::numbers::Exact::fraction).unwrap_or_default()),
        ];
        cells.extend(round.scoring().rubric.iter().map(|criterion| {
            number(
                result
                    .and_then(|result| result.criterion(&criterion.code))
                    .and_then(|one| one.combination.value.as_ref()),
            )
        }));
        cells.push(ListCell::Number(result.map(|result| result.valid_sheets().to_string()).unwrap_or_default()));
        cells.push(number(result.and_then(|result| result.spread.as_ref()).map(|spread| &spread.range)));
        cells.push(text(row.prize.as_ref().map_or("", |prize| prize.name.as_str())));
        cells
    });
    ListFile { name: round.name.clone(), heads, rows: rows.collect() }
}

/// `GET /thu-ky/{ky}/xep-hang/{ma}`
async fn show_computation(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let computation = results::explain_entry(&portal.db, &actor, &slug, &code).await?;
    Ok(request.page(move || view! { <ComputationPage computation/> }).await)
}
