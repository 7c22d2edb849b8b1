//! A form posted after its session ended: the person signs in and sends it again, with nothing lost.

use app::people::sign_in_again_page::SignInAgainPage;
use axum::body::Body;
use axum::extract::{FromRequest, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use domain::people::actor::Actor;
use leptos::prelude::*;

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::portal::Portal;

/// Guards the areas where everybody must have signed in.
pub async fn signed_in(
    State(portal): State<Portal>,
    page: PageRequest,
    request: Request,
    next: Next,
) -> Result<Response, PageError> {
    let actor = request.extensions().get::<Actor>().cloned().unwrap_or_default();
    if actor.is_signed_in() {
        return if actor.owes_second_factor() && !page.path().starts_with("/tai-khoan/ma-xac-thuc") {
            Ok(page.redirect(&format!(
                "/dang-nhap/ma?ve={}",
                crate::http::errors::encode(page.path())
            )))
        } else {
            Ok(next.run(request).await)
        };
    }
    if request.method() != Method::POST || !is_form(&request) {
        return Err(PageError::SignIn);
    }
    let fields = FormFields::from_request(request, &portal).await?;
    let action = page.path().to_owned();
    let kept = fields.pairs().to_vec();
    Ok(page
        .answer(
            StatusCode::UNAUTHORIZED,
            move || view! { <SignInAgainPage action kept/> },
        )
        .await)
}

fn is_form(request: &Request<Body>) -> bool {
    let kind = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    kind.starts_with("application/x-www-form-urlencoded")
}
