//! The desk, new editions, opening and ending intake.

use app::components::banner::Flash;
use app::programmes::desk_page::DeskPage;
use app::programmes::edition_desk_page::EditionDeskPage;
use app::programmes::new_edition_page::{NewEditionPage, NewEditionRefusal};
use app::programmes::open_page::OpenEditionPage;
use app::programmes::rules_page::{RulesOverviewPage, RulesRefusal};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::people::access::{self, Act};
use domain::people::actor::Subject;
use domain::programmes::naming::EditionForm;
use domain::programmes::readiness::Finding;
use leptos::prelude::*;
use services::programmes::{self, CreateEditionError, MoveEditionError, OpenEditionError};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky", get(show_desk))
        .route("/thu-ky/ky-moi", get(show_new_edition).post(create_edition))
        .route("/thu-ky/{ky}", get(show_edition_desk))
        .route("/thu-ky/{ky}/mo-nhan", get(show_opening).post(open_edition))
        .route("/thu-ky/{ky}/ket-thuc-nhan", post(end_intake))
        .route("/thu-ky/{ky}/nhan-lai", post(reopen_intake))
}

/// `GET /thu-ky`
async fn show_desk(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    let lines = programmes::list_desk_editions(&portal.db, &actor).await?;
    let may_create = access::allows(&actor, Act::CreateEdition, &Subject::default(), access::State::Any);
    Ok(request.page(move || view! { <DeskPage lines may_create/> }).await)
}

/// `GET /thu-ky/ky-moi`
async fn show_new_edition(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    let programmes = programmes::list_programmes(&portal.db, &actor).await?;
    Ok(request.page(move || view! { <NewEditionPage programmes/> }).await)
}

/// `POST /thu-ky/ky-moi`
async fn create_edition(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    fields: FormFields,
) -> Result<Response, PageError> {
    let form = EditionForm {
        programme: fields.text("chuong-trinh"),
        from: fields.text("tu-ky"),
        ordinal: fields.text("lan-thu"),
        year: fields.text("nam"),
        name_vi: fields.text("ten"),
        name_en: fields.text("ten-anh"),
        slug: fields.text("dia-chi"),
        code_prefix: fields.text("dau-ma"),
    };
    let refusal = match programmes::create_edition(&portal.db, &actor, &form, request.now()).await {
        Ok(edition) => {
            return Ok(request.redirect_saying(&format!("/thu-ky/{}/the-le", edition.slug), Flash::EditionCreated));
        }
        Err(CreateEditionError::Failure(failure)) => return Err(failure.into()),
        Err(CreateEditionError::NoSuchProgramme) => NewEditionRefusal::NoProgramme,
        Err(CreateEditionError::NoSuchEdition) => NewEditionRefusal::NoEdition,
        Err(CreateEditionError::Problems(problems)) => NewEditionRefusal::Problems(problems),
        Err(CreateEditionError::AddressTaken) => NewEditionRefusal::AddressTaken,
        Err(CreateEditionError::PrefixTaken) => NewEditionRefusal::PrefixTaken,
    };
    let programmes = programmes::list_programmes(&portal.db, &actor).await?;
    Ok(request.refused(move || view! { <NewEditionPage programmes form refusal=Some(refusal)/> }).await)
}

/// `GET /thu-ky/{ky}`
async fn show_edition_desk(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let desk = programmes::find_edition_desk(&portal.db, &actor, &slug).await?;
    Ok(request.page(move || view! { <EditionDeskPage desk/> }).await)
}

/// `GET /thu-ky/{ky}/mo-nhan`: what will happen, before it does.
async fn show_opening(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let desk = programmes::find_rules_desk(&portal.db, &actor, &slug).await?;
    let stopped = desk.findings(request.now()).iter().any(Finding::blocks);
    if stopped || !desk.editable || desk.is_amendment() {
        return Ok(request.redirect(&format!("/thu-ky/{slug}/the-le")));
    }
    Ok(request.page(move || view! { <OpenEditionPage desk/> }).await)
}

/// `POST /thu-ky/{ky}/mo-nhan`
async fn open_edition(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    match programmes::open_edition(&portal.db, &actor, &slug, request.now()).await {
        Ok(_) => Ok(request.redirect_saying(&format!("/thu-ky/{slug}"), Flash::EditionOpened)),
        Err(OpenEditionError::Failure(failure)) => Err(failure.into()),
        Err(OpenEditionError::NotReady(_)) => {
            let desk = programmes::find_rules_desk(&portal.db, &actor, &slug).await?;
            let refusal = Some(RulesRefusal::NotReady);
            Ok(request.refused(move || view! { <RulesOverviewPage desk refusal/> }).await)
        }
    }
}

/// `POST /thu-ky/{ky}/ket-thuc-nhan`
async fn end_intake(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    match programmes::start_judging(&portal.db, &actor, &slug, request.now()).await {
        Ok(()) | Err(MoveEditionError::Refused) => {
            Ok(request.redirect_saying(&format!("/thu-ky/{slug}"), Flash::IntakeEnded))
        }
        Err(MoveEditionError::Failure(failure)) => Err(failure.into()),
        Err(MoveEditionError::DeadlineAhead) => {
            let desk = programmes::find_edition_desk(&portal.db, &actor, &slug).await?;
            Ok(request.refused(move || view! { <EditionDeskPage desk too_early=true/> }).await)
        }
    }
}

/// `POST /thu-ky/{ky}/nhan-lai`
async fn reopen_intake(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    match programmes::reopen_intake(&portal.db, &actor, &slug, request.now()).await {
        Ok(()) | Err(MoveEditionError::Refused | MoveEditionError::DeadlineAhead) => {
            Ok(request.redirect_saying(&format!("/thu-ky/{slug}"), Flash::IntakeReopened))
        }
        Err(MoveEditionError::Failure(failure)) => Err(failure.into()),
    }
}
