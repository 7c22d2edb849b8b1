//! Everybody with an account, for administrators.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::people::administration_page::AdministrationPage;
use app::people::exception_parts::ExceptionOptions;
use app::people::people_list_page::PeopleListPage;
use app::people::person_page::{PersonExceptions, PersonPage};
use app::people::revoke_form::reason_field;
use app::people::role_fields::{RoleChoice, RoleOptions};
use app::people::role_words::invitation_errors;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::ids::{AccountId, EditionId};
use domain::paging::PageNumber;
use domain::people::actor::Actor;
use domain::people::invitations::{InvitationProblem, Person};
use leptos::prelude::*;
use serde::Deserialize;
use services::people::{self, GrantError, RevokeError};

use super::exceptions::{choice_of as exception_choice, end_one, may_name, name_chosen, refused_revoke};
use super::roles::{choice_of, options_for, request_of};
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// The list, one person, and every act on them.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/quan-tri", get(show_start))
        .route("/quan-tri/nguoi-dung", get(list))
        .route("/quan-tri/nguoi-dung/{person}", get(show))
        .route("/quan-tri/nguoi-dung/{person}/vai-tro", post(grant))
        .route("/quan-tri/nguoi-dung/{person}/vai-tro/{grant}/thu-hoi", post(revoke))
        .route("/quan-tri/nguoi-dung/{person}/ngoai-le", post(except))
        .route("/quan-tri/nguoi-dung/{person}/ngoai-le/{exception}/cham-dut", post(end_exception))
        .route("/quan-tri/nguoi-dung/{person}/khoa", post(disable))
        .route("/quan-tri/nguoi-dung/{person}/mo-lai", post(enable))
        .route("/quan-tri/nguoi-dung/{person}/dat-lai-ma", post(reset))
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    trang: String,
}

fn address_of(person: AccountId) -> String {
    format!("/quan-tri/nguoi-dung/{person}")
}

/// `GET /quan-tri`
async fn show_start(request: PageRequest, SignedIn(actor): SignedIn) -> Result<Response, PageError> {
    if !people::may_keep_people(&actor) {
        return Err(PageError::NotFound);
    }
    Ok(request.page(|| view! { <AdministrationPage/> }).await)
}

/// `GET /quan-tri/nguoi-dung`
async fn list(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Query(query): Query<ListQuery>,
) -> Result<Response, PageError> {
    let page = PageNumber::parse(&query.trang).get();
    let found = people::search_people(&portal.db, &actor, &query.q, page).await?;
    let (people, total, text) = (found.people, found.total, query.q);
    Ok(request.page(move || view! { <PeopleListPage people total page text/> }).await)
}

/// `GET /quan-tri/nguoi-dung/{person}`
async fn show(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(person): Path<AccountId>,
) -> Result<Response, PageError> {
    let Shown { person, options, exceptions } = shown(&portal, &actor, person).await?;
    Ok(request.page(move || view! { <PersonPage person options exceptions/> }).await)
}

/// What the page of one person shows whatever was typed.
struct Shown {
    person: Person,
    options: RoleOptions,
    exceptions: PersonExceptions,
}

async fn shown(portal: &Portal, actor: &Actor, person: AccountId) -> Result<Shown, PageError> {
    let options = options_for(portal, actor, None).await?;
    Ok(Shown {
        person: people::find_person(&portal.db, actor, person).await?,
        exceptions: PersonExceptions {
            named: people::exceptions_of(&portal.db, actor, person).await?,
            options: ExceptionOptions {
                exclusions: may_name(actor, None),
                people: vec![],
                editions: options.editions.clone(),
            },
        },
        options,
    })
}

/// `POST /quan-tri/nguoi-dung/{person}/vai-tro`
async fn grant(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(person): Path<AccountId>,
    form: FormFields,
) -> Result<Response, PageError> {
    let choice = choice_of(&form);
    let (asked, errors) = request_of(&portal, &choice, None, request.lang()).await?;
    match people::grant_role(&portal.db, &actor, person, &asked, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&address_of(person), Flash::RoleGranted)),
        Err(GrantError::Problem(problem)) => {
            let told = errors.at("unit").is_some() && problem == InvitationProblem::UnitMissing;
            let errors = if told { errors } else { invitation_errors(&[problem], request.lang()) };
            refuse(&portal, request, &actor, person, choice, errors).await
        }
        Err(GrantError::Failure(failure)) => Err(failure.into()),
    }
}

async fn refuse(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    person: AccountId,
    choice: RoleChoice,
    errors: Errors,
) -> Result<Response, PageError> {
    let Shown { person, options, exceptions } = shown(portal, actor, person).await?;
    Ok(request.refused(move || view! { <PersonPage person options exceptions choice errors/> }).await)
}

/// `POST /quan-tri/nguoi-dung/{person}/vai-tro/{grant}/thu-hoi`
async fn revoke(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((person, grant)): Path<(AccountId, i64)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let reason = form.text(&reason_field(grant));
    let problem = match people::revoke_role(&portal.db, &actor, grant, &reason, request.now()).await {
        Ok(_) => return Ok(request.redirect_saying(&address_of(person), Flash::RoleRevoked)),
        Err(RevokeError::Reason(problem)) => problem,
        Err(RevokeError::Failure(failure)) => return Err(failure.into()),
    };
    let (revoke, errors) = refused_revoke(grant, reason, problem, request.lang());
    let Shown { person, options, exceptions } = shown(&portal, &actor, person).await?;
    Ok(request.refused(move || view! { <PersonPage person options exceptions revoke errors/> }).await)
}

/// `POST /quan-tri/nguoi-dung/{person}/ngoai-le`
async fn except(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(person): Path<AccountId>,
    form: FormFields,
) -> Result<Response, PageError> {
    let exception = exception_choice(&form);
    let edition = exception.edition.parse().ok().map(EditionId);
    let at = (request.lang(), request.now());
    let errors = name_chosen(&portal, &actor, Some(person), edition, &exception, at).await?;
    if errors.is_empty() {
        return Ok(request.redirect_saying(&address_of(person), Flash::ExceptionNamed));
    }
    let Shown { person, options, exceptions } = shown(&portal, &actor, person).await?;
    Ok(request.refused(move || view! { <PersonPage person options exceptions exception errors/> }).await)
}

/// `POST /quan-tri/nguoi-dung/{person}/ngoai-le/{exception}/cham-dut`
async fn end_exception(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((_, exception)): Path<(AccountId, i64)>,
) -> Result<Response, PageError> {
    let person = end_one(&portal, &actor, exception, request.now()).await?;
    Ok(request.redirect_saying(&address_of(person), Flash::ExceptionEnded))
}

/// `POST /quan-tri/nguoi-dung/{person}/khoa`
async fn disable(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(person): Path<AccountId>,
) -> Result<Response, PageError> {
    people::disable_account(&portal.db, &actor, person, request.now()).await?;
    Ok(request.redirect_saying(&address_of(person), Flash::AccountClosed))
}

/// `POST /quan-tri/nguoi-dung/{person}/mo-lai`
async fn enable(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(person): Path<AccountId>,
) -> Result<Response, PageError> {
    people::enable_account(&portal.db, &actor, person, request.now()).await?;
    Ok(request.redirect_saying(&address_of(person), Flash::AccountReopened))
}

/// `POST /quan-tri/nguoi-dung/{person}/dat-lai-ma`
async fn reset(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(person): Path<AccountId>,
) -> Result<Response, PageError> {
    people::reset_second_factor(&portal.db, &actor, person, request.now()).await?;
    Ok(request.redirect_saying(&address_of(person), Flash::CodeReset))
}
