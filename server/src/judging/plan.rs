//! The matrix and its draft plan.

use app::components::banner::Flash;
use app::judging::matrix_page::MatrixPage;
use app::judging::panels_page::PanelsPage;
use app::judging::plan_page::PlanPage;
use app::judging::sentences::{self, Sentences};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::ids::{AccountId, EntryId, PanelId};
use domain::people::actor::Actor;
use domain::text::is_local;
use leptos::prelude::*;
use services::judging::{self, PlanError};
use services::programmes::find_edition_by_slug;

use super::{QueryFields, page_number};
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// The matrix, its plan and its acts.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky/{ky}/phan-cong", get(show_matrix))
        .route("/thu-ky/{ky}/phan-cong/{panel}/o", post(toggle))
        .route("/thu-ky/{ky}/phan-cong/{panel}/tu-dong", post(plan))
        .route("/thu-ky/{ky}/phan-cong/{panel}/bo", post(discard))
        .route("/thu-ky/{ky}/phan-cong/{panel}/thay-doi", get(show_changes).post(apply))
}

/// `GET /thu-ky/{ky}/phan-cong?tb=…&trang=…&thieu=…`; without a panel, the first of the first open round.
async fn show_matrix(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let only_short = query.has("thieu");
    let Some(panel) = query.number::<PanelId>("tb") else {
        let edition = find_edition_by_slug(&portal.db, &slug).await?;
        let rounds = judging::list_rounds(&portal.db, &actor, edition.id).await?;
        let open = rounds.iter().filter(|round| round.state != domain::judging::states::RoundState::Locked);
        let first = open.chain(&rounds).flat_map(|round| &round.panels).next().map(|panel| panel.id);
        return match first {
            Some(panel) => {
                let short = if only_short { "&thieu=co" } else { "" };
                Ok(request.redirect(&format!("{}{short}", address(&slug, panel))))
            }
            None => {
                let name = edition.name(request.lang()).to_owned();
                Ok(request.page(move || view! { <PanelsPage slug edition=name rounds/> }).await)
            }
        };
    };
    let matrix = judging::find_matrix(&portal.db, &actor, panel, page_number(&query), only_short).await?;
    Ok(request.page(move || view! { <MatrixPage slug matrix only_short/> }).await)
}

fn address(slug: &str, panel: PanelId) -> String {
    format!("/thu-ky/{slug}/phan-cong?tb={panel}")
}

/// The page of the matrix an act was pressed on, and nowhere else.
fn back_to(form: &FormFields, slug: &str, panel: PanelId) -> String {
    let wanted = form.text("ve");
    let here = is_local(&wanted) && wanted.starts_with(&format!("/thu-ky/{slug}/phan-cong?"));
    if here { wanted } else { address(slug, panel) }
}

/// `POST …/o`: the cell says `entry judge them|bo`.
async fn toggle(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, panel)): Path<(String, PanelId)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let cell = form.text("o");
    let mut parts = cell.split(' ');
    let entry: Option<EntryId> = parts.next().and_then(|id| id.parse().ok());
    let judge: Option<AccountId> = parts.next().and_then(|id| id.parse().ok());
    let (Some(entry), Some(judge), Some(wanted)) = (entry, judge, parts.next()) else {
        return Err(PageError::BadRequest);
    };
    let done = judging::toggle_pair(&portal.db, &actor, panel, (entry, judge), wanted == "them", request.now()).await;
    match done {
        Ok(()) => Ok(request.redirect(&back_to(&form, &slug, panel))),
        Err(err) => refused(&portal, request, &actor, slug, panel, err).await,
    }
}

/// `POST …/tu-dong`
async fn plan(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, panel)): Path<(String, PanelId)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let balanced = form.has("chia-deu");
    match judging::plan_assignments(&portal.db, &actor, panel, balanced, request.now()).await {
        Ok(_) => Ok(request.redirect_saying(&address(&slug, panel), Flash::PlanDrafted)),
        Err(err) => refused(&portal, request, &actor, slug, panel, err).await,
    }
}

/// `POST …/bo`
async fn discard(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, panel)): Path<(String, PanelId)>,
) -> Result<Response, PageError> {
    match judging::discard_plan(&portal.db, &actor, panel, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&address(&slug, panel), Flash::PlanDiscarded)),
        Err(err) => refused(&portal, request, &actor, slug, panel, err).await,
    }
}

async fn refused(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    slug: String,
    panel: PanelId,
    err: PlanError,
) -> Result<Response, PageError> {
    let lang = request.lang();
    let words = Sentences(lang);
    let problems: Vec<String> = match err {
        PlanError::Failure(failure) => return Err(failure.into()),
        PlanError::Stale => vec![words.stale_plan().to_owned()],
        PlanError::Fixed => vec![words.pair_fixed().to_owned()],
        PlanError::NoAssignment { problems, names } => {
            problems.iter().map(|problem| sentences::assignment_problem(problem, &names, lang)).collect()
        }
    };
    let matrix = judging::find_matrix(&portal.db, actor, panel, 1, false).await?;
    Ok(request.refused(move || view! { <MatrixPage slug matrix problems/> }).await)
}

/// `GET …/thay-doi`
async fn show_changes(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, panel)): Path<(String, PanelId)>,
) -> Result<Response, PageError> {
    let (added, dropped, revision) = judging::preview_plan(&portal.db, &actor, panel).await?;
    let page = request.page(move || view! { <PlanPage slug panel added dropped revision/> });
    Ok(page.await)
}

/// `POST …/thay-doi`: applies the plan that was looked through.
async fn apply(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, panel)): Path<(String, PanelId)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let revision = form.number("lan").unwrap_or(0);
    match judging::apply_plan(&portal.db, &actor, panel, revision, request.now()).await {
        Ok(_) => Ok(request.redirect_saying(&address(&slug, panel), Flash::PlanApplied)),
        Err(PlanError::Failure(failure)) => Err(failure.into()),
        Err(_) => {
            let (added, dropped, revision) = judging::preview_plan(&portal.db, &actor, panel).await?;
            let problem = Sentences(request.lang()).stale_plan();
            let page = request.refused(move || view! { <PlanPage slug panel added dropped revision problem/> });
            Ok(page.await)
        }
    }
}
