//! The formal check of one entry, and what is decided about it.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::intake::check_page::{CheckPage, CheckState};
use app::intake::check_sheet::{ADMIT_REASON, CheckTyped, REOPEN_REASON};
use app::intake::history_page::HistoryPage;
use app::intake::judge_file_page::request_words;
use app::intake::problem_words::{ProblemWords, check_errors, decision_errors, moved_sentence, remark_name};
use app::intake::queue_page::queue_path;
use app::intake::refuse_page::RefusePage;
use axum::Router;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::{get, post};
use domain::ids::{AttachmentId, EntryId};
use domain::intake::checklist::CheckItem;
use domain::intake::decisions::{RefusalForm, SupplementForm, field};
use domain::people::actor::Actor;
use domain::text::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::intake::{self, DecisionError, NoteError};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky/{ky}/tiep-nhan/{id}", get(show_check))
        .route("/thu-ky/{ky}/tiep-nhan/{id}/luu", post(save_check))
        .route("/thu-ky/{ky}/tiep-nhan/{id}/tiep-nhan", post(accept_entry))
        .route("/thu-ky/{ky}/tiep-nhan/{id}/bo-sung", post(request_supplement))
        .route("/thu-ky/{ky}/tiep-nhan/{id}/tu-choi", post(refuse_entry))
        .route("/thu-ky/{ky}/tiep-nhan/{id}/chap-nhan-muon", post(admit_late))
        .route("/thu-ky/{ky}/tiep-nhan/{id}/mo-lai", post(reopen_check))
        .route("/thu-ky/{ky}/tiep-nhan/{id}/ghi-chu", post(add_note))
        .route("/ho-so/{id}/lich-su", get(show_history))
}

/// One entry on one person's desk.
struct Desk {
    portal: Portal,
    request: PageRequest,
    actor: Actor,
    slug: String,
    id: EntryId,
}

impl Desk {
    fn path(&self) -> String {
        format!("{}/{}", queue_path(&self.slug), self.id)
    }

    async fn show(self, state: CheckState) -> Result<Response, PageError> {
        let entry = intake::find_entry_for_check(&self.portal.db, &self.actor, self.id).await?;
        if entry.edition.slug != self.slug {
            return Err(PageError::NotFound);
        }
        let refused = !state.errors.is_empty() || state.notice.is_some();
        let view = move || view! { <CheckPage entry state/> };
        Ok(if refused { self.request.refused(view).await } else { self.request.page(view).await })
    }

    /// 303 with what was done; or the same page, with everything typed still there.
    async fn answer(
        self,
        decided: Result<(), DecisionError>,
        flash: Flash,
        typed: CheckTyped,
        reason_field: &'static str,
    ) -> Result<Response, PageError> {
        let lang = self.request.lang();
        let mut state = CheckState { typed, ..CheckState::default() };
        match decided {
            Ok(()) => return Ok(self.request.redirect_saying(&self.path(), flash)),
            Err(DecisionError::Problems(problems)) => {
                let problems: Vec<_> = problems
                    .into_iter()
                    .map(|(name, problem)| (if name == field::REASON { reason_field } else { name }, problem))
                    .collect();
                state.errors = decision_errors(&problems, lang);
            }
            Err(DecisionError::Incomplete(problems)) => state.errors = check_errors(&problems, lang),
            Err(DecisionError::Moved(now)) => state.notice = Some(moved_sentence(now, lang)),
            Err(DecisionError::TooLate) => state.notice = Some(ProblemWords(lang).too_late().to_owned()),
            Err(DecisionError::Failure(failure)) => return Err(failure.into()),
        }
        self.show(state).await
    }
}

impl FromRequestParts<Portal> for Desk {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, PageError> {
        let Ok(request) = PageRequest::from_request_parts(parts, portal).await;
        let SignedIn(actor) = SignedIn::from_request_parts(parts, portal).await?;
        let place = Path::<(String, EntryId)>::from_request_parts(parts, portal).await;
        let Path((slug, id)) = place.map_err(|_| PageError::BadRequest)?;
        Ok(Self { portal: portal.clone(), request, actor, slug, id })
    }
}

/// The ticks and remarks of the form: a line is known by its remark field, which is always sent.
fn items(form: &FormFields) -> Vec<CheckItem> {
    let ticked = form.all("dat");
    let prefix = remark_name("");
    let lines = form.pairs().iter().filter_map(|(name, remark)| {
        let code = name.strip_prefix(prefix.as_str())?;
        Some(CheckItem {
            ok: ticked.iter().any(|ticked| ticked == code),
            code: code.to_owned(),
            remark: remark.trim().to_owned(),
        })
    });
    lines.collect()
}

fn typed(form: &FormFields) -> CheckTyped {
    CheckTyped {
        items: Some(items(form)),
        what: form.text(field::WHAT),
        deadline: form.date(field::DEADLINE),
        reason: form.text(field::REASON),
        citation: form.text(field::CITATION),
        note: String::new(),
    }
}

/// A file that judges cannot read: its request for a supplement is begun.
#[derive(Deserialize)]
struct CheckQuery {
    tep: Option<AttachmentId>,
}

/// `GET /thu-ky/{ky}/tiep-nhan/{id}`
async fn show_check(desk: Desk, Query(query): Query<CheckQuery>) -> Result<Response, PageError> {
    let mut state = CheckState::default();
    if let Some(file) = query.tep {
        let (_, on_desk) = services::reader::find_desk_file(&desk.portal.db, &desk.actor, file).await?;
        if on_desk.file.entry == desk.id {
            state.typed.what = request_words(&on_desk.file, Lang::Vi);
        }
    }
    desk.show(state).await
}

/// `POST …/luu`: the ticks are kept.
async fn save_check(desk: Desk, form: FormFields) -> Result<Response, PageError> {
    let done = intake::save_check(&desk.portal.db, &desk.actor, desk.id, &items(&form), desk.request.now()).await;
    desk.answer(done, Flash::CheckSaved, typed(&form), field::REASON).await
}

/// `POST …/tiep-nhan`
async fn accept_entry(desk: Desk, form: FormFields) -> Result<Response, PageError> {
    let done = intake::accept_entry(&desk.portal.db, &desk.actor, desk.id, &items(&form), desk.request.now()).await;
    desk.answer(done, Flash::EntryAccepted, typed(&form), field::REASON).await
}

/// `POST …/bo-sung`
async fn request_supplement(desk: Desk, form: FormFields) -> Result<Response, PageError> {
    let input =
        SupplementForm { items: items(&form), what: form.text(field::WHAT), deadline: form.date(field::DEADLINE) };
    let done = intake::request_supplement(&desk.portal.db, &desk.actor, desk.id, &input, desk.request.now()).await;
    desk.answer(done, Flash::SupplementRequested, typed(&form), field::REASON).await
}

/// `POST …/tu-choi`: first the page that shows what the entrant will read, then the act.
async fn refuse_entry(desk: Desk, form: FormFields) -> Result<Response, PageError> {
    let input =
        RefusalForm { items: items(&form), reason: form.text(field::REASON), citation: form.text(field::CITATION) };
    let problems = input.problems();
    if problems.is_empty() && !form.has("xac-nhan") {
        let entry = intake::find_entry_for_check(&desk.portal.db, &desk.actor, desk.id).await?;
        return Ok(desk.request.page(move || view! { <RefusePage entry form=input/> }).await);
    }
    let done = intake::refuse_entry(&desk.portal.db, &desk.actor, desk.id, &input, desk.request.now()).await;
    desk.answer(done, Flash::EntryRefused, typed(&form), field::REASON).await
}

/// `POST …/chap-nhan-muon`
async fn admit_late(desk: Desk, form: FormFields) -> Result<Response, PageError> {
    let reason = form.text(ADMIT_REASON);
    let done = intake::admit_late(&desk.portal.db, &desk.actor, desk.id, &reason, desk.request.now()).await;
    let typed = CheckTyped { what: reason, ..CheckTyped::default() };
    desk.answer(done, Flash::LateAdmitted, typed, ADMIT_REASON).await
}

/// `POST …/mo-lai`
async fn reopen_check(desk: Desk, form: FormFields) -> Result<Response, PageError> {
    let reason = form.text(REOPEN_REASON);
    let done = intake::reopen_check(&desk.portal.db, &desk.actor, desk.id, &reason, desk.request.now()).await;
    let typed = CheckTyped { reason, ..CheckTyped::default() };
    desk.answer(done, Flash::CheckReopened, typed, REOPEN_REASON).await
}

/// `POST …/ghi-chu`
async fn add_note(desk: Desk, form: FormFields) -> Result<Response, PageError> {
    let note = form.text(field::NOTE);
    match intake::add_note(&desk.portal.db, &desk.actor, desk.id, &note, desk.request.now()).await {
        Ok(()) => Ok(desk.request.redirect_saying(&desk.path(), Flash::NoteAdded)),
        Err(NoteError::Failure(failure)) => Err(failure.into()),
        Err(NoteError::Problems(problems)) => {
            let errors: Errors = decision_errors(&problems, desk.request.lang());
            let typed = CheckTyped { note, ..CheckTyped::default() };
            let state = CheckState { typed, errors, notice: None };
            desk.show(state).await
        }
    }
}

/// `GET /ho-so/{id}/lich-su`: what happened to an entry, for its owner.
async fn show_history(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let (code, title, lines) = intake::entry_history(&portal.db, &actor, EntryId(id)).await?;
    let back = format!("/ho-so/{id}");
    Ok(request.page(move || view! { <HistoryPage back code title lines/> }).await)
}
