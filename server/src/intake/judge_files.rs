//! What blind judges see of files: the secretary looks, releases, takes back, attaches a copy without names.

use app::components::banner::Flash;
use app::components::errors::Errors;
use app::entries::file_words::file_sentence;
use app::intake::judge_file_page::{COPY_FIELD, JudgeFilePage, JudgeFileWords, release_sentence, seen_field};
use app::intake::judge_files_page::{JudgeFilesPage, judge_files_path};
use axum::Router;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::{get, post};
use domain::entries::file_problem::FileProblem;
use domain::ids::AttachmentId;
use domain::judging::file_desk::Release;
use domain::paging::PageNumber;
use domain::people::actor::Actor;
use leptos::prelude::*;
use serde::Deserialize;
use services::entries::files::{ChangeFilesError, Incoming};
use services::reader::{self, ReleaseError, ReleaseForm};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::judging::blob_answer;
use crate::portal::Portal;

/// The largest form with a copy: its own limit is checked while it arrives.
const COPY_LIMIT: usize = 40 * 1024 * 1024;

pub(super) fn routes() -> Router<Portal> {
    let copies = Router::new()
        .route("/thu-ky/{ky}/tep-giam-khao/{tep}/ban-che-ten", post(attach_copy))
        .layer(DefaultBodyLimit::max(COPY_LIMIT));
    Router::new()
        .route("/thu-ky/{ky}/tep-giam-khao", get(show_list))
        .route("/thu-ky/{ky}/tep-giam-khao/{tep}", get(show_file))
        .route("/thu-ky/{ky}/tep-giam-khao/{tep}/trang/{trang}", get(show_page))
        .route("/thu-ky/{ky}/tep-giam-khao/{tep}/cho-phep/{gi}", post(release))
        .route("/thu-ky/{ky}/tep-giam-khao/{tep}/cho-phep/{gi}/thu-hoi", post(revoke))
        .route("/thu-ky/{ky}/tep-giam-khao/{tep}/ban-che-ten/bo", post(remove_copy))
        .merge(copies)
}

/// The parts of an address.
#[derive(Deserialize)]
struct Address {
    ky: String,
    tep: Option<AttachmentId>,
    trang: Option<usize>,
    gi: Option<String>,
}

/// Which page of the list.
#[derive(Deserialize)]
struct ListQuery {
    #[serde(default)]
    trang: String,
}

/// One file on one person's desk.
struct Desk {
    portal: Portal,
    request: PageRequest,
    actor: Actor,
    address: Address,
}

impl FromRequestParts<Portal> for Desk {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, PageError> {
        let Ok(request) = PageRequest::from_request_parts(parts, portal).await;
        let SignedIn(actor) = SignedIn::from_request_parts(parts, portal).await?;
        let address = Path::<Address>::from_request_parts(parts, portal).await;
        let Path(address) = address.map_err(|_| PageError::NotFound)?;
        Ok(Self { portal: portal.clone(), request, actor, address })
    }
}

impl Desk {
    fn file(&self) -> Result<AttachmentId, PageError> {
        self.address.tep.ok_or(PageError::NotFound)
    }

    fn what(&self) -> Result<Release, PageError> {
        let word = self.address.gi.as_deref().unwrap_or_default();
        Release::from_code(word).ok_or(PageError::NotFound)
    }

    async fn show(self, errors: Errors) -> Result<Response, PageError> {
        let (edition, on_desk) = reader::find_desk_file(&self.portal.db, &self.actor, self.file()?).await?;
        if edition.slug != self.address.ky {
            return Err(PageError::NotFound);
        }
        let refused = !errors.is_empty();
        let view = move || view! { <JudgeFilePage edition on_desk errors/> };
        Ok(if refused { self.request.refused(view).await } else { self.request.page(view).await })
    }

    /// 303 with what was done; or the same page with what is wrong.
    async fn answer(
        self,
        done: Result<(), ReleaseError>,
        flash: Flash,
        field: &'static str,
    ) -> Result<Response, PageError> {
        let lang = self.request.lang();
        let sentence = match done {
            Ok(()) => {
                let path = format!("{}/{}", judge_files_path(&self.address.ky), self.file()?);
                return Ok(self.request.redirect_saying(&path, flash));
            }
            Err(ReleaseError::Failure(failure)) => return Err(failure.into()),
            Err(ReleaseError::Problem(problem)) => release_sentence(problem, lang).to_owned(),
            Err(ReleaseError::File(problem)) => file_sentence(&problem, JudgeFileWords(lang).copy_name(), lang),
        };
        let mut errors = Errors::default();
        errors.add(field, sentence);
        self.show(errors).await
    }
}

/// `GET /thu-ky/{ky}/tep-giam-khao`
async fn show_list(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    Query(query): Query<ListQuery>,
) -> Result<Response, PageError> {
    let page = PageNumber::parse(&query.trang);
    let (edition, desk) = reader::list_desk_files(&portal.db, &actor, &slug).await?;
    Ok(request.page(move || view! { <JudgeFilesPage edition desk page/> }).await)
}

/// `GET /thu-ky/{ky}/tep-giam-khao/{tep}`
async fn show_file(desk: Desk) -> Result<Response, PageError> {
    desk.show(Errors::default()).await
}

/// `GET …/trang/{trang}`: the picture of a page, as judges get it.
async fn show_page(desk: Desk) -> Result<Response, PageError> {
    let page = desk.address.trang.ok_or(PageError::NotFound)?;
    let blob = reader::find_desk_page(&desk.portal.db, &desk.actor, desk.file()?, page).await?;
    let bytes = desk.portal.files.read(&blob.sha256).await?;
    Ok(blob_answer(&blob, bytes))
}

/// `POST …/cho-phep/{gi}`
async fn release(desk: Desk, form: FormFields) -> Result<Response, PageError> {
    let release = desk.what()?;
    let field = seen_field(release);
    let form = ReleaseForm { release, sha256: form.text("noi-dung"), looked_at: form.has(field) };
    let now = desk.request.now();
    let done = reader::release_file(&desk.portal.db, &desk.actor, desk.file()?, &form, now).await;
    desk.answer(done, Flash::FileReleased, field).await
}

/// `POST …/cho-phep/{gi}/thu-hoi`
async fn revoke(desk: Desk) -> Result<Response, PageError> {
    let release = desk.what()?;
    let now = desk.request.now();
    let done = reader::revoke_release(&desk.portal.db, &desk.actor, desk.file()?, release, now).await;
    desk.answer(done, Flash::FileReleaseRevoked, seen_field(release)).await
}

/// `POST …/ban-che-ten/bo`
async fn remove_copy(desk: Desk) -> Result<Response, PageError> {
    let now = desk.request.now();
    let done = reader::remove_copy(&desk.portal.db, &desk.actor, desk.file()?, now).await;
    desk.answer(done, Flash::CopyRemoved, COPY_FIELD).await
}

/// `POST …/ban-che-ten`
async fn attach_copy(desk: Desk, mut form: Multipart) -> Result<Response, PageError> {
    let mut done = Err(ReleaseError::File(FileProblem::NothingChosen));
    while let Some(field) = form.next_field().await.map_err(|_| PageError::BadRequest)? {
        if field.name() == Some(COPY_FIELD) && field.file_name().is_some_and(|name| !name.is_empty()) {
            done = receive_copy(&desk, field).await;
            break;
        }
    }
    desk.answer(done, Flash::CopyAttached, COPY_FIELD).await
}

async fn receive_copy(desk: &Desk, mut field: Field<'_>) -> Result<(), ReleaseError> {
    let refused = |err: ChangeFilesError| match err {
        ChangeFilesError::Problem(problem) => ReleaseError::File(problem),
        ChangeFilesError::Failure(failure) => ReleaseError::Failure(failure),
    };
    let (portal, actor) = (&desk.portal, &desk.actor);
    let file = desk.address.tep.unwrap_or(AttachmentId(0));
    let most = reader::may_attach_copy(&portal.db, actor, file).await?;
    let mut incoming = Incoming::create(&portal.files, most).await.map_err(refused)?;
    loop {
        match field.chunk().await {
            Ok(Some(piece)) => incoming.write(&piece).await.map_err(refused)?,
            Ok(None) => break,
            Err(_) => return Err(ReleaseError::File(FileProblem::CutOff)),
        }
    }
    reader::attach_copy(&portal.db, &portal.files, actor, file, incoming, desk.request.now()).await
}
