//! Rounds, panels and their judges, for the secretary.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::judging::panel_page::{PanelPage, Refused};
use app::judging::panels_page::{NewPanelPage, PanelsPage};
use app::judging::progress_page::ProgressPage;
use app::judging::sentences::{self, Sentences};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::ids::{AccountId, PanelId};
use domain::judging::desk::{JudgeInput, PanelInput, PanelProblem};
use domain::text::Lang;
use leptos::prelude::*;
use services::judging::{self, JudgeError};
use services::programmes::{find_edition_by_slug, find_rules};

use super::QueryFields;
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// The secretary's pages on panels.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky/{ky}/tieu-ban", get(show_panels).post(create_panel))
        .route("/thu-ky/{ky}/tieu-ban/moi", get(show_new_panel))
        .route("/thu-ky/{ky}/tieu-ban/{panel}", get(show_panel).post(edit_panel))
        .route("/thu-ky/{ky}/tieu-ban/{panel}/xoa", post(remove_panel))
        .route("/thu-ky/{ky}/tieu-ban/{panel}/giam-khao", post(add_judge))
        .route("/thu-ky/{ky}/tieu-ban/{panel}/giam-khao/{judge}", post(edit_judge))
        .route("/thu-ky/{ky}/tieu-ban/{panel}/giam-khao/{judge}/rut", post(remove_judge))
        .route("/thu-ky/{ky}/tien-do", get(show_progress))
}

/// `GET /thu-ky/{ky}/tieu-ban`
async fn show_panels(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let edition = find_edition_by_slug(&portal.db, &slug).await?;
    let rounds = judging::list_rounds(&portal.db, &actor, edition.id).await?;
    let name = edition.name(request.lang()).to_owned();
    Ok(request.page(move || view! { <PanelsPage slug edition=name rounds/> }).await)
}

/// `GET /thu-ky/{ky}/tien-do`
async fn show_progress(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let edition = find_edition_by_slug(&portal.db, &slug).await?;
    let rounds = judging::list_progress(&portal.db, &actor, edition.id).await?;
    let name = edition.name(request.lang()).to_owned();
    Ok(request.page(move || view! { <ProgressPage slug edition=name rounds/> }).await)
}

/// Code and name of rounds and of fields.
type Choices = (Vec<(String, String)>, Vec<(String, String)>);

async fn choices(portal: &Portal, actor: &domain::people::actor::Actor, slug: &str) -> Result<Choices, PageError> {
    let edition = find_edition_by_slug(&portal.db, slug).await?;
    let rounds = judging::list_rounds(&portal.db, actor, edition.id).await?;
    let rules = find_rules(&portal.db, edition.id, edition.version).await?;
    let rounds = rounds.into_iter().map(|round| (round.code, round.name)).collect();
    let fields = rules.fields.into_iter().map(|field| (field.code, field.name)).collect();
    Ok((rounds, fields))
}

/// `GET /thu-ky/{ky}/tieu-ban/moi?vong=…`
async fn show_new_panel(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let (rounds, fields) = choices(&portal, &actor, &slug).await?;
    let input = PanelInput { round_code: query.text("vong"), ..PanelInput::default() };
    Ok(request.page(move || view! { <NewPanelPage slug rounds fields input/> }).await)
}

fn panel_input(form: &FormFields) -> PanelInput {
    PanelInput {
        round_code: form.text("vong"),
        name: form.text("ten"),
        fields: form.all("linh-vuc"),
        chair: form.number("truong"),
        decision: form.text("quyet-dinh"),
    }
}

fn panel_errors(problems: &[PanelProblem], lang: Lang) -> Errors {
    problems.iter().map(|problem| sentences::panel_problem(*problem, lang)).collect()
}

/// `POST /thu-ky/{ky}/tieu-ban`
async fn create_panel(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    let edition = find_edition_by_slug(&portal.db, &slug).await?;
    let input = panel_input(&form);
    match judging::create_panel(&portal.db, &actor, edition.id, input.clone(), request.now()).await {
        Ok(panel) => Ok(request.redirect_saying(&format!("/thu-ky/{slug}/tieu-ban/{panel}"), Flash::Saved)),
        Err(judging::PanelError::Problems(problems)) => {
            let (rounds, fields) = choices(&portal, &actor, &slug).await?;
            let errors = panel_errors(&problems, request.lang());
            let page = request.refused(move || view! { <NewPanelPage slug rounds fields input errors/> });
            Ok(page.await)
        }
        Err(judging::PanelError::NotEmpty) => Err(PageError::BadRequest),
        Err(judging::PanelError::Failure(failure)) => Err(failure.into()),
    }
}

/// `GET /thu-ky/{ky}/tieu-ban/{panel}`
async fn show_panel(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, panel)): Path<(String, PanelId)>,
) -> Result<Response, PageError> {
    let panel = judging::find_panel(&portal.db, &actor, panel).await?;
    Ok(request.page(move || view! { <PanelPage slug panel/> }).await)
}

/// `POST /thu-ky/{ky}/tieu-ban/{panel}`
async fn edit_panel(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, PanelId)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let mut panel = judging::find_panel(&portal.db, &actor, id).await?;
    let input = PanelInput { round_code: panel.round_code.clone(), ..panel_input(&form) };
    match judging::edit_panel(&portal.db, &actor, id, input.clone(), request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/thu-ky/{slug}/tieu-ban/{id}"), Flash::Saved)),
        Err(judging::PanelError::Problems(problems)) => {
            let errors = panel_errors(&problems, request.lang());
            panel.input = input;
            let page = request.refused(move || view! { <PanelPage slug panel refused=Refused::Panel errors/> });
            Ok(page.await)
        }
        Err(judging::PanelError::NotEmpty) => Err(PageError::BadRequest),
        Err(judging::PanelError::Failure(failure)) => Err(failure.into()),
    }
}

/// `POST /thu-ky/{ky}/tieu-ban/{panel}/xoa`
async fn remove_panel(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, PanelId)>,
) -> Result<Response, PageError> {
    match judging::remove_panel(&portal.db, &actor, id, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/thu-ky/{slug}/tieu-ban"), Flash::Saved)),
        Err(judging::PanelError::NotEmpty) => {
            let panel = judging::find_panel(&portal.db, &actor, id).await?;
            let problem = Sentences(request.lang()).not_empty();
            Ok(request.refused(move || view! { <PanelPage slug panel problem/> }).await)
        }
        Err(judging::PanelError::Problems(_)) => Err(PageError::BadRequest),
        Err(judging::PanelError::Failure(failure)) => Err(failure.into()),
    }
}

fn judge_input(form: &FormFields, capacity: &str) -> JudgeInput {
    JudgeInput {
        email: form.text("thu"),
        name: form.text("ho-ten"),
        expertise: form.all("chuyen-mon"),
        capacity: form.text(capacity),
    }
}

/// `POST /thu-ky/{ky}/tieu-ban/{panel}/giam-khao`
async fn add_judge(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, PanelId)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let input = judge_input(&form, "toi-da");
    let added = judging::add_judge(&portal.db, &actor, id, input.clone(), request.now()).await;
    answer_judge(
        &portal,
        request,
        &actor,
        (slug, id),
        input,
        added.map(|seated| if seated { Flash::JudgeSeated } else { Flash::JudgeInvited }),
    )
    .await
}

/// `POST /thu-ky/{ky}/tieu-ban/{panel}/giam-khao/{judge}`
async fn edit_judge(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id, judge)): Path<(String, PanelId, AccountId)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let input = judge_input(&form, &format!("toi-da-{judge}"));
    let edited = judging::edit_judge(&portal.db, &actor, id, judge, input, request.now()).await;
    answer_judge(&portal, request, &actor, (slug, id), JudgeInput::default(), edited.map(|()| Flash::Saved)).await
}

/// `POST /thu-ky/{ky}/tieu-ban/{panel}/giam-khao/{judge}/rut`
async fn remove_judge(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id, judge)): Path<(String, PanelId, AccountId)>,
) -> Result<Response, PageError> {
    let removed = judging::remove_judge(&portal.db, &actor, id, judge, request.now()).await;
    answer_judge(&portal, request, &actor, (slug, id), JudgeInput::default(), removed.map(|()| Flash::Saved)).await
}

async fn answer_judge(
    portal: &Portal,
    request: PageRequest,
    actor: &domain::people::actor::Actor,
    (slug, id): (String, PanelId),
    input: JudgeInput,
    done: Result<Flash, JudgeError>,
) -> Result<Response, PageError> {
    match done {
        Ok(flash) => Ok(request.redirect_saying(&format!("/thu-ky/{slug}/tieu-ban/{id}"), flash)),
        Err(JudgeError::Problems(problems)) => {
            let panel = judging::find_panel(&portal.db, actor, id).await?;
            let lang = request.lang();
            let errors: Errors = problems.iter().map(|problem| sentences::judge_problem(*problem, lang)).collect();
            let refused = Refused::NewJudge(input);
            Ok(request.refused(move || view! { <PanelPage slug panel refused errors/> }).await)
        }
        Err(JudgeError::Failure(failure)) => Err(failure.into()),
    }
}
