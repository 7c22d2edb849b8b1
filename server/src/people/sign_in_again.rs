//! Signing in again in the middle of a form: the fields travel along, and one press sends them on.

use app::people::refusal::Refusal;
use app::people::send_on_page::SendOnPage;
use app::people::sign_in_again_page::SignInAgainPage;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use domain::people::guessing::Wait;
use leptos::prelude::*;
use services::people::{self, SignInError};
use tower_sessions::Session;

use super::next::local_path;
use super::second_factor::ask_code;
use super::sign_in::{confirm_first, know_device, start_session};
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::limits::Here;
use crate::http::request::PageRequest;
use crate::portal::Portal;

/// What stands before the name of a kept field.
const KEPT: &str = "giu.";

/// Signing in again.
pub fn routes() -> Router<Portal> {
    Router::new().route("/dang-nhap/tiep", post(sign_in_again))
}

/// The form that was kept, and where it was meant to go.
pub struct KeptForm {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl KeptForm {
    /// The kept form, if the posted one carries any.
    pub fn within(form: &FormFields) -> Option<Self> {
        let carries = form.pairs().iter().any(|(name, _)| name.starts_with(KEPT));
        carries.then(|| Self::of(form).ok()).flatten()
    }

    /// Takes the kept fields out of a posted form.
    pub fn of(form: &FormFields) -> Result<Self, PageError> {
        let action = local_path(&form.text("ve"));
        if action.is_empty() {
            return Err(PageError::BadRequest);
        }
        let fields = form.pairs().iter();
        let fields = fields.filter_map(|(name, value)| Some((name.strip_prefix(KEPT)?.to_owned(), value.clone())));
        Ok(Self { action, fields: fields.collect() })
    }
}

/// `POST /dang-nhap/tiep`
async fn sign_in_again(
    State(portal): State<Portal>,
    request: PageRequest,
    Here(from): Here,
    session: Session,
    form: FormFields,
) -> Result<Response, PageError> {
    let kept = KeptForm::of(&form)?;
    let email = form.text("email");
    let refusal = match people::sign_in(&portal.db, &email, &form.text("password"), &from, request.now()).await {
        Ok(account) => {
            let actor = start_session(&portal, &session, account).await?;
            if actor.owes_second_factor() {
                return ask_code(&portal, request, &actor, kept, StatusCode::OK).await;
            }
            let response = send_on(request.clone(), kept).await;
            return know_device(&portal, &request, &from, &actor, response).await;
        }
        Err(SignInError::EmailNotConfirmed) => return Ok(confirm_first(request, email).await),
        Err(SignInError::WrongCredentials) => Refusal::Wrong,
        Err(SignInError::Wait(Wait { until })) => Refusal::Wait(until),
        Err(SignInError::Failure(failure)) => return Err(failure.into()),
    };
    let KeptForm { action, fields } = kept;
    let page = move || view! { <SignInAgainPage action kept=fields email refusal/> };
    Ok(match refusal {
        Refusal::Wrong => request.refused(page).await,
        Refusal::Wait(until) => request.wait(until, page).await,
    })
}

/// The page that holds the kept form, ready to be sent by a press.
pub(super) async fn send_on(request: PageRequest, kept: KeptForm) -> Response {
    let KeptForm { action, fields } = kept;
    request.page(move || view! { <SendOnPage action kept=fields/> }).await
}
