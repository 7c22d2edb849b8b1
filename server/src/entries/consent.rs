//! The consent page: no account, the link is the key.

use app::components::banner::Flash;
use app::entries::consent_page::{ConsentPage, consent_errors};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::entries::consent_answer::ConsentAnswer;
use domain::text::clean_line;
use leptos::prelude::*;
use services::entries::{self, AnswerConsentError};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::portal::Portal;

/// `GET /dong-y/{token}`
pub async fn show_consent(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    let asked = entries::find_consent(&portal.db, &token).await?;
    Ok(request
        .page(move || view! { <ConsentPage request=asked typed=None/> })
        .await)
}

/// `POST /dong-y/{token}`: yes, no, or taking it back.
pub async fn answer_consent(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(token): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    let here = format!("/dong-y/{token}");
    let act = form.text("viec");
    if act == "rut" {
        entries::withdraw_consent(&portal.db, &token, request.now()).await?;
        return Ok(request.redirect_saying(&here, Flash::ConsentTakenBack));
    }
    let answer = ConsentAnswer {
        person_name: clean_line(&form.text("ten")),
        relation: clean_line(&form.text("quan-he")),
        processing: form.has("xu-ly"),
        publish_name: form.has("cong-khai-ten"),
        publish_photo: form.has("cong-khai-anh"),
    };
    let refuses = act == "tu-choi";
    match entries::answer_consent(&portal.db, &token, answer.clone(), refuses, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&here, Flash::ConsentAnswered)),
        Err(AnswerConsentError::Problems(problems)) => {
            let asked = entries::find_consent(&portal.db, &token).await?;
            let errors = consent_errors(&problems, request.lang());
            let typed = Some(answer);
            Ok(request
                .refused(move || view! { <ConsentPage request=asked typed errors/> })
                .await)
        }
        Err(AnswerConsentError::Failure(failure)) => Err(failure.into()),
    }
}
