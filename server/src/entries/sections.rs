//! One page of the entry form: show it, save it.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::entries::check_page::section_errors;
use app::entries::section_notices::ConsentAsked;
use app::entries::section_page::{SectionForm, SectionPage, TypedSection};
use app::entries::typed::TypedAuthor;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::calendar::in_vietnam;
use domain::consent::Subject;
use domain::copies::Origin;
use domain::entries::open_entry::OpenEntry;
use domain::entries::sections::EntrySection;
use domain::ids::{AuthorId, EntryId};
use domain::people::actor::Actor;
use domain::programmes::rules::QuestionKind;
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::json;
use services::entries::{self, AskConsentError, SaveSectionError, Saved};
use services::failure::Failure;

use super::answer::{BEACON, json, wants_json};
use super::read_section::{Sent, read};
use super::section_form::{stored_section, understand_authors};
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::{PageRequest, telling_saved};
use crate::http::session::SignedIn;
use crate::portal::Portal;

/// What to point out.
#[derive(Deserialize)]
pub struct SectionQuery {
    /// `loi`: what is still wrong with the page.
    xem: Option<String>,
}

/// `GET /ho-so/{id}/{phan}`
pub async fn show_section(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((id, slug)): Path<(EntryId, String)>,
    Query(query): Query<SectionQuery>,
) -> Result<Response, PageError> {
    let section = EntrySection::from_slug(&slug).ok_or(PageError::NotFound)?;
    let open = entries::find_open_entry(&portal.db, &actor, id, request.now()).await?;
    if !open.may_edit || !open.has(section) {
        return Ok(request.redirect(&format!("/ho-so/{id}")));
    }
    entries::note_visit(&portal.db, &actor, id, section, request.now()).await?;
    let typed = stored_section(&open, section);
    let mut form = form_of(&portal, open, section, typed).await?;
    let lang = request.lang();
    if query.xem.as_deref() == Some("loi") {
        form.errors = section_errors(&form.open, section, lang);
    } else if let TypedSection::Authors(typed) = &form.typed {
        // What could not be understood comes back with its problem.
        understand_authors(typed, &mut form.errors, lang);
    }
    Ok(request.page(move || view! { <SectionPage form/> }).await)
}

async fn form_of(
    portal: &Portal,
    open: OpenEntry,
    section: EntrySection,
    typed: TypedSection,
) -> Result<SectionForm, PageError> {
    let asks_commune = section.questions(&open.rules).any(|question| question.kind == QuestionKind::Commune);
    let communes = if asks_commune { entries::communes(&portal.db).await? } else { vec![] };
    Ok(SectionForm {
        fingerprint: entries::section_fingerprint(&open.rules, &open.entry, section),
        saves: entries::known_saves(&portal.db, open.entry.id, section).await?,
        open,
        section,
        typed,
        errors: Errors::default(),
        communes,
        theirs: None,
        asked: None,
        continues: None,
    })
}

/// `POST /ho-so/{id}/{phan}`: saves the page, whatever is missing, and goes where the button says.
pub async fn save_section(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((id, slug)): Path<(EntryId, String)>,
    headers: HeaderMap,
    form: FormFields,
) -> Result<Response, PageError> {
    let section = EntrySection::from_slug(&slug).ok_or(PageError::NotFound)?;
    let open = entries::find_open_entry(&portal.db, &actor, id, request.now()).await?;
    if section == EntrySection::Files {
        return Err(PageError::NotFound);
    }
    let sent = read(&portal, &request, &open, section, &form).await?;
    let by_island = wants_json(&headers) || form.has(BEACON);
    if !open.may_edit {
        return closed(&portal, request, open, section, sent, by_island).await;
    }
    let act = form.text("viec");
    let origin = Origin { reshapes: act == "them" || act.starts_with("xoa-"), ..form.origin("ban") };
    let saved = entries::save_section(&portal.db, &actor, id, sent.input.clone(), &origin, request.now()).await;
    if saved.is_ok() {
        entries::note_visit(&portal.db, &actor, id, section, request.now()).await?;
    }
    match saved {
        Ok(saved) if by_island => Ok(saved_answer(&saved, &sent)),
        Err(SaveSectionError::Stale(_)) if by_island => Ok(json(StatusCode::CONFLICT, &json!({ "stale": true }))),
        Ok(_) => {
            let answer = after_saving(&portal, request, &actor, id, section, sent, &form).await?;
            Ok(telling_saved(answer, origin.save.as_ref()))
        }
        Err(SaveSectionError::Stale(theirs)) => {
            let mut page = form_of(&portal, open, section, sent.typed).await?;
            page.errors = sent.errors;
            page.fingerprint = entries::section_fingerprint(&page.open.rules, &theirs, section);
            page.theirs = Some(*theirs);
            page.continues = origin.save;
            Ok(request.answer(StatusCode::CONFLICT, move || view! { <SectionPage form=page/> }).await)
        }
        // Sent or closed between reading and saving.
        Err(SaveSectionError::Failure(Failure::Forbidden(_))) => {
            let open = entries::find_open_entry(&portal.db, &actor, id, request.now()).await?;
            closed(&portal, request, open, section, sent, by_island).await
        }
        Err(SaveSectionError::Failure(failure)) => Err(failure.into()),
    }
}

/// The entry was sent or closed in another window: what was typed and what is stored, both.
async fn closed(
    portal: &Portal,
    request: PageRequest,
    open: OpenEntry,
    section: EntrySection,
    sent: Sent,
    by_island: bool,
) -> Result<Response, PageError> {
    if by_island {
        return Ok(json(StatusCode::CONFLICT, &json!({ "stale": true })));
    }
    let page = form_of(portal, open, section, sent.typed).await?;
    let view = move || view! { <SectionPage form=page/> };
    Ok(request.answer(StatusCode::CONFLICT, view).await)
}

fn saved_answer(saved: &Saved, sent: &Sent) -> Response {
    let local = in_vietnam(saved.at);
    let problems: Vec<&str> = sent.errors.0.iter().map(|error| error.message.as_str()).collect();
    // New rows have got their numbers: the page goes on with them.
    let rows = match &sent.typed {
        TypedSection::Authors(typed) => numbered_rows(typed, &saved.authors),
        _ => serde_json::Map::new(),
    };
    json(
        StatusCode::OK,
        &json!({
            "saved": format!("{:02}:{:02}", local.hour(), local.minute()),
            "ban": saved.fingerprint,
            "problems": problems,
            "an": rows,
        }),
    )
}

fn numbered_rows(typed: &[TypedAuthor], stored: &[AuthorId]) -> serde_json::Map<String, serde_json::Value> {
    let filled = typed.iter().enumerate().filter(|(_, author)| !author.is_empty());
    let numbered = filled.zip(stored);
    numbered.map(|((place, _), id)| (format!("tg-{}-id", place + 1), json!(id.to_string()))).collect()
}

/// The page was saved. What could not be understood is shown at once; what is only missing may wait.
async fn after_saving(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    id: EntryId,
    section: EntrySection,
    sent: Sent,
    form: &FormFields,
) -> Result<Response, PageError> {
    let open = entries::find_open_entry(&portal.db, actor, id, request.now()).await?;
    let act = form.text("viec");
    let mut errors = sent.errors;
    if let Some((subject, author)) = consent_asked(&act)
        && errors.is_empty()
    {
        return ask_consent(portal, request, actor, open, section, subject, author).await;
    }
    if act == "tiep" && errors.is_empty() {
        let wrong = open.problems().into_iter().filter(|problem| problem.section() == section && !problem.is_gap());
        let wrong: Vec<_> = wrong.collect();
        errors = app::entries::problem_words::errors_of(&wrong, request.lang());
    }
    let stays = matches!(act.as_str(), "them" | "tim") || act.starts_with("xoa-");
    if !errors.is_empty() || stays {
        let typed = if errors.is_empty() && act != "them" { stored_section(&open, section) } else { sent.typed };
        let mut page = form_of(portal, open, section, typed).await?;
        let is_refused = !errors.is_empty() && act != "them";
        page.errors = if act == "them" { Errors::default() } else { errors };
        let status = if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        return Ok(request.answer(status, move || view! { <SectionPage form=page/> }).await);
    }
    Ok(match act.as_str() {
        "tiep" => match open.next_section(section) {
            Some(next) => request.redirect(&format!("/ho-so/{id}/{}", next.slug())),
            None => request.redirect(&format!("/ho-so/{id}/kiem-tra")),
        },
        "ve" => request.redirect_saying(&format!("/ho-so/{id}"), Flash::Saved),
        _ => request.redirect_saying(&format!("/ho-so/{id}/{}", section.slug()), Flash::Saved),
    })
}

/// `hoi-guardian-12`: ask the guardian of author 12.
fn consent_asked(act: &str) -> Option<(Subject, AuthorId)> {
    let (subject, author) = act.strip_prefix("hoi-")?.split_once('-')?;
    Some((Subject::from_code(subject)?, author.parse().ok()?))
}

/// Writes to the person asked, and says where the letter goes: its link is nobody else's.
async fn ask_consent(
    portal: &Portal,
    request: PageRequest,
    actor: &Actor,
    open: OpenEntry,
    section: EntrySection,
    subject: Subject,
    author: AuthorId,
) -> Result<Response, PageError> {
    let id = open.entry.id;
    let asked = match entries::ask_consent(&portal.db, actor, id, author, subject, request.now()).await {
        Ok(address) => ConsentAsked::Sent { address },
        Err(AskConsentError::TooSoon) => ConsentAsked::TooSoon,
        Err(AskConsentError::NoAddress { .. }) => ConsentAsked::NoAddress,
        Err(AskConsentError::NotNeeded | AskConsentError::AlreadyGiven) => {
            return Ok(request.redirect(&format!("/ho-so/{id}/{}", section.slug())));
        }
        Err(AskConsentError::Failure(failure)) => return Err(failure.into()),
    };
    let open = entries::find_open_entry(&portal.db, actor, id, request.now()).await?;
    let typed = stored_section(&open, section);
    let errors = section_errors(&open, section, request.lang());
    let mut page = form_of(portal, open, section, typed).await?;
    if asked == ConsentAsked::NoAddress && section == EntrySection::Guardians {
        page.errors = errors;
    }
    page.asked = Some(asked);
    Ok(request.page(move || view! { <SectionPage form=page/> }).await)
}
