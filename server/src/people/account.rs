//! A person's own account.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::people::account_page::{AccountPage, AccountView, AccountWords, profile_errors};
use app::people::contact_words::password_sentence;
use app::people::refusal::{WaitWords, wait_sentence};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use domain::people::actor::Actor;
use domain::people::guessing::Wait;
use domain::people::profile::{Honorific, Profile};
use domain::text::Lang;
use leptos::prelude::*;
use services::people::{self, ChangePasswordError, SaveProfileError};
use tower_sessions::Session;

use super::sign_in::know_device;
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::limits::Here;
use crate::http::request::PageRequest;
use crate::http::session::{self, SignedIn};
use crate::portal::Portal;

/// The account page and its forms.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/tai-khoan", get(show).post(save))
        .route("/tai-khoan/mat-khau", post(change_password))
        .route("/tai-khoan/dang-xuat-moi-noi", post(sign_out_everywhere))
}

/// `GET /tai-khoan`
async fn show(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    let account = account_view(&portal, &request, &actor).await?;
    Ok(request.page(move || view! { <AccountPage account/> }).await)
}

async fn account_view(portal: &Portal, request: &PageRequest, actor: &Actor) -> Result<AccountView, PageError> {
    let own = people::find_own_account(&portal.db, actor, request.now()).await?;
    Ok(AccountView {
        email: own.email,
        profile: own.profile,
        sessions: own.sessions,
        second_factor: own.second_factor,
        staff: actor.grants.iter().any(|grant| grant.role.is_staff()),
    })
}

/// `POST /tai-khoan`
async fn save(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    form: FormFields,
) -> Result<Response, PageError> {
    // A field that was not sent is not a field that was emptied.
    let before = account_view(&portal, &request, &actor).await?.profile;
    let given = Profile {
        name: form.get("name").map_or(before.name, str::to_owned),
        phone: form.get("phone").map_or(before.phone, str::to_owned),
        honorific: form.get("honorific").map_or(before.honorific, Honorific::from_code),
        lang: form.get("lang").map_or(before.lang, Lang::of_code),
    };
    match people::save_profile(&portal.db, &actor, &given, request.now()).await {
        Ok(()) => Ok(request.redirect_saying("/tai-khoan", Flash::Saved)),
        Err(SaveProfileError::Problems(problems)) => {
            let errors = profile_errors(&problems, request.lang());
            let mut account = account_view(&portal, &request, &actor).await?;
            account.profile = given;
            Ok(request.refused(move || view! { <AccountPage account errors/> }).await)
        }
        Err(SaveProfileError::Failure(failure)) => Err(failure.into()),
    }
}

/// `POST /tai-khoan/mat-khau`: this browser stays signed in, the others do not.
async fn change_password(
    State(portal): State<Portal>,
    request: PageRequest,
    Here(from): Here,
    session: Session,
    SignedIn(actor): SignedIn,
    form: FormFields,
) -> Result<Response, PageError> {
    let (present, new) = (form.text("present"), form.text("password"));
    let mut errors = Errors::default();
    match people::change_password(&portal.db, &actor, &present, &new, &from, request.now()).await {
        Ok(account) => {
            session::sign_in(&session, account).await?;
            if actor.second_factor {
                session::pass_second_factor(&session).await?;
            }
            let response = request.redirect_saying("/tai-khoan", Flash::PasswordChanged);
            return know_device(&portal, &request, &from, &actor, response).await;
        }
        Err(ChangePasswordError::WrongPassword) => {
            errors.add("present", AccountWords(request.lang()).wrong_present());
        }
        Err(ChangePasswordError::Wait(Wait { until })) => {
            let words = WaitWords(request.lang());
            errors.add("present", wait_sentence(until, request.now(), words, WaitWords::check));
            let account = account_view(&portal, &request, &actor).await?;
            return Ok(request.wait(until, move || view! { <AccountPage account errors/> }).await);
        }
        Err(ChangePasswordError::Problem(problem)) => {
            errors.add("password", password_sentence(problem, request.lang()));
        }
        Err(ChangePasswordError::Failure(failure)) => return Err(failure.into()),
    }
    let account = account_view(&portal, &request, &actor).await?;
    Ok(request.refused(move || view! { <AccountPage account errors/> }).await)
}

/// `POST /tai-khoan/dang-xuat-moi-noi`
async fn sign_out_everywhere(
    State(portal): State<Portal>,
    request: PageRequest,
    session: Session,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    people::sign_out_everywhere(&portal.db, &actor, request.now()).await?;
    session::sign_out(&session).await?;
    Ok(session::clearing_device(request.redirect_saying("/dang-nhap", Flash::SignedOut)))
}
