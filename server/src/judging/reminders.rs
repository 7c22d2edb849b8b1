//! Reminding judges: the page before, and the letters.

use app::components::banner::Flash;
use app::judging::reminders_page::{Reminders, RemindersPage};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::ids::{AccountId, EditionId};
use domain::outbox::LetterKind;
use domain::people::actor::Actor;
use leptos::prelude::*;
use services::judging;
use services::programmes::find_edition_by_slug;

use super::QueryFields;
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::outbox;
use crate::portal::Portal;

/// The one address of reminders.
pub fn routes() -> Router<Portal> {
    Router::new().route("/thu-ky/{ky}/vong/{code}/nhac", get(show_reminders).post(remind))
}

/// `GET /thu-ky/{ky}/vong/{code}/nhac`, of one judge with `?giam-khao=12`.
async fn show_reminders(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, code)): Path<(String, String)>,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let edition = find_edition_by_slug(&portal.db, &slug).await?;
    let only: Option<AccountId> = query.number("giam-khao").map(AccountId);
    let only: Vec<AccountId> = only.into_iter().collect();
    let reminders = reminders(&portal, &request, &actor, edition.id, (slug, code), &only).await?;
    Ok(request.page(move || view! { <RemindersPage reminders/> }).await)
}

/// `POST /thu-ky/{ky}/vong/{code}/nhac`
async fn remind(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, code)): Path<(String, String)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let edition = find_edition_by_slug(&portal.db, &slug).await?.id;
    let chosen: Vec<AccountId> = form.all("chon").iter().filter_map(|id| id.parse().ok()).map(AccountId).collect();
    let sent = judging::remind_judges(&portal.db, &actor, edition, &code, &chosen, request.now()).await?;
    if sent > 0 {
        return Ok(request.redirect_saying(&format!("/thu-ky/{slug}/tien-do"), Flash::JudgesReminded));
    }
    let mut reminders = reminders(&portal, &request, &actor, edition, (slug, code), &chosen).await?;
    reminders.nothing_sent = true;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(request.answer(status, move || view! { <RemindersPage reminders/> }).await)
}

/// What the page shows; of these judges alone, when there are any.
async fn reminders(
    portal: &Portal,
    request: &PageRequest,
    actor: &Actor,
    edition: EditionId,
    (slug, code): (String, String),
    only: &[AccountId],
) -> Result<Reminders, PageError> {
    let mut plan = judging::preview_reminders(&portal.db, actor, edition, &code, only, request.now()).await?;
    let letter = plan.sample.take().map(|(lang, params)| {
        let words = outbox::write(portal, LetterKind::JudgeReminded, lang, &params);
        (words.subject, words.body)
    });
    Ok(Reminders {
        slug,
        code,
        round: plan.round,
        due_at: plan.due_at,
        judges: plan.judges,
        letter,
        nothing_sent: false,
    })
}
