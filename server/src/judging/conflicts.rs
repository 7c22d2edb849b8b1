//! Conflicts of interest, for the secretary.

use app::components::banner::Flash;
use app::judging::conflicts_page::{ConflictLine, ConflictsPage};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::ids::PanelId;
use leptos::prelude::*;
use services::judging::{self, PairConflict};

use super::sheets::reason_errors;
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// The list and its acts.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky/{ky}/tieu-ban/{panel}/xung-dot", get(show).post(sync))
        .route("/thu-ky/{ky}/tieu-ban/{panel}/xung-dot/{conflict}", post(settle))
}

fn line(pair: PairConflict) -> ConflictLine {
    ConflictLine {
        id: pair.id,
        entry: pair.entry_code,
        judge: pair.judge_name,
        conflict: pair.conflict,
        lifted: pair.lifted,
    }
}

/// `GET /thu-ky/{ky}/tieu-ban/{panel}/xung-dot`
async fn show(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, panel)): Path<(String, PanelId)>,
) -> Result<Response, PageError> {
    let found = judging::list_conflicts(&portal.db, &actor, panel).await?;
    let lines = found.into_iter().map(line).collect();
    Ok(request.page(move || view! { <ConflictsPage slug panel lines/> }).await)
}

/// `POST /thu-ky/{ky}/tieu-ban/{panel}/xung-dot`: looks for them anew.
async fn sync(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, panel)): Path<(String, PanelId)>,
) -> Result<Response, PageError> {
    judging::sync_conflicts(&portal.db, &actor, panel, request.now()).await?;
    Ok(request.redirect_saying(&format!("/thu-ky/{slug}/tieu-ban/{panel}/xung-dot"), Flash::Saved))
}

/// `POST /thu-ky/{ky}/tieu-ban/{panel}/xung-dot/{conflict}`
async fn settle(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, panel, id)): Path<(String, PanelId, i64)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let reason = form.text(&format!("ly-do-{id}"));
    let blocks = form.text("viec") == "chan";
    match judging::settle_conflict(&portal.db, &actor, panel, id, blocks, &reason, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/thu-ky/{slug}/tieu-ban/{panel}/xung-dot"), Flash::Saved)),
        Err(err) => {
            let problem = reason_errors(err, request.lang())?.at("ly-do").unwrap_or_default();
            let found = judging::list_conflicts(&portal.db, &actor, panel).await?;
            let lines = found.into_iter().map(line).collect();
            Ok(request.refused(move || view! { <ConflictsPage slug panel lines problem/> }).await)
        }
    }
}
