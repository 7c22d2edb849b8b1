//! Later deadlines.

use app::components::banner::Flash;
use app::intake::extensions_page::{
    CorrectExtensionPage, ExtensionsPage, ExtensionsView, RevokeExtensionPage, extensions_path,
};
use app::intake::problem_words::extension_errors;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use domain::ids::UnitId;
use domain::intake::extensions::{CorrectionForm, Extension, ExtensionForm, ExtensionScope, field};
use domain::people::actor::Actor;
use domain::programmes::deadline::{EffectiveDeadline, Whose};
use domain::programmes::edition::Edition;
use leptos::prelude::*;
use services::intake::{self, ExtensionError};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::SignedIn;
use crate::portal::Portal;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/thu-ky/{ky}/gia-han", get(show_extensions).post(grant_extension))
        .route("/thu-ky/{ky}/gia-han/{id}/sua", get(show_correction).post(correct_extension))
        .route("/thu-ky/{ky}/gia-han/{id}/thu-hoi", get(show_revoke).post(revoke_extension))
}

async fn find_view(portal: &Portal, actor: &Actor, slug: &str) -> Result<ExtensionsView, PageError> {
    let desk = intake::list_extensions(&portal.db, actor, slug).await?;
    Ok(ExtensionsView {
        edition: desk.edition,
        extensions: desk.extensions,
        units: desk.units,
        may_grant: desk.may_grant,
    })
}

/// `GET /thu-ky/{ky}/gia-han`
async fn show_extensions(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let desk = find_view(&portal, &actor, &slug).await?;
    Ok(request.page(move || view! { <ExtensionsPage desk/> }).await)
}

/// `POST /thu-ky/{ky}/gia-han`
async fn grant_extension(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path(slug): Path<String>,
    fields: FormFields,
) -> Result<Response, PageError> {
    let desk = find_view(&portal, &actor, &slug).await?;
    let form = ExtensionForm {
        scope: fields.text(field::SCOPE),
        unit: fields.number(field::UNIT).map(UnitId),
        entry_code: fields.text(field::ENTRY),
        until: fields.date(field::UNTIL),
        clock: fields.text(field::CLOCK),
        reason: fields.text(field::REASON),
        max_uses: fields.text(field::USES),
    };
    match intake::grant_extension(&portal.db, &actor, desk.edition.id, &form, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&extensions_path(&slug), Flash::ExtensionGranted)),
        Err(ExtensionError::Failure(failure)) => Err(failure.into()),
        Err(ExtensionError::Problems(problems)) => {
            let errors = extension_errors(&problems, request.lang());
            Ok(request.refused(move || view! { <ExtensionsPage desk form errors/> }).await)
        }
    }
}

/// One extension with its edition.
async fn find_one(portal: &Portal, actor: &Actor, slug: &str, id: i64) -> Result<(Edition, Extension), PageError> {
    let desk = find_view(portal, actor, slug).await?;
    let found = desk.extensions.into_iter().find(|extension| extension.id == id);
    Ok((desk.edition, found.ok_or(PageError::NotFound)?))
}

/// The deadline that counts without an extension.
fn deadline_without(edition: &Edition, extension: &Extension) -> EffectiveDeadline {
    let mut edition = edition.clone();
    edition.deadlines.later.retain(|later| later.id != extension.id);
    edition.deadline_of(match &extension.scope {
        ExtensionScope::Unit { id, .. } => Whose::Unit(*id),
        ExtensionScope::Edition | ExtensionScope::Entry { .. } => Whose::Everybody,
    })
}

/// `GET /thu-ky/{ky}/gia-han/{id}/sua`
async fn show_correction(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, i64)>,
) -> Result<Response, PageError> {
    let (edition, extension) = find_one(&portal, &actor, &slug, id).await?;
    let form = CorrectionForm { reason: extension.reason.clone(), ..CorrectionForm::default() };
    Ok(request.page(move || view! { <CorrectExtensionPage edition extension form/> }).await)
}

/// `POST /thu-ky/{ky}/gia-han/{id}/sua`
async fn correct_extension(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, i64)>,
    fields: FormFields,
) -> Result<Response, PageError> {
    let (edition, extension) = find_one(&portal, &actor, &slug, id).await?;
    let form = CorrectionForm {
        until: fields.date(field::UNTIL),
        clock: fields.text(field::CLOCK),
        reason: fields.text(field::REASON),
    };
    match intake::correct_extension(&portal.db, &actor, edition.id, id, &form, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&extensions_path(&slug), Flash::ExtensionCorrected)),
        Err(ExtensionError::Failure(failure)) => Err(failure.into()),
        Err(ExtensionError::Problems(problems)) => {
            let errors = extension_errors(&problems, request.lang());
            Ok(request.refused(move || view! { <CorrectExtensionPage edition extension form errors/> }).await)
        }
    }
}

/// `GET /thu-ky/{ky}/gia-han/{id}/thu-hoi`
async fn show_revoke(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, i64)>,
) -> Result<Response, PageError> {
    let (edition, extension) = find_one(&portal, &actor, &slug, id).await?;
    let then = deadline_without(&edition, &extension);
    Ok(request.page(move || view! { <RevokeExtensionPage edition extension then/> }).await)
}

/// `POST /thu-ky/{ky}/gia-han/{id}/thu-hoi`
async fn revoke_extension(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, i64)>,
    fields: FormFields,
) -> Result<Response, PageError> {
    let (edition, extension) = find_one(&portal, &actor, &slug, id).await?;
    let reason = fields.text(field::REASON);
    match intake::revoke_extension(&portal.db, &actor, edition.id, id, &reason, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&extensions_path(&slug), Flash::ExtensionRevoked)),
        Err(ExtensionError::Failure(failure)) => Err(failure.into()),
        Err(ExtensionError::Problems(problems)) => {
            let errors = extension_errors(&problems, request.lang());
            let then = deadline_without(&edition, &extension);
            Ok(request.refused(move || view! { <RevokeExtensionPage edition extension then reason errors/> }).await)
        }
    }
}
