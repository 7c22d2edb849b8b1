//! The one-time code of staff: at signing in, in the middle of a form, and joining an authenticator.

use app::people::join_authenticator_page::{AuthenticatorJoinedPage, JoinAuthenticatorPage};
use app::people::refusal::Refusal;
use app::people::second_factor_page::SecondFactorPage;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use domain::people::actor::Actor;
use domain::people::guessing::Wait;
use leptos::prelude::*;
use services::people::{self, CodeError, Origin, SecondFactor, SetUp};
use tower_sessions::Session;

use super::next::{NextQuery, home_of, local_path};
use super::sign_in::know_device;
use super::sign_in_again::{KeptForm, send_on};
use crate::http::errors::{PageError, encode};
use crate::http::form::FormFields;
use crate::http::limits::Here;
use crate::http::request::PageRequest;
use crate::http::session::{self, SignedIn};
use crate::portal::Portal;

/// The second step of signing in.
pub const SIGN_IN: &str = "/dang-nhap/ma";
const SEND_ON: &str = "/dang-nhap/tiep/ma";
/// Where an authenticator is joined.
pub const JOIN: &str = "/tai-khoan/ma-xac-thuc";

/// The second step of signing in.
pub fn open_routes() -> Router<Portal> {
    Router::new().route(SIGN_IN, get(show_question).post(answer)).route(SEND_ON, post(answer_and_send_on))
}

/// Joining an authenticator.
pub fn signed_in_routes() -> Router<Portal> {
    Router::new().route(JOIN, get(show_joining).post(join))
}

/// `GET /dang-nhap/ma`
async fn show_question(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Query(next): NextQuery,
) -> Result<Response, PageError> {
    let next = next.path();
    if !actor.owes_second_factor() {
        return Ok(request.redirect(or_home(&next, &actor)));
    }
    match people::find_second_factor(&portal.db, &actor).await? {
        SecondFactor::Missing => Ok(request.redirect(&format!("{JOIN}?ve={}", encode(&next)))),
        SecondFactor::Ready => Ok(request.page(move || view! { <SecondFactorPage action=SIGN_IN next/> }).await),
    }
}

/// `POST /dang-nhap/ma`
async fn answer(
    State(portal): State<Portal>,
    request: PageRequest,
    Here(from): Here,
    session: Session,
    SignedIn(actor): SignedIn,
    form: FormFields,
) -> Result<Response, PageError> {
    let next = local_path(&form.text("ve"));
    let Some(refusal) = take_code(&portal, &request, &from, &actor, &form).await? else {
        session::pass_second_factor(&session).await?;
        let response = request.redirect(or_home(&next, &actor));
        return know_device(&portal, &request, &from, &actor, response).await;
    };
    let page = move || view! { <SecondFactorPage action=SIGN_IN next refusal/> };
    Ok(refused(request, refusal, page).await)
}

/// `POST /dang-nhap/tiep/ma`: the code, while a form waits to be sent on.
async fn answer_and_send_on(
    State(portal): State<Portal>,
    request: PageRequest,
    Here(from): Here,
    session: Session,
    SignedIn(actor): SignedIn,
    form: FormFields,
) -> Result<Response, PageError> {
    let kept = KeptForm::of(&form)?;
    let Some(refusal) = take_code(&portal, &request, &from, &actor, &form).await? else {
        session::pass_second_factor(&session).await?;
        let response = send_on(request.clone(), kept).await;
        return know_device(&portal, &request, &from, &actor, response).await;
    };
    let page = move || view! { <SecondFactorPage action=SEND_ON next=kept.action kept=kept.fields refusal/> };
    Ok(refused(request, refusal, page).await)
}

async fn refused<V: IntoView + 'static>(
    request: PageRequest,
    refusal: Refusal,
    page: impl FnOnce() -> V + Send + 'static,
) -> Response {
    match refusal {
        Refusal::Wrong => request.refused(page).await,
        Refusal::Wait(until) => request.wait(until, page).await,
    }
}

/// The page that asks for the code while a form waits, or that joins an authenticator first.
pub async fn ask_code(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    kept: KeptForm,
    status: StatusCode,
) -> Result<Response, PageError> {
    let KeptForm { action, fields } = kept;
    match people::find_second_factor(&portal.db, actor).await? {
        SecondFactor::Ready => {
            let page = move || view! { <SecondFactorPage action=SEND_ON next=action kept=fields/> };
            Ok(request.answer(status, page).await)
        }
        SecondFactor::Missing => {
            let SetUp { secret, address } = begin(portal, actor).await?;
            let page = move || view! { <JoinAuthenticatorPage secret address next=action kept=fields/> };
            Ok(request.answer(status, page).await)
        }
    }
}

async fn take_code(
    portal: &Portal,
    request: &PageRequest,
    from: &Origin,
    actor: &Actor,
    form: &FormFields,
) -> Result<Option<Refusal>, PageError> {
    let code = form.text("code");
    match people::check_code(&portal.db, &portal.vault, actor, &code, from, request.now()).await {
        Ok(()) => Ok(None),
        Err(CodeError::WrongCode) => Ok(Some(Refusal::Wrong)),
        Err(CodeError::Wait(Wait { until })) => Ok(Some(Refusal::Wait(until))),
        Err(CodeError::Failure(failure)) => Err(failure.into()),
    }
}

/// `GET /tai-khoan/ma-xac-thuc`
async fn show_joining(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Query(next): NextQuery,
) -> Result<Response, PageError> {
    let next = next.path();
    match people::find_second_factor(&portal.db, &actor).await? {
        SecondFactor::Ready if actor.owes_second_factor() => {
            Ok(request.redirect(&format!("{SIGN_IN}?ve={}", encode(&next))))
        }
        SecondFactor::Ready => Ok(request.page(|| view! { <AuthenticatorJoinedPage/> }).await),
        SecondFactor::Missing => {
            let SetUp { secret, address } = begin(&portal, &actor).await?;
            let page = move || view! { <JoinAuthenticatorPage secret address next/> };
            Ok(request.page(page).await)
        }
    }
}

/// `POST /tai-khoan/ma-xac-thuc`
async fn join(
    State(portal): State<Portal>,
    request: PageRequest,
    Here(from): Here,
    session: Session,
    SignedIn(actor): SignedIn,
    form: FormFields,
) -> Result<Response, PageError> {
    let next = local_path(&form.text("ve"));
    let code = form.text("code");
    let refusal =
        match people::confirm_second_factor(&portal.db, &portal.vault, &actor, &code, &from, request.now()).await {
            Ok(()) => {
                session::pass_second_factor(&session).await?;
                let response = match KeptForm::within(&form) {
                    Some(kept) => send_on(request.clone(), kept).await,
                    None => request.redirect(or_home(&next, &actor)),
                };
                return know_device(&portal, &request, &from, &actor, response).await;
            }
            Err(CodeError::WrongCode) => Refusal::Wrong,
            Err(CodeError::Wait(Wait { until })) => Refusal::Wait(until),
            Err(CodeError::Failure(failure)) => return Err(failure.into()),
        };
    let SetUp { secret, address } = begin(&portal, &actor).await?;
    let kept = KeptForm::within(&form).map(|kept| kept.fields).unwrap_or_default();
    let page = move || view! { <JoinAuthenticatorPage secret address next kept refusal/> };
    Ok(refused(request, refusal, page).await)
}

async fn begin(portal: &Portal, actor: &Actor) -> Result<SetUp, PageError> {
    Ok(people::begin_second_factor(&portal.db, &portal.vault, actor, &portal.organiser.portal_name).await?)
}

fn or_home<'a>(next: &'a str, actor: &Actor) -> &'a str {
    if next.is_empty() { home_of(actor) } else { next }
}
