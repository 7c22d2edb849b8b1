//! The chair's page, and opening a signed sheet again.

use app::components::banner::Flash;
use app::judging::panel_desk_page::{PanelDeskPage, ReopenPage};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use domain::ids::{AssignmentId, PanelId};
use leptos::prelude::*;
use services::judging;

use super::sheets::reason_errors;
use super::{QueryFields, page_number};
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// What a chair does; a secretary may do the same.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/cham/tieu-ban/{panel}", get(show_desk))
        .route("/cham/{assignment}/mo-lai", get(show_reopen).post(reopen))
}

/// `GET /cham/tieu-ban/{panel}`
async fn show_desk(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(panel): Path<PanelId>,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let desk = judging::find_panel_desk(&portal.db, &actor, panel, page_number(&query)).await?;
    Ok(request.page(move || view! { <PanelDeskPage desk/> }).await)
}

/// `GET /cham/{assignment}/mo-lai`
async fn show_reopen(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<AssignmentId>,
) -> Result<Response, PageError> {
    let (panel, sheet) = judging::find_signed_sheet(&portal.db, &actor, id).await?;
    let back = format!("/cham/tieu-ban/{panel}");
    Ok(request.page(move || view! { <ReopenPage sheet back/> }).await)
}

/// `POST /cham/{assignment}/mo-lai`
async fn reopen(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<AssignmentId>,
    form: FormFields,
) -> Result<Response, PageError> {
    let reason = form.text("ly-do");
    let (panel, sheet) = judging::find_signed_sheet(&portal.db, &actor, id).await?;
    let back = format!("/cham/tieu-ban/{panel}");
    match judging::reopen_sheet(&portal.db, &actor, id, &reason, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&back, Flash::SheetReopened)),
        Err(err) => {
            let errors = reason_errors(err, request.lang())?;
            let page = request.refused(move || view! { <ReopenPage sheet back reason errors/> });
            Ok(page.await)
        }
    }
}
