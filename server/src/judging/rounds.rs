//! Opening a round, moving its deadline, locking its scores.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::judging::round_page::{DueInput, LockRoundPage, OpenRoundPage};
use app::judging::sentences::{self, Sentences};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use domain::calendar::{at_vietnam_time, in_vietnam, parse_date_parts};
use domain::ids::EditionId;
use domain::judging::desk::{OpenProblem, RoundSummary};
use domain::people::actor::Actor;
use domain::text::Lang;
use leptos::prelude::*;
use services::judging::{self, RoundError};
use services::programmes::find_edition_by_slug;
use time::{OffsetDateTime, Time};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// The acts on a round.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky/{ky}/vong/{code}/mo", get(show_open).post(open))
        .route("/thu-ky/{ky}/vong/{code}/han", get(show_due).post(move_due))
        .route("/thu-ky/{ky}/vong/{code}/khoa", get(show_lock).post(lock))
}

async fn find_round(
    portal: &Portal,
    actor: &Actor,
    slug: &str,
    code: &str,
) -> Result<(EditionId, RoundSummary), PageError> {
    let edition = find_edition_by_slug(&portal.db, slug).await?;
    let rounds = judging::list_rounds(&portal.db, actor, edition.id).await?;
    let round = rounds.into_iter().find(|round| round.code == code).ok_or(PageError::NotFound)?;
    Ok((edition.id, round))
}

fn due_input(form: &FormFields) -> DueInput {
    DueInput { date: form.date("han"), time: form.text("gio").trim().to_owned(), reason: form.text("ly-do") }
}

/// The moment that was typed; none when it is no date or no time.
fn due_of(input: &DueInput) -> Option<OffsetDateTime> {
    let [day, month, year] = &input.date;
    let date = parse_date_parts(day, month, year).ok()?;
    let (hour, minute) = input.time.split_once([':', 'h', 'g'])?;
    let minute = if minute.trim().is_empty() { "0" } else { minute.trim() };
    let time = Time::from_hms(hour.trim().parse().ok()?, minute.parse().ok()?, 0).ok()?;
    Some(at_vietnam_time(date, time))
}

fn typed_due(due: Option<OffsetDateTime>) -> DueInput {
    let Some(due) = due.map(in_vietnam) else {
        return DueInput { time: "17:00".to_owned(), ..DueInput::default() };
    };
    DueInput {
        date: [due.day().to_string(), u8::from(due.month()).to_string(), due.year().to_string()],
        time: format!("{:02}:{:02}", due.hour(), due.minute()),
        reason: String::new(),
    }
}

/// Problems of the deadline stand at its field, the others in a list above.
fn split_problems(problems: &[OpenProblem], lang: Lang) -> (Vec<String>, Errors) {
    let at_field = |problem: &&OpenProblem| {
        use OpenProblem as P;
        matches!(problem, P::DueMissing | P::DuePast | P::ReasonMissing)
    };
    let listed = problems.iter().filter(|problem| !at_field(problem));
    let listed = listed.map(|problem| sentences::open_problem(problem, lang)).collect();
    let errors = problems
        .iter()
        .filter(at_field)
        .map(|problem| {
            let field = if *problem == OpenProblem::ReasonMissing { "ly-do" } else { "han" };
            (field, sentences::open_problem(problem, lang))
        })
        .collect();
    (listed, errors)
}

/// `GET /thu-ky/{ky}/vong/{code}/mo`
async fn show_open(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (edition, round) = find_round(&portal, &actor, &slug, &code).await?;
    let mut found = judging::preview_open(&portal.db, &actor, edition, &code, round.due_at, request.now()).await?;
    found.retain(|problem| !matches!(problem, OpenProblem::DueMissing | OpenProblem::DuePast));
    let (problems, _) = split_problems(&found, request.lang());
    let due = typed_due(round.due_at);
    let page = request.page(move || view! { <OpenRoundPage slug code round=round.name due problems/> });
    Ok(page.await)
}

/// `POST /thu-ky/{ky}/vong/{code}/mo`
async fn open(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, code)): Path<(String, String)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let (edition, round) = find_round(&portal, &actor, &slug, &code).await?;
    let due = due_input(&form);
    match judging::open_round(&portal.db, &actor, edition, &code, due_of(&due), request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/thu-ky/{slug}/tieu-ban"), Flash::RoundOpened)),
        Err(RoundError::Problems(found)) => {
            let (problems, errors) = split_problems(&found, request.lang());
            let page =
                request.refused(move || view! { <OpenRoundPage slug code round=round.name due problems errors/> });
            Ok(page.await)
        }
        Err(RoundError::NotConfirmed(_)) => Err(PageError::BadRequest),
        Err(RoundError::Failure(failure)) => Err(failure.into()),
    }
}

/// `GET /thu-ky/{ky}/vong/{code}/han`
async fn show_due(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (_, round) = find_round(&portal, &actor, &slug, &code).await?;
    let due = typed_due(round.due_at);
    let page = request.page(move || view! { <OpenRoundPage slug code round=round.name due moves=true/> });
    Ok(page.await)
}

/// `POST /thu-ky/{ky}/vong/{code}/han`
async fn move_due(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, code)): Path<(String, String)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let (edition, round) = find_round(&portal, &actor, &slug, &code).await?;
    let due = due_input(&form);
    let found = match due_of(&due) {
        None => vec![OpenProblem::DueMissing],
        Some(until) => {
            match judging::set_due(&portal.db, &actor, edition, &code, until, &due.reason, request.now()).await {
                Ok(()) => return Ok(request.redirect_saying(&format!("/thu-ky/{slug}/tieu-ban"), Flash::Saved)),
                Err(RoundError::Problems(found)) => found,
                Err(RoundError::NotConfirmed(_)) => return Err(PageError::BadRequest),
                Err(RoundError::Failure(failure)) => return Err(failure.into()),
            }
        }
    };
    let (_, errors) = split_problems(&found, request.lang());
    let page = request.refused(move || view! { <OpenRoundPage slug code round=round.name due errors moves=true/> });
    Ok(page.await)
}

/// `GET /thu-ky/{ky}/vong/{code}/khoa`
async fn show_lock(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let edition = find_edition_by_slug(&portal.db, &slug).await?;
    let preview = judging::preview_lock(&portal.db, &actor, edition.id, &code).await?;
    Ok(request.page(move || view! { <LockRoundPage slug preview/> }).await)
}

/// `POST /thu-ky/{ky}/vong/{code}/khoa`
async fn lock(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, code)): Path<(String, String)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let edition = find_edition_by_slug(&portal.db, &slug).await?;
    let typed = form.text("xac-nhan");
    match judging::lock_round(&portal.db, &actor, edition.id, &code, &typed, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/thu-ky/{slug}/tieu-ban"), Flash::RoundLocked)),
        Err(RoundError::NotConfirmed(preview)) => {
            let preview = *preview;
            let mut errors = Errors::default();
            errors.add("xac-nhan", Sentences(request.lang()).not_confirmed(&preview.confirmation));
            let page = request.refused(move || view! { <LockRoundPage slug preview typed errors/> });
            Ok(page.await)
        }
        Err(RoundError::Problems(_)) => Err(PageError::BadRequest),
        Err(RoundError::Failure(failure)) => Err(failure.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_read_as_people_write_it() {
        let input = |time: &str| DueInput {
            date: ["16", "7", "2027"].map(str::to_owned),
            time: time.to_owned(),
            ..DueInput::default()
        };
        for (typed, hour, minute) in [("17:00", 17, 0), ("17h", 17, 0), ("8h30", 8, 30), ("9 : 05", 9, 5)] {
            let due = due_of(&input(typed)).map(in_vietnam).expect(typed);
            assert_eq!((due.hour(), due.minute()), (hour, minute), "{typed}");
        }
        for typed in ["", "17", "25:00", "abc"] {
            assert!(due_of(&input(typed)).is_none(), "{typed}");
        }
    }
}
