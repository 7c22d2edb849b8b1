//! The secretary records a consent that came on paper.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::intake::check_page::check_path;
use app::intake::paper_page::{PaperPage, PaperTyped, PaperWords, paper_errors};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use domain::entries::consent_answer::AnswerTrace;
use domain::ids::{AuthorId, EntryId};
use domain::intake::check_page::{CheckedAuthor, EntryForCheck};
use domain::people::actor::Actor;
use domain::text::Lang;
use leptos::prelude::*;
use services::entries::{self, RecordPaperError};
use services::intake;

use crate::entries::consent::text_hash;
use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/thu-ky/{ky}/tiep-nhan/{id}/dong-y/{author}", get(show_paper).post(record_paper))
}

async fn find(
    portal: &Portal,
    actor: &Actor,
    slug: &str,
    id: EntryId,
    author: AuthorId,
) -> Result<(EntryForCheck, CheckedAuthor), PageError> {
    let entry = intake::find_entry_for_check(&portal.db, actor, id).await?;
    let author = entry.authors.iter().find(|known| known.id == author).cloned();
    match author {
        Some(author) if entry.edition.slug == slug => Ok((entry, author)),
        _ => Err(PageError::NotFound),
    }
}

/// `GET …/dong-y/{author}`
async fn show_paper(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id, author)): Path<(String, EntryId, AuthorId)>,
) -> Result<Response, PageError> {
    let (entry, author) = find(&portal, &actor, &slug, id, author).await?;
    let typed = PaperTyped::of(&author);
    Ok(request.page(move || view! { <PaperPage entry author typed/> }).await)
}

/// `POST …/dong-y/{author}`
async fn record_paper(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id, author)): Path<(String, EntryId, AuthorId)>,
    form: FormFields,
) -> Result<Response, PageError> {
    let typed = PaperTyped {
        who: form.text("ai"),
        name: form.text("ten"),
        relation: form.text("quan-he"),
        answer: form.text("tra-loi"),
        publish_name: form.has("cong-khai-ten"),
        publish_photo: form.has("cong-khai-anh"),
        date: form.date("ngay-ky"),
        kept_at: form.text("noi-luu"),
    };
    let (.., edition, data) = entries::find_paper_form(&portal.db, &actor, id, author).await?;
    // The paper is printed in Vietnamese; where it was signed nobody knows.
    let trace = AnswerTrace {
        network: String::new(),
        session: None,
        text_hash: text_hash(edition.name(Lang::Vi), &data, Lang::Vi),
    };
    let recorded = entries::record_paper(&portal.db, &actor, id, author, &typed.read(), &trace, request.now()).await;
    let (entry, author) = find(&portal, &actor, &slug, id, author).await?;
    let errors: Errors = match recorded {
        Ok(()) => return Ok(request.redirect_saying(&check_path(&entry), Flash::ConsentRecorded)),
        Err(RecordPaperError::Problems(problems)) => paper_errors(&problems, request.lang()),
        Err(RecordPaperError::NotNeeded) => std::iter::once(("ai", PaperWords(request.lang()).not_needed())).collect(),
        Err(RecordPaperError::Failure(failure)) => return Err(failure.into()),
    };
    Ok(request.refused(move || view! { <PaperPage entry author typed errors/> }).await)
}
