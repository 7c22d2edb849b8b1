//! A form posted after its session ended, or when a one-time code is owed: the person proves who they are and sends it again,
//! with nothing lost.

use app::people::sign_in_again_page::SignInAgainPage;
use axum::extract::{FromRequest, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use domain::people::actor::Actor;
use leptos::prelude::*;

use crate::http::errors::{PageError, encode};
use crate::http::form::{FormFields, is_form};
use crate::http::request::PageRequest;
use crate::people::{KeptForm, second_factor};
use crate::portal::Portal;

/// Guards the areas where everybody must have signed in.
pub async fn signed_in(
    State(portal): State<Portal>,
    page: PageRequest,
    request: Request,
    next: Next,
) -> Result<Response, PageError> {
    let actor = request.extensions().get::<Actor>().cloned().unwrap_or_default();
    let owes_code = actor.owes_second_factor() && !page.path().starts_with(second_factor::JOIN);
    if actor.is_signed_in() && !owes_code {
        return Ok(next.run(request).await);
    }
    if request.method() != Method::POST || !is_form(request.headers()) {
        return if owes_code {
            Ok(page.redirect(&format!("{}?ve={}", second_factor::SIGN_IN, encode(page.path()))))
        } else {
            Err(PageError::SignIn)
        };
    }
    let kept = KeptForm {
        fields: FormFields::from_request(request, &portal).await?.pairs().to_vec(),
        action: page.path().to_owned(),
    };
    if owes_code {
        return second_factor::ask_code(&portal, page, &actor, kept, StatusCode::UNAUTHORIZED).await;
    }
    let KeptForm { action, fields } = kept;
    let view = move || view! { <SignInAgainPage action kept=fields/> };
    Ok(page.answer(StatusCode::UNAUTHORIZED, view).await)
}
