//! The roles of an edition and the exceptions on duties: reading, ending, naming.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::people::exception_parts::{ExceptionChoice, ExceptionOptions, ExceptionWords};
use app::people::revoke_form::{RefusedRevoke, RevokeWords, reason_field};
use app::people::roles_page::{RolesPage, RolesView};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::ids::{AccountId, EditionId};
use domain::people::access::{self, State as AnyState};
use domain::people::actor::{Actor, Subject};
use domain::people::exclusions::Exclusion;
use domain::programmes::edition::Edition;
use domain::text::Lang;
use leptos::prelude::*;
use services::people::{self, ExceptionError, ExceptionRequest, ReasonProblem, RevokeError};
use services::programmes::find_edition_by_slug;
use time::OffsetDateTime;

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// The pages of one edition.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky/{edition}/vai-tro", get(show))
        .route("/thu-ky/{edition}/vai-tro/{grant}/thu-hoi", post(revoke))
        .route("/thu-ky/{edition}/ngoai-le", post(name))
        .route("/thu-ky/{edition}/ngoai-le/{exception}/cham-dut", post(end))
}

fn address_of(edition: &Edition) -> String {
    format!("/thu-ky/{}/vai-tro", edition.slug)
}

/// The exceptions this person may name in an edition, or in all.
pub(super) fn may_name(actor: &Actor, edition: Option<EditionId>) -> Vec<Exclusion> {
    let subject = Subject { edition, ..Subject::default() };
    let may = |exclusion: &Exclusion| {
        let act = exclusion.exception_act();
        act.is_some_and(|act| access::allows(actor, act, &subject, AnyState::Any))
    };
    Exclusion::ALL.into_iter().filter(may).collect()
}

async fn view_of(portal: &Portal, actor: &Actor, edition: &Edition) -> Result<RolesView, PageError> {
    let roles = people::list_roles(&portal.db, actor, edition.id).await?;
    let mut persons: Vec<(i64, String)> = roles
        .iter()
        .filter(|line| actor.account != Some(line.account))
        .map(|line| (line.account.0, format!("{} ({})", line.person, line.email)))
        .collect();
    persons.sort();
    persons.dedup();
    let exclusions = if persons.is_empty() { vec![] } else { may_name(actor, Some(edition.id)) };
    Ok(RolesView {
        slug: edition.slug.clone(),
        exceptions: people::list_exceptions(&portal.db, actor, Some(edition.id)).await?,
        options: ExceptionOptions { exclusions, people: persons, editions: vec![] },
        roles,
    })
}

/// `GET /thu-ky/{edition}/vai-tro`
async fn show(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(edition): Path<String>,
) -> Result<Response, PageError> {
    let edition = find_edition_by_slug(&portal.db, &edition).await?;
    let view = view_of(&portal, &actor, &edition).await?;
    Ok(request.page(move || view! { <RolesPage view/> }).await)
}

/// The reason typed for one role, and what is wrong with it.
pub(super) fn refused_revoke(
    grant: i64,
    reason: String,
    problem: ReasonProblem,
    lang: Lang,
) -> (RefusedRevoke, Errors) {
    let words = RevokeWords(lang);
    let mut errors = Errors::default();
    match problem {
        ReasonProblem::Missing => errors.add(reason_field(grant), words.reason_missing()),
        ReasonProblem::TooLong(used) => errors.add(reason_field(grant), words.reason_long(used)),
    }
    (RefusedRevoke { grant, reason }, errors)
}

/// `POST /thu-ky/{edition}/vai-tro/{grant}/thu-hoi`
async fn revoke(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((edition, grant)): Path<(String, i64)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let edition = find_edition_by_slug(&portal.db, &edition).await?;
    let reason = form.text(&reason_field(grant));
    match people::revoke_role(&portal.db, &actor, grant, &reason, request.now()).await {
        Ok(_) => Ok(request.redirect_saying(&address_of(&edition), Flash::RoleRevoked)),
        Err(RevokeError::Reason(problem)) => {
            let (revoke, errors) = refused_revoke(grant, reason, problem, request.lang());
            let view = view_of(&portal, &actor, &edition).await?;
            Ok(request.refused(move || view! { <RolesPage view revoke errors/> }).await)
        }
        Err(RevokeError::Failure(failure)) => Err(failure.into()),
    }
}

/// What was typed into the form of an exception.
pub(super) fn choice_of(form: &FormFields) -> ExceptionChoice {
    ExceptionChoice {
        person: form.text("ngoai-le-nguoi"),
        exclusion: form.text("ngoai-le-viec"),
        edition: form.text("ngoai-le-ky"),
        reason: form.text("ngoai-le-ly-do"),
    }
}

/// Names what was chosen; the errors say what stands against it.
pub(super) async fn name_chosen(
    portal: &Portal,
    actor: &Actor,
    account: Option<AccountId>,
    edition: Option<EditionId>,
    choice: &ExceptionChoice,
    (lang, now): (Lang, OffsetDateTime),
) -> Result<Errors, PageError> {
    let words = ExceptionWords(lang);
    let mut errors = Errors::default();
    let exclusion = Exclusion::from_code(&choice.exclusion);
    if account.is_none() {
        errors.add("ngoai-le-nguoi", words.person_missing());
    }
    if exclusion.is_none() {
        errors.add("ngoai-le-viec", words.duties_missing());
    }
    let (Some(account), Some(exclusion)) = (account, exclusion) else {
        return Ok(errors);
    };
    let asked = ExceptionRequest { account, exclusion, edition, reason: &choice.reason };
    match people::name_exception(&portal.db, actor, asked, now).await {
        Ok(()) => {}
        Err(ExceptionError::Reason(ReasonProblem::Missing)) => errors.add("ngoai-le-ly-do", words.reason_missing()),
        Err(ExceptionError::Reason(ReasonProblem::TooLong(used))) => {
            errors.add("ngoai-le-ly-do", words.reason_long(used));
        }
        Err(ExceptionError::Own) => errors.add("ngoai-le-nguoi", words.own()),
        Err(ExceptionError::Never) => errors.add("ngoai-le-viec", words.never()),
        Err(ExceptionError::Failure(failure)) => return Err(failure.into()),
    }
    Ok(errors)
}

/// `POST /thu-ky/{edition}/ngoai-le`
async fn name(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(edition): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    let edition = find_edition_by_slug(&portal.db, &edition).await?;
    let choice = choice_of(&form);
    let account = choice.person.parse().ok().map(AccountId);
    let at = (request.lang(), request.now());
    let errors = name_chosen(&portal, &actor, account, Some(edition.id), &choice, at).await?;
    if errors.is_empty() {
        return Ok(request.redirect_saying(&address_of(&edition), Flash::ExceptionNamed));
    }
    let view = view_of(&portal, &actor, &edition).await?;
    Ok(request.refused(move || view! { <RolesPage view choice errors/> }).await)
}

/// `POST /thu-ky/{edition}/ngoai-le/{exception}/cham-dut`
async fn end(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((edition, exception)): Path<(String, i64)>,
) -> Result<Response, PageError> {
    let edition = find_edition_by_slug(&portal.db, &edition).await?;
    end_one(&portal, &actor, exception, request.now()).await?;
    Ok(request.redirect_saying(&address_of(&edition), Flash::ExceptionEnded))
}

/// Ends one exception.
pub(super) async fn end_one(
    portal: &Portal,
    actor: &Actor,
    exception: i64,
    now: OffsetDateTime,
) -> Result<AccountId, PageError> {
    match people::end_exception(&portal.db, actor, exception, now).await {
        Ok(account) => Ok(account),
        Err(ExceptionError::Failure(failure)) => Err(failure.into()),
        Err(_) => Err(PageError::BadRequest),
    }
}
