//! A judge's declaration.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::judging::declaration_page::DeclarationPage;
use app::judging::sentences::Sentences;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use domain::ids::{AssignmentId, PanelId};
use domain::judging::queue::QueueFilter;
use leptos::prelude::*;
use services::judging::{self, DeclareError};

use super::QueryFields;
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// The declaration.
pub fn routes() -> Router<Portal> {
    Router::new().route("/cham/cam-ket", get(show).post(declare))
}

/// `GET /cham/cam-ket?tb=…`; without a panel, the judge's newest.
async fn show(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let Some(panel) = query.number::<PanelId>("tb") else {
        let queue = judging::list_assignments(&portal.db, &actor, &QueueFilter::default()).await?;
        let address = queue.map_or_else(|| "/cham".to_owned(), |queue| format!("/cham/cam-ket?tb={}", queue.panel));
        return Ok(request.redirect(&address));
    };
    let view = judging::find_declaration(&portal.db, &actor, panel).await?;
    Ok(request.page(move || view! { <DeclarationPage view/> }).await)
}

/// `POST /cham/cam-ket?tb=…`
async fn declare(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    QueryFields(query): QueryFields,
    form: FormFields,
) -> Result<Response, PageError> {
    let panel: PanelId = query.number("tb").ok_or(PageError::NotFound)?;
    let text = form.text("lien-quan");
    let ticked: Vec<AssignmentId> = form.all("bai").iter().filter_map(|id| id.parse().ok()).collect();
    let committed = form.has("cam-ket");
    let done = judging::declare_conflicts(&portal.db, &actor, panel, &text, &ticked, committed, request.now()).await;
    let words = Sentences(request.lang());
    let mut errors = Errors::default();
    match done {
        Ok(()) => return Ok(request.redirect_saying(&format!("/cham?tb={panel}"), Flash::Declared)),
        Err(DeclareError::TooLong(length)) => errors.add("lien-quan", words.declaration_long(length)),
        Err(DeclareError::NotCommitted) => errors.add("cam-ket", words.not_committed()),
        Err(DeclareError::Failure(failure)) => return Err(failure.into()),
    }
    let mut view = judging::find_declaration(&portal.db, &actor, panel).await?;
    view.text = text;
    let page = request.refused(move || view! { <DeclarationPage view ticked committed errors/> });
    Ok(page.await)
}
