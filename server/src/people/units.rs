//! Units, for administrators.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::people::import_preview_page::{ImportPreviewPage, ImportPreviewWords, field};
use app::people::import_units_page::{ImportUnitsPage, ImportUnitsWords};
use app::people::unit_page::{UnitPage, unit_sentence};
use app::people::units_page::UnitsPage;
use axum::Router;
use axum::extract::{Multipart, Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::calendar::format_date;
use domain::ids::UnitId;
use domain::paging::PageNumber;
use domain::people::units::{Unit, UnitDraft, UnitKind};
use domain::text::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::people::units::{self, CheckedImport, Confirmation, ImportError, SaveUnitError, UnitFilter};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

const LIST: &str = "/quan-tri/don-vi";

/// The list, one unit, and importing many.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route(LIST, get(list))
        .route("/quan-tri/don-vi/them", get(show_new).post(add))
        .route("/quan-tri/don-vi/nhap", get(show_import).post(check_import))
        .route("/quan-tri/don-vi/nhap/ghi", post(apply_import))
        .route("/quan-tri/don-vi/{unit}", get(show).post(save))
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    loai: String,
    #[serde(default)]
    trang: String,
}

/// `GET /quan-tri/don-vi`
async fn list(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Query(query): Query<ListQuery>,
) -> Result<Response, PageError> {
    let filter = UnitFilter {
        text: query.q,
        kind: UnitKind::from_code(&query.loai),
        page: PageNumber::parse(&query.trang).get(),
    };
    let found = units::list_units(&portal.db, &actor, &filter).await?;
    let UnitFilter { text, kind, page } = filter;
    Ok(request.page(move || view! { <UnitsPage units=found.units total=found.total page text kind/> }).await)
}

/// `GET /quan-tri/don-vi/them`
async fn show_new(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    units::list_units(&portal.db, &actor, &UnitFilter::default()).await?;
    Ok(request.page(|| view! { <UnitPage draft=UnitDraft::default()/> }).await)
}

/// `GET /quan-tri/don-vi/{unit}`
async fn show(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(unit): Path<UnitId>,
) -> Result<Response, PageError> {
    let draft = draft_of(units::find_unit(&portal.db, &actor, unit).await?);
    let id = Some(unit.0);
    Ok(request.page(move || view! { <UnitPage id draft/> }).await)
}

fn draft_of(unit: Unit) -> UnitDraft {
    let day = |date: Option<time::Date>| date.map(|date| format_date(date, Lang::Vi)).unwrap_or_default();
    let code = |named: Option<(String, String)>| named.map(|(code, _)| code).unwrap_or_default();
    UnitDraft {
        code: unit.code,
        name: unit.name,
        kind: unit.kind.code().to_owned(),
        parent: code(unit.parent),
        valid_from: day(unit.valid_from),
        valid_to: day(unit.valid_to),
        successor: code(unit.successor),
    }
}

/// `POST /quan-tri/don-vi/them`
async fn add(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    form: FormFields,
) -> Result<Response, PageError> {
    write(&portal, request, &actor, None, form).await
}

/// `POST /quan-tri/don-vi/{unit}`
async fn save(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(unit): Path<UnitId>,
    form: FormFields,
) -> Result<Response, PageError> {
    write(&portal, request, &actor, Some(unit), form).await
}

async fn write(
    portal: &Portal,
    request: PageRequest,
    actor: &domain::people::actor::Actor,
    unit: Option<UnitId>,
    form: FormFields,
) -> Result<Response, PageError> {
    // A field that was not sent is not a field that was emptied.
    let before = match unit {
        Some(unit) => draft_of(units::find_unit(&portal.db, actor, unit).await?),
        None => UnitDraft::default(),
    };
    let sent = |name: &str, before: String| form.get(name).map_or(before, str::to_owned);
    let draft = UnitDraft {
        code: sent("code", before.code),
        name: sent("name", before.name),
        kind: sent("kind", before.kind),
        parent: sent("parent", before.parent),
        valid_from: sent("valid_from", before.valid_from),
        valid_to: sent("valid_to", before.valid_to),
        successor: sent("successor", before.successor),
    };
    match units::save_unit(&portal.db, actor, unit, &draft, request.now()).await {
        Ok(_) => Ok(request.redirect_saying(LIST, Flash::Saved)),
        Err(SaveUnitError::Problems(problems)) => {
            let lang = request.lang();
            let errors: Errors = problems.iter().map(|problem| unit_sentence(problem, lang)).collect();
            let id = unit.map(|unit| unit.0);
            Ok(request.refused(move || view! { <UnitPage id draft errors/> }).await)
        }
        Err(SaveUnitError::Failure(failure)) => Err(failure.into()),
    }
}

/// `GET /quan-tri/don-vi/nhap`
async fn show_import(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
) -> Result<Response, PageError> {
    units::list_units(&portal.db, &actor, &UnitFilter::default()).await?;
    Ok(request.page(|| view! { <ImportUnitsPage/> }).await)
}

/// `POST /quan-tri/don-vi/nhap`: reads the file or the pasted text and shows what it would do.
async fn check_import(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    parts: Multipart,
) -> Result<Response, PageError> {
    let words = ImportUnitsWords(request.lang());
    let text = match read_list(parts).await? {
        ListRead::Text(text) => text,
        ListRead::Nothing => return refuse(request, String::new(), one(words.no_text())).await,
        ListRead::NotText => return refuse(request, String::new(), one(words.not_text())).await,
    };
    match units::check_import(&portal.db, &actor, &text).await {
        Ok(CheckedImport { plan, mark }) => {
            Ok(request.page(move || view! { <ImportPreviewPage text plan mark/> }).await)
        }
        Err(error) => refuse_list(request, text, error).await,
    }
}

/// `POST /quan-tri/don-vi/nhap/ghi`: writes the whole list, or nothing.
async fn apply_import(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    form: FormFields,
) -> Result<Response, PageError> {
    let text = form.text(field::TEXT);
    let lines = form.all(field::LINE).iter().filter_map(|line| line.parse().ok()).collect();
    let mark = form.text(field::MARK);
    let confirmed = Confirmation { mark, lines };
    match units::apply_import(&portal.db, &actor, &text, &confirmed, request.now()).await {
        Ok(done) if done.left_out > 0 => Ok(request.redirect_saying(LIST, Flash::UnitsImportedInPart)),
        Ok(_) => Ok(request.redirect_saying(LIST, Flash::UnitsImported)),
        Err(ImportError::Changed(seen)) => {
            let CheckedImport { plan, mark } = *seen;
            let errors: Errors = [("nhap", ImportPreviewWords(request.lang()).changed_since())].into_iter().collect();
            Ok(request.refused(move || view! { <ImportPreviewPage text plan mark errors/> }).await)
        }
        Err(error) => refuse_list(request, text, error).await,
    }
}

async fn refuse_list(request: PageRequest, text: String, error: ImportError) -> Result<Response, PageError> {
    let lang = request.lang();
    let words = ImportUnitsWords(lang);
    let errors = match error {
        ImportError::Empty => one(words.empty()),
        ImportError::ColumnsMissing(missing) => one(&words.columns(&missing.join(", "))),
        ImportError::Broken { line, .. } => one(&words.broken(line)),
        ImportError::BadRows(rows) => {
            let sentences = rows.iter().flat_map(|row| {
                let sentence = move |problem| words.row(row.line, &unit_sentence(problem, lang).1);
                row.problems.iter().map(sentence)
            });
            sentences.map(|sentence| ("text", sentence)).collect()
        }
        ImportError::Changed(_) => one(ImportPreviewWords(lang).changed_since()),
        ImportError::Failure(failure) => return Err(failure.into()),
    };
    refuse(request, text, errors).await
}

fn one(sentence: &str) -> Errors {
    [("text", sentence)].into_iter().collect()
}

async fn refuse(request: PageRequest, text: String, errors: Errors) -> Result<Response, PageError> {
    Ok(request.refused(move || view! { <ImportUnitsPage text errors/> }).await)
}

enum ListRead {
    Text(String),
    Nothing,
    NotText,
}

/// The file when there is one, else the pasted text.
async fn read_list(mut parts: Multipart) -> Result<ListRead, PageError> {
    let mut pasted = String::new();
    while let Some(part) = parts.next_field().await.map_err(|_| PageError::TooLarge)? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|_| PageError::TooLarge)?;
        match (name.as_str(), std::str::from_utf8(&bytes)) {
            ("file", Ok(text)) if !text.trim().is_empty() => {
                return Ok(ListRead::Text(domain::text::clean_text(text)));
            }
            ("file", Err(_)) => return Ok(ListRead::NotText),
            ("text", Ok(text)) => pasted = domain::text::clean_text(text),
            _ => {}
        }
    }
    Ok(if pasted.is_empty() { ListRead::Nothing } else { ListRead::Text(pasted) })
}
