//! The holidays.

use app::components::banner::Flash;
use app::programmes::calendar_page::{CalendarPage, DayForm, DayRefusal};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use domain::calendar::{DayKind, parse_date, parse_date_parts};
use leptos::prelude::*;
use services::programmes::{self, CalendarError};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/quan-tri/lich", get(show_calendar).post(add_day))
        .route("/quan-tri/lich/xoa", post(remove_day))
}

/// `GET /quan-tri/lich`
async fn show_calendar(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    let days = programmes::list_calendar_days(&portal.db, &actor).await?;
    Ok(request.page(move || view! { <CalendarPage days/> }).await)
}

/// `POST /quan-tri/lich`
async fn add_day(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    fields: FormFields,
) -> Result<Response, PageError> {
    let form = DayForm { date: fields.date("ngay"), kind: fields.text("loai"), note: fields.text("ten") };
    let [day, month, year] = &form.date;
    let date = parse_date_parts(day, month, year);
    let kind = match form.kind.as_str() {
        "off" => Some(DayKind::Off),
        "worked" => Some(DayKind::Worked),
        _ => None,
    };
    let refusals = match (date, kind) {
        (Ok(date), Some(kind)) if !form.note.trim().is_empty() => {
            match programmes::add_calendar_day(&portal.db, &actor, date, kind, &form.note, request.now()).await {
                Ok(()) => return Ok(request.redirect_saying("/quan-tri/lich", Flash::Saved)),
                Err(CalendarError::DayTaken) => vec![DayRefusal::Taken],
                Err(CalendarError::NoName) => vec![DayRefusal::NoName],
                Err(CalendarError::Failure(failure)) => return Err(failure.into()),
                Err(CalendarError::BadFile(cause)) => return Err(PageError::Internal(cause)),
            }
        }
        (date, kind) => [
            date.err().map(DayRefusal::Date),
            kind.is_none().then_some(DayRefusal::NoKind),
            form.note.trim().is_empty().then_some(DayRefusal::NoName),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    let days = programmes::list_calendar_days(&portal.db, &actor).await?;
    Ok(request.refused(move || view! { <CalendarPage days form refusals/> }).await)
}

/// `POST /quan-tri/lich/xoa`
async fn remove_day(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    fields: FormFields,
) -> Result<Response, PageError> {
    let day = parse_date(&fields.text("ngay")).map_err(|_| PageError::BadRequest)?;
    match programmes::remove_calendar_day(&portal.db, &actor, day, request.now()).await {
        Ok(()) => Ok(request.redirect_saying("/quan-tri/lich", Flash::Saved)),
        Err(CalendarError::Failure(failure)) => Err(failure.into()),
        Err(other) => Err(PageError::Internal(other.to_string())),
    }
}
