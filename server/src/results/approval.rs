//! What the approver reads, decides, publishes and revokes.

use app::components::banner::Flash;
use app::results::Typed;
use app::results::approval_page::{ApprovalPage, PublishPage, RevokePage};
use app::results::approvals_page::ApprovalsPage;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::calendar::parse_date_parts;
use domain::ids::AwardId;
use domain::people::access::{Act, State as Of, require};
use domain::people::actor::Actor;
use domain::results::listing::ApprovalDesk;
use domain::results::public::PublicAward;
use leptos::prelude::*;
use services::results::{self, ActError, DecisionInput};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/phe-duyet", get(show_approvals))
        .route("/phe-duyet/{ky}", get(show_approval))
        .route("/phe-duyet/{ky}/quyet-dinh", post(record_decision))
        .route("/phe-duyet/{ky}/cong-bo", get(preview_publication).post(publish_results))
        .route("/phe-duyet/{ky}/thu-hoi/{giai}", get(show_revocation).post(revoke_award))
}

/// `GET /phe-duyet`
async fn show_approvals(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    let items = results::approvals(&portal.db, &actor).await?;
    Ok(request.page(move || view! { <ApprovalsPage items/> }).await)
}

/// `GET /phe-duyet/{ky}`
async fn show_approval(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let desk = results::find_approval(&portal.db, &actor, &slug, request.now()).await?;
    Ok(request.page(move || view! { <ApprovalPage desk/> }).await)
}

/// `POST /phe-duyet/{ky}/quyet-dinh`
async fn record_decision(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    let [day, month, year] = form.date("ngay_ky");
    let input = DecisionInput {
        number: form.text("so"),
        decided_on: parse_date_parts(&day, &month, &year).ok(),
        signer: form.text("nguoi_ky"),
    };
    match results::record_decision(&portal.db, &actor, &slug, input, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/phe-duyet/{slug}"), Flash::DecisionRecorded)),
        Err(ActError::Refused(problems)) => {
            let desk = results::find_approval(&portal.db, &actor, &slug, request.now()).await?;
            let typed = Typed(form.pairs().to_vec());
            Ok(request.refused(move || view! { <ApprovalPage desk problems typed/> }).await)
        }
        Err(ActError::Failure(failure)) => Err(failure.into()),
    }
}

/// The desk of somebody who may do this to the edition as it stands; a page without its act is not there.
async fn desk_for(
    portal: &Portal,
    request: &PageRequest,
    actor: &Actor,
    slug: &str,
    act: Act,
) -> Result<ApprovalDesk, PageError> {
    let desk = results::find_approval(&portal.db, actor, slug, request.now()).await?;
    let edition = &desk.item.edition;
    require(actor, act, &edition.subject(), Of::Edition(edition.state)).map_err(|_| PageError::NotFound)?;
    Ok(desk)
}

/// `GET /phe-duyet/{ky}/cong-bo`
async fn preview_publication(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let desk = desk_for(&portal, &request, &actor, &slug, Act::PublishResults).await?;
    Ok(request.page(move || view! { <PublishPage desk/> }).await)
}

/// `POST /phe-duyet/{ky}/cong-bo`
async fn publish_results(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    match results::publish_results(&portal.db, &actor, &slug, form.number("so_giai"), request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/phe-duyet/{slug}"), Flash::ResultsPublished)),
        Err(ActError::Refused(problems)) => {
            let desk = desk_for(&portal, &request, &actor, &slug, Act::PublishResults).await?;
            let typed = Typed(form.pairs().to_vec());
            Ok(request.refused(move || view! { <PublishPage desk problems typed/> }).await)
        }
        Err(ActError::Failure(failure)) => Err(failure.into()),
    }
}

fn award_of(desk: ApprovalDesk, id: AwardId) -> Result<PublicAward, PageError> {
    let found = desk.awards.into_iter().find(|(award, _)| *award == id);
    found.map(|(_, award)| award).ok_or(PageError::NotFound)
}

/// `GET /phe-duyet/{ky}/thu-hoi/{giai}`
async fn show_revocation(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, i64)>,
) -> Result<Response, PageError> {
    let desk = desk_for(&portal, &request, &actor, &slug, Act::RevokeAward).await?;
    let id = AwardId(id);
    let award = award_of(desk, id)?;
    Ok(request.page(move || view! { <RevokePage slug id award/> }).await)
}

/// `POST /phe-duyet/{ky}/thu-hoi/{giai}`
async fn revoke_award(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, i64)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let id = AwardId(id);
    let done =
        results::revoke_award(&portal.db, &actor, id, &form.text("ly_do"), &form.text("so"), request.now()).await;
    match done {
        Ok(slug) => Ok(request.redirect_saying(&format!("/phe-duyet/{slug}"), Flash::AwardRevoked)),
        Err(ActError::Refused(problems)) => {
            let desk = desk_for(&portal, &request, &actor, &slug, Act::RevokeAward).await?;
            let award = award_of(desk, id)?;
            let typed = Typed(form.pairs().to_vec());
            Ok(request.refused(move || view! { <RevokePage slug id award problems typed/> }).await)
        }
        Err(ActError::Failure(failure)) => Err(failure.into()),
    }
}
