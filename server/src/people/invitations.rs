//! Inviting people to roles, for administrators and for the secretaries of one edition.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::people::exclusion_words::exclusion_at_granting;
use app::people::invitations_page::{InvitationLine, InvitationsPage};
use app::people::role_fields::RoleChoice;
use app::people::role_words::invitation_errors;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::ids::EditionId;
use domain::people::actor::Actor;
use domain::people::invitations::{InvitationProblem, InvitationRequest};
use domain::text::Lang;
use leptos::prelude::*;
use services::people::{self, AcceptError, InviteError};
use services::programmes::find_edition_by_slug;

use super::roles::{choice_of, named, options_for, request_of};
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

const ADMIN: &str = "/quan-tri/loi-moi";

/// Inviting.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route(ADMIN, get(show_all).post(invite_anywhere))
        .route("/quan-tri/loi-moi/{invitation}/thu-hoi", post(revoke))
        .route("/quan-tri/loi-moi/{invitation}/xac-nhan", post(confirm))
        .route("/thu-ky/{edition}/loi-moi", get(show_of_edition).post(invite_to_edition))
        .route("/thu-ky/{edition}/loi-moi/{invitation}/thu-hoi", post(revoke_in_edition))
        .route("/thu-ky/{edition}/loi-moi/{invitation}/xac-nhan", post(confirm_in_edition))
}

/// One of the two pages: where it stands and which edition it is about.
#[derive(Clone)]
struct Desk {
    base: String,
    edition: Option<EditionId>,
}

impl Desk {
    fn everywhere() -> Self {
        Self { base: ADMIN.to_owned(), edition: None }
    }

    async fn of_edition(portal: &Portal, slug: &str) -> Result<Self, PageError> {
        let edition = find_edition_by_slug(&portal.db, slug).await?;
        Ok(Self { base: format!("/thu-ky/{}/loi-moi", edition.slug), edition: Some(edition.id) })
    }
}

/// `GET /quan-tri/loi-moi`
async fn show_all(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    show(&portal, request, &actor, Desk::everywhere()).await
}

/// `GET /thu-ky/{edition}/loi-moi`
async fn show_of_edition(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(edition): Path<String>,
) -> Result<Response, PageError> {
    let desk = Desk::of_edition(&portal, &edition).await?;
    show(&portal, request, &actor, desk).await
}

async fn show(portal: &Portal, request: PageRequest, actor: &Actor, desk: Desk) -> Result<Response, PageError> {
    let lines = lines_of(portal, actor, &desk).await?;
    let options = options_for(portal, actor, desk.edition).await?;
    let base = desk.base;
    Ok(request.page(move || view! { <InvitationsPage base lines options/> }).await)
}

async fn lines_of(portal: &Portal, actor: &Actor, desk: &Desk) -> Result<Vec<InvitationLine>, PageError> {
    let invitations = people::list_invitations(&portal.db, actor, desk.edition).await?;
    let lines = invitations.into_iter().map(|invitation| InvitationLine {
        grant: named(&invitation),
        id: invitation.id,
        name: invitation.name,
        email: invitation.email,
        expires_at: invitation.expires_at,
        accepted: invitation.accepted,
        claimed_by: invitation.claimed_by,
    });
    Ok(lines.collect())
}

/// `POST /quan-tri/loi-moi`
async fn invite_anywhere(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    form: FormFields,
) -> Result<Response, PageError> {
    invite(&portal, request, &actor, Desk::everywhere(), form).await
}

/// `POST /thu-ky/{edition}/loi-moi`
async fn invite_to_edition(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(edition): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    let desk = Desk::of_edition(&portal, &edition).await?;
    invite(&portal, request, &actor, desk, form).await
}

async fn invite(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    desk: Desk,
    form: FormFields,
) -> Result<Response, PageError> {
    let choice = choice_of(&form);
    let (asked, mut errors) = request_of(portal, &choice, desk.edition, request.lang()).await?;
    let asked = InvitationRequest { name: form.text("name"), email: form.text("email"), ..asked };
    match people::invite(&portal.db, actor, &asked, Lang::Vi, request.now()).await {
        Ok(()) => return Ok(request.redirect_saying(&desk.base, Flash::InvitationSent)),
        Err(InviteError::Problems(problems)) => {
            // A unit that could not be told was not missing: its own sentence says more.
            let told = errors.at("unit").is_some();
            let problems: Vec<_> =
                problems.into_iter().filter(|problem| !(told && *problem == InvitationProblem::UnitMissing)).collect();
            let unit = std::mem::take(&mut errors);
            errors = invitation_errors(&problems, request.lang());
            errors.0.extend(unit.0);
        }
        Err(InviteError::Failure(failure)) => return Err(failure.into()),
    }
    refuse(portal, request, actor, desk, (asked.name, asked.email, choice), errors).await
}

async fn refuse(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    desk: Desk,
    (name, email, choice): (String, String, RoleChoice),
    errors: Errors,
) -> Result<Response, PageError> {
    let lines = lines_of(portal, actor, &desk).await?;
    let options = options_for(portal, actor, desk.edition).await?;
    let base = desk.base;
    Ok(request.refused(move || view! { <InvitationsPage base lines options name email choice errors/> }).await)
}

/// `POST /quan-tri/loi-moi/{invitation}/thu-hoi`
async fn revoke(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(invitation): Path<i64>,
) -> Result<Response, PageError> {
    people::revoke_invitation(&portal.db, &actor, invitation, request.now()).await?;
    Ok(request.redirect_saying(ADMIN, Flash::InvitationRevoked))
}

/// `POST /thu-ky/{edition}/loi-moi/{invitation}/thu-hoi`
async fn revoke_in_edition(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((edition, invitation)): Path<(String, i64)>,
) -> Result<Response, PageError> {
    let desk = Desk::of_edition(&portal, &edition).await?;
    people::revoke_invitation(&portal.db, &actor, invitation, request.now()).await?;
    Ok(request.redirect_saying(&desk.base, Flash::InvitationRevoked))
}

/// `POST /quan-tri/loi-moi/{invitation}/xac-nhan`
async fn confirm(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(invitation): Path<i64>,
) -> Result<Response, PageError> {
    confirm_claim(&portal, request, &actor, Desk::everywhere(), invitation).await
}

/// `POST /thu-ky/{edition}/loi-moi/{invitation}/xac-nhan`
async fn confirm_in_edition(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((edition, invitation)): Path<(String, i64)>,
) -> Result<Response, PageError> {
    let desk = Desk::of_edition(&portal, &edition).await?;
    confirm_claim(&portal, request, &actor, desk, invitation).await
}

/// The inviter agrees; a claim that is no more leads back to the list, which shows it.
async fn confirm_claim(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    desk: Desk,
    invitation: i64,
) -> Result<Response, PageError> {
    match people::confirm_claim(&portal.db, actor, invitation, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&desk.base, Flash::InvitationConfirmed)),
        Err(AcceptError::Excluded(exclusion)) => {
            let mut errors = Errors::default();
            errors.add("da-gui", exclusion_at_granting(exclusion, request.lang()));
            refuse(portal, request, actor, desk, Default::default(), errors).await
        }
        Err(AcceptError::Failure(failure)) => Err(failure.into()),
        Err(_) => Ok(request.redirect(&desk.base)),
    }
}
