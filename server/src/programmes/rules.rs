//! The rules editor and the versions of the rules.

use app::components::banner::Flash;
use app::programmes::rules_page::{RulesOverviewPage, RulesRefusal};
use app::programmes::section_page::{SectionPage, SectionState};
use app::programmes::versions_page::VersionsPage;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::programmes::desk::RulesDesk;
use domain::programmes::form::{Draft, RowAct, RulesSection};
use domain::programmes::readiness::proposed_in;
use leptos::prelude::*;
use services::programmes::{self, AmendError, SaveRules, SaveRulesError};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky/{ky}/the-le", get(show_rules))
        .route("/thu-ky/{ky}/the-le/cac-ban", get(show_versions))
        .route("/thu-ky/{ky}/the-le/sua-doi", post(start_amendment))
        .route("/thu-ky/{ky}/the-le/ban-hanh", post(issue_amendment))
        .route("/thu-ky/{ky}/the-le/bo-ban", post(discard_amendment))
        .route("/thu-ky/{ky}/the-le/{phan}", get(show_section).post(change_section))
}

/// `GET /thu-ky/{ky}/the-le`
async fn show_rules(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let desk = programmes::find_rules_desk(&portal.db, &actor, &slug).await?;
    Ok(request.page(move || view! { <RulesOverviewPage desk/> }).await)
}

/// `GET /thu-ky/{ky}/the-le/{phan}`
async fn show_section(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, word)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let section = RulesSection::from_address(&word).ok_or(PageError::NotFound)?;
    let desk = programmes::find_rules_desk(&portal.db, &actor, &slug).await?;
    Ok(request.page(move || view! { <SectionPage desk section/> }).await)
}

/// `POST /thu-ky/{ky}/the-le/{phan}`: saves, or changes rows of what was typed and shows it again, not yet saved.
async fn change_section(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, word)): Path<(String, String)>,
    fields: FormFields,
) -> Result<Response, PageError> {
    let section = RulesSection::from_address(&word).ok_or(PageError::NotFound)?;
    let mut desk = programmes::find_rules_desk(&portal.db, &actor, &slug).await?;
    let pairs = fields.pairs().iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let mut draft = Draft::typed(pairs.filter(|(path, _)| !matches!(*path, "lam" | "lan-luu" | "xac-nhan")));
    let act = fields.text("lam");
    let revision = fields.number("lan-luu").unwrap_or(desk.revision);
    if let Some(row_act) = RowAct::parse(&act) {
        draft.act(&row_act);
        desk.revision = revision;
        let state = SectionState { typed: Some(draft), ..SectionState::default() };
        return Ok(request.page(move || view! { <SectionPage desk section state/> }).await);
    }
    let input =
        SaveRules { section, draft: draft.clone(), confirmed: confirmed(&desk, section, &act, &fields), revision };
    let mut state = SectionState { typed: Some(draft), ..SectionState::default() };
    match programmes::save_rules(&portal.db, &actor, &slug, input, request.now()).await {
        Ok(()) => return Ok(request.redirect_saying(&after_saving(&desk, section, &act), Flash::Saved)),
        Err(SaveRulesError::Failure(failure)) => return Err(failure.into()),
        Err(SaveRulesError::Frozen) => return Ok(request.redirect(&desk.section_path(section))),
        Err(SaveRulesError::Problems(problems)) => {
            state.problems = problems;
            desk.revision = revision;
        }
        Err(SaveRulesError::Stale(theirs)) => {
            state.theirs = Some(Draft::of(&theirs.rules, section));
            desk = *theirs;
        }
    }
    Ok(request.refused(move || view! { <SectionPage desk section state/> }).await)
}

/// The boxes ticked, or every proposal of the section.
fn confirmed(desk: &RulesDesk, section: RulesSection, act: &str, fields: &FormFields) -> Vec<String> {
    if act == "xac-nhan" { proposed_in(&desk.rules, section).cloned().collect() } else { fields.all("xac-nhan") }
}

fn after_saving(desk: &RulesDesk, section: RulesSection, act: &str) -> String {
    let next = RulesSection::ALL.into_iter().skip_while(|other| *other != section).nth(1);
    match (act, next) {
        ("tiep", Some(next)) => desk.section_path(next),
        ("tiep", None) => format!("/thu-ky/{}/the-le", desk.edition.slug),
        _ => desk.section_path(section),
    }
}

/// `GET /thu-ky/{ky}/the-le/cac-ban`
async fn show_versions(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let (edition, versions) = programmes::list_versions(&portal.db, &actor, &slug).await?;
    Ok(request.page(move || view! { <VersionsPage edition versions/> }).await)
}

/// `POST /thu-ky/{ky}/the-le/sua-doi`
async fn start_amendment(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    fields: FormFields,
) -> Result<Response, PageError> {
    let reason = fields.text("ly-do");
    let done = programmes::start_amendment(&portal.db, &actor, &slug, &reason, request.now()).await;
    answer(&portal, request, &actor, &slug, done.map(|()| Flash::AmendmentStarted), reason).await
}

/// `POST /thu-ky/{ky}/the-le/ban-hanh`
async fn issue_amendment(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    fields: FormFields,
) -> Result<Response, PageError> {
    let apply_to = fields.all("ap-dung");
    let done = programmes::issue_amendment(&portal.db, &actor, &slug, &apply_to, request.now()).await;
    answer(&portal, request, &actor, &slug, done.map(|_| Flash::AmendmentIssued), String::new()).await
}

/// `POST /thu-ky/{ky}/the-le/bo-ban`
async fn discard_amendment(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let done = programmes::discard_amendment(&portal.db, &actor, &slug, request.now()).await;
    answer(&portal, request, &actor, &slug, done.map(|()| Flash::AmendmentDiscarded), String::new()).await
}

async fn answer(
    portal: &Portal,
    request: PageRequest,
    actor: &domain::people::actor::Actor,
    slug: &str,
    done: Result<Flash, AmendError>,
    reason: String,
) -> Result<Response, PageError> {
    let back = format!("/thu-ky/{slug}/the-le");
    let refusal = match done {
        Ok(flash) => return Ok(request.redirect_saying(&back, flash)),
        Err(AmendError::Failure(failure)) => return Err(failure.into()),
        Err(AmendError::NothingWritten) => return Ok(request.redirect(&back)),
        Err(AmendError::NoReason) => RulesRefusal::NoReason,
        Err(AmendError::NothingChanged) => RulesRefusal::NothingChanged,
        Err(AmendError::NotReady(_)) => RulesRefusal::NotReady,
        Err(AmendError::RoundsBegun(rounds)) => RulesRefusal::RoundsBegun(rounds),
    };
    let desk = programmes::find_rules_desk(&portal.db, actor, slug).await?;
    let refusal = Some(refusal);
    Ok(request.refused(move || view! { <RulesOverviewPage desk refusal reason/> }).await)
}
