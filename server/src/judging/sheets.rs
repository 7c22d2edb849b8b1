//! Scoring: the sheet, its draft, its signature, and stepping aside.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::judging::recuse_page::RecusePage;
use app::judging::score_sheet_page::ScoreSheetPage;
use app::judging::sentences::{self, Sentences};
use app::judging::sign_page::{SignPage, SignWords};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::calendar::{format_deadline, in_vietnam};
use domain::ids::{AssignmentId, PanelId};
use domain::judging::entry_view::{ScoreSheet, SheetInput};
use domain::judging::score_sheet::{ScoreProblem, check};
use domain::text::Lang;
use leptos::prelude::*;
use services::judging::{self, DraftError, ReasonError, Saved, SignError};

use crate::entries::answer::{BEACON, json, wants_json};
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::{PageRequest, telling_saved};
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// A judge's pages on one entry.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/cham/{assignment}", get(show_sheet).post(save_sheet))
        .route("/cham/{assignment}/ky", get(show_sign).post(sign))
        .route("/cham/{assignment}/khong-cham", get(show_recuse).post(recuse))
}

/// A judge who has not declared is sent to do so first.
fn or_declare(request: &PageRequest, err: DraftError) -> Result<Response, PageError> {
    match err {
        DraftError::NotDeclared => Ok(request.redirect("/cham/cam-ket")),
        DraftError::Failure(failure) => Err(failure.into()),
        DraftError::Stale(_) => Err(PageError::BadRequest),
    }
}

/// `GET /cham/{assignment}`
async fn show_sheet(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<AssignmentId>,
) -> Result<Response, PageError> {
    match judging::find_score_sheet(&portal.db, &actor, id).await {
        Ok(sheet) => Ok(request.page(move || view! { <ScoreSheetPage sheet/> }).await),
        Err(err) => or_declare(&request, err),
    }
}

fn input_of(form: &FormFields) -> SheetInput {
    let marks =
        form.pairs().iter().filter_map(|(name, text)| Some((name.strip_prefix("diem.")?.to_owned(), text.clone())));
    SheetInput {
        marks: marks.collect(),
        comment: form.text("nhan-xet"),
        revision: form.number("lan").unwrap_or(0),
        save: form.origin("lan").save,
    }
}

/// `POST /cham/{assignment}`: keeps the draft; the button says what comes next. An island saves the same way and asks
/// for JSON.
async fn save_sheet(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<AssignmentId>,
    headers: HeaderMap,
    form: FormFields,
) -> Result<Response, PageError> {
    let input = input_of(&form);
    let by_island = wants_json(&headers) || form.has(BEACON);
    let saved = judging::save_draft(&portal.db, &actor, id, &input, request.now()).await;
    match saved {
        Ok(saved) if by_island => Ok(saved_json(saved)),
        Err(DraftError::Stale(_)) if by_island => Ok(StatusCode::CONFLICT.into_response()),
        Ok(_) => {
            let answer = after_saving(&portal, request, &actor, id, &form.text("viec")).await?;
            Ok(telling_saved(answer, input.save.as_ref()))
        }
        Err(DraftError::Stale(stored)) => Ok(both_versions(request, *stored, &input).await),
        Err(err) => or_declare(&request, err),
    }
}

fn saved_json(saved: Saved) -> Response {
    let at = in_vietnam(saved.at);
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    json(StatusCode::OK, &serde_json::json!({ "saved": time, "ban": saved.revision.to_string(), "problems": [] }))
}

/// What was typed stands in the form, what is stored above it; sending again overwrites knowingly.
async fn both_versions(request: PageRequest, stored: ScoreSheet, input: &SheetInput) -> Response {
    let sheet = stored.clone().with(input);
    let continues = input.save.clone();
    let mut errors = Errors::default();
    errors.add("nhan-xet", Sentences(request.lang()).stale_draft());
    request.refused(move || view! { <ScoreSheetPage sheet errors stored=Some(stored) continues/> }).await
}

async fn after_saving(
    portal: &Portal,
    request: PageRequest,
    actor: &domain::people::actor::Actor,
    id: AssignmentId,
    wanted: &str,
) -> Result<Response, PageError> {
    let sheet = match judging::find_score_sheet(&portal.db, actor, id).await {
        Ok(sheet) => sheet,
        Err(err) => return or_declare(&request, err),
    };
    match wanted {
        "ky" => match check(&sheet.lines, &sheet.comment) {
            Ok(_) => Ok(request.redirect(&format!("/cham/{id}/ky"))),
            Err(problems) => Ok(refused_sheet(request, sheet, &problems).await),
        },
        "tiep" => {
            let next = address_after(sheet.panel, sheet.next);
            Ok(request.redirect_saying(&next, Flash::DraftSaved))
        }
        _ => Ok(request.redirect_saying(&format!("/cham/{id}"), Flash::DraftSaved)),
    }
}

fn score_errors(problems: &[ScoreProblem], lang: Lang) -> Errors {
    problems.iter().map(|problem| sentences::score_problem(problem, lang)).collect()
}

async fn refused_sheet(request: PageRequest, sheet: ScoreSheet, problems: &[ScoreProblem]) -> Response {
    let errors = score_errors(problems, request.lang());
    request.refused(move || view! { <ScoreSheetPage sheet errors/> }).await
}

/// `GET /cham/{assignment}/ky`: what will be signed. A sheet that cannot be signed shows why.
async fn show_sign(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<AssignmentId>,
) -> Result<Response, PageError> {
    match judging::find_score_sheet(&portal.db, &actor, id).await {
        Ok(sheet) if !sheet.may_score => Ok(request.redirect(&format!("/cham/{id}"))),
        Ok(sheet) => match check(&sheet.lines, &sheet.comment) {
            Ok(_) => Ok(request.page(move || view! { <SignPage sheet/> }).await),
            Err(problems) => Ok(refused_sheet(request, sheet, &problems).await),
        },
        Err(err) => or_declare(&request, err),
    }
}

/// `POST /cham/{assignment}/ky`
async fn sign(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<AssignmentId>,
    form: FormFields,
) -> Result<Response, PageError> {
    let revision = form.number("lan").unwrap_or(0);
    let problems = match judging::sign_sheet(&portal.db, &actor, id, revision, request.now()).await {
        Ok(()) => {
            let (panel, next) = judging::find_next(&portal.db, &actor, id).await?;
            return Ok(request.redirect_saying(&address_after(panel, next), Flash::SheetSigned));
        }
        Err(SignError::Failure(failure)) => return Err(failure.into()),
        Err(SignError::Stale) => Err(Sentences(request.lang()).stale_sign().to_owned()),
        Err(SignError::DeadlinePassed { due_at }) => {
            Err(SignWords(request.lang()).over(&format_deadline(due_at, request.lang())))
        }
        Err(SignError::Problems(problems)) => Ok(problems),
    };
    let sheet = match judging::find_score_sheet(&portal.db, &actor, id).await {
        Ok(sheet) => sheet,
        Err(err) => return or_declare(&request, err),
    };
    match problems {
        Ok(problems) => Ok(refused_sheet(request, sheet, &problems).await),
        Err(problem) => Ok(request.refused(move || view! { <SignPage sheet problem/> }).await),
    }
}

/// The next sheet that is due, or the queue.
fn address_after(panel: PanelId, next: Option<AssignmentId>) -> String {
    next.map_or_else(|| format!("/cham?tb={panel}"), |next| format!("/cham/{next}"))
}

/// `GET /cham/{assignment}/khong-cham`
async fn show_recuse(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<AssignmentId>,
) -> Result<Response, PageError> {
    match judging::find_score_sheet(&portal.db, &actor, id).await {
        Ok(sheet) if !sheet.may_recuse => Ok(request.redirect(&format!("/cham/{id}"))),
        Ok(sheet) => Ok(request.page(move || view! { <RecusePage sheet/> }).await),
        Err(err) => or_declare(&request, err),
    }
}

/// `POST /cham/{assignment}/khong-cham`
async fn recuse(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<AssignmentId>,
    form: FormFields,
) -> Result<Response, PageError> {
    let reason = form.text("ly-do");
    let errors = match judging::recuse(&portal.db, &actor, id, &reason, request.now()).await {
        Ok(()) => return Ok(request.redirect_saying("/cham", Flash::Recused)),
        Err(err) => reason_errors(err, request.lang())?,
    };
    match judging::find_score_sheet(&portal.db, &actor, id).await {
        Ok(sheet) => Ok(request.refused(move || view! { <RecusePage sheet reason errors/> }).await),
        Err(err) => or_declare(&request, err),
    }
}

/// The sentence at the field of a reason.
pub(super) fn reason_errors(err: ReasonError, lang: Lang) -> Result<Errors, PageError> {
    let words = Sentences(lang);
    let mut errors = Errors::default();
    match err {
        ReasonError::ReasonMissing => errors.add("ly-do", words.reason()),
        ReasonError::ReasonTooLong(length) => errors.add("ly-do", words.reason_long(length)),
        ReasonError::Failure(failure) => return Err(failure.into()),
    }
    Ok(errors)
}
