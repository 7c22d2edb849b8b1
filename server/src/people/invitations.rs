//! Inviting people to roles, for administrators and for the secretaries of one edition; and taking an invitation.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::people::accept_invitation_page::{AcceptInvitationPage, InvitationView};
use app::people::invitations_page::{InvitationLine, InvitationsPage};
use app::people::register_page::register_errors;
use app::people::role_fields::RoleChoice;
use app::people::role_words::invitation_errors;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::ids::EditionId;
use domain::people::actor::Actor;
use domain::people::invitations::{InvitationProblem, InvitationRequest};
use domain::people::registration::Registration;
use domain::text::Lang;
use leptos::prelude::*;
use services::people::{self, AcceptError, InviteError};
use services::programmes::find_edition_by_slug;
use tower_sessions::Session;

use super::next::home_of;
use super::register::link_spent;
use super::roles::{choice_of, named, options_for, request_of};
use super::sign_in::signed_in;
use crate::http::errors::{PageError, encode};
use crate::http::form::FormFields;
use crate::http::limits::ClientAddress;
use crate::http::request::PageRequest;
use crate::http::session::{Anyone, SignedIn};
use crate::portal::Portal;

const ADMIN: &str = "/quan-tri/loi-moi";

/// Inviting.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new()
        .route(ADMIN, get(show_all).post(invite_anywhere))
        .route("/quan-tri/loi-moi/{invitation}/thu-hoi", post(revoke))
        .route(
            "/thu-ky/{edition}/loi-moi",
            get(show_of_edition).post(invite_to_edition),
        )
        .route(
            "/thu-ky/{edition}/loi-moi/{invitation}/thu-hoi",
            post(revoke_in_edition),
        )
}

/// Taking an invitation.
pub fn open_routes() -> Router<Portal> {
    Router::new()
        .route("/loi-moi/{token}", get(show_invitation).post(register))
        .route("/loi-moi/{token}/nhan", post(accept))
}

/// One of the two pages: where it stands and which edition it is about.
#[derive(Clone)]
struct Desk {
    base: String,
    edition: Option<EditionId>,
}

impl Desk {
    fn everywhere() -> Self {
        Self {
            base: ADMIN.to_owned(),
            edition: None,
        }
    }

    async fn of_edition(portal: &Portal, slug: &str) -> Result<Self, PageError> {
        let edition = find_edition_by_slug(&portal.db, slug).await?;
        Ok(Self {
            base: format!("/thu-ky/{}/loi-moi", edition.slug),
            edition: Some(edition.id),
        })
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
    Ok(request
        .page(move || view! { <InvitationsPage base lines options/> })
        .await)
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
    let asked = InvitationRequest {
        name: form.text("name"),
        email: form.text("email"),
        ..asked
    };
    match people::invite(&portal.db, actor, &asked, Lang::Vi, request.now()).await {
        Ok(()) => return Ok(request.redirect_saying(&desk.base, Flash::InvitationSent)),
        Err(InviteError::Problems(problems)) => {
            // A unit that could not be told was not missing: its own sentence says more.
            let told = errors.at("unit").is_some();
            let problems: Vec<_> = problems
                .into_iter()
                .filter(|problem| !(told && *problem == InvitationProblem::UnitMissing))
                .collect();
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
    Ok(request
        .refused(move || view! { <InvitationsPage base lines options name email choice errors/> })
        .await)
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

async fn invitation_view(
    portal: &Portal,
    request: &PageRequest,
    token: &str,
) -> Result<Option<InvitationView>, PageError> {
    let found = people::find_invitation(&portal.db, token, request.now()).await?;
    Ok(found.map(|invitation| InvitationView {
        token: token.to_owned(),
        grant: named(&invitation),
        name: invitation.name,
        email: invitation.email,
        expires_at: invitation.expires_at,
        has_account: invitation.has_account,
    }))
}

/// `GET /loi-moi/{token}`
async fn show_invitation(
    State(portal): State<Portal>,
    request: PageRequest,
    Anyone(_): Anyone,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    match invitation_view(&portal, &request, &token).await? {
        Some(invitation) => Ok(request.page(move || view! { <AcceptInvitationPage invitation/> }).await),
        None => Ok(link_spent(request).await),
    }
}

/// `POST /loi-moi/{token}`: a new account takes the invitation.
async fn register(
    State(portal): State<Portal>,
    request: PageRequest,
    from: ClientAddress,
    session: Session,
    Path(token): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    portal.limits.try_once(from, &token)?;
    let given = Registration {
        name: form.text("name"),
        email: String::new(),
        password: form.text("password"),
        terms: form.has("terms"),
    };
    match people::register_by_invitation(&portal.db, &token, &given, request.lang(), request.now()).await {
        Ok(account) => signed_in(&portal, &request, &session, account, "").await,
        Err(AcceptError::LinkSpent) => Ok(link_spent(request).await),
        Err(AcceptError::HasAccount) => Ok(request.redirect(&format!("/loi-moi/{token}"))),
        Err(AcceptError::Problems(problems)) => {
            let errors = register_errors(&problems, request.lang());
            let Some(invitation) = invitation_view(&portal, &request, &token).await? else {
                return Ok(link_spent(request).await);
            };
            Ok(request
                .refused(move || view! { <AcceptInvitationPage invitation given errors/> })
                .await)
        }
        Err(AcceptError::Failure(failure)) => Err(failure.into()),
    }
}

/// `POST /loi-moi/{token}/nhan`: the account that is signed in takes it. Staff roles ask for the code next.
async fn accept(
    State(portal): State<Portal>,
    request: PageRequest,
    Anyone(actor): Anyone,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    if !actor.is_signed_in() {
        return Ok(request.redirect(&format!("/dang-nhap?ve={}", encode(&format!("/loi-moi/{token}")))));
    }
    match people::accept_invitation(&portal.db, &actor, &token, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(home_of(&actor), Flash::InvitationTaken)),
        Err(AcceptError::Failure(failure)) => Err(failure.into()),
        Err(_) => Ok(link_spent(request).await),
    }
}
