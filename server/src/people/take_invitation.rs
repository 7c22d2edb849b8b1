//! Taking an invitation, with an account or by opening one.

use app::components::banner::Flash;
use app::people::accept_invitation_page::{AcceptInvitationPage, InvitationView};
use app::people::register_page::register_errors;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::people::registration::Registration;
use leptos::prelude::*;
use services::people::{self, AcceptError, Taken};
use tower_sessions::Session;

use super::next::home_of;
use super::register::link_spent;
use super::roles::named;
use super::sign_in::signed_in;
use crate::http::errors::{PageError, encode};
use crate::http::form::FormFields;
use crate::http::limits::{ClientAddress, Here};
use crate::http::request::PageRequest;
use crate::http::session::Anyone;
use crate::portal::Portal;

/// Taking an invitation.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/loi-moi/{token}", get(show_invitation).post(register))
        .route("/loi-moi/{token}/nhan", post(accept))
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
        claimed: invitation.claimed_by.map(|(_, email)| email),
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
    address: ClientAddress,
    Here(from): Here,
    session: Session,
    Path(token): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    portal.limits.try_once(address, &token)?;
    let given = Registration {
        name: form.text("name"),
        email: String::new(),
        password: form.text("password"),
        terms: form.has("terms"),
    };
    match people::register_by_invitation(&portal.db, &token, &given, request.lang(), request.now()).await {
        Ok((account, _)) => signed_in(&portal, &request, &session, &from, account, "").await,
        Err(AcceptError::Excluded(exclusion)) => Err(PageError::Excluded(exclusion)),
        Err(AcceptError::LinkSpent) => Ok(link_spent(request).await),
        Err(AcceptError::HasAccount) => Ok(request.redirect(&format!("/loi-moi/{token}"))),
        Err(AcceptError::Problems(problems)) => {
            let errors = register_errors(&problems, request.lang());
            let Some(invitation) = invitation_view(&portal, &request, &token).await? else {
                return Ok(link_spent(request).await);
            };
            Ok(request.refused(move || view! { <AcceptInvitationPage invitation given errors/> }).await)
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
        Ok(Taken::AtOnce) => Ok(request.redirect_saying(home_of(&actor), Flash::InvitationTaken)),
        Ok(Taken::Waits) => Ok(request.redirect_saying(home_of(&actor), Flash::InvitationAsked)),
        Err(AcceptError::Excluded(exclusion)) => Err(PageError::Excluded(exclusion)),
        Err(AcceptError::Failure(failure)) => Err(failure.into()),
        Err(_) => Ok(link_spent(request).await),
    }
}
