//! Later deadlines.

use app::components::banner::Flash;
use app::intake::extensions_page::{ExtensionsPage, ExtensionsView, RevokeExtensionPage, extensions_path};
use app::intake::problem_words::extension_errors;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use domain::ids::UnitId;
use domain::intake::extensions::{ExtensionForm, field};
use domain::people::actor::Actor;
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
        .route(
            "/thu-ky/{ky}/gia-han/{id}/thu-hoi",
            get(show_revoke).post(revoke_extension),
        )
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
        reason: fields.text(field::REASON),
        max_uses: fields.text(field::USES),
    };
    match intake::grant_extension(&portal.db, &actor, desk.edition.id, &form, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&extensions_path(&slug), Flash::ExtensionGranted)),
        Err(ExtensionError::Failure(failure)) => Err(failure.into()),
        Err(ExtensionError::Problems(problems)) => {
            let errors = extension_errors(&problems, request.lang());
            Ok(request
                .refused(move || view! { <ExtensionsPage desk form errors/> })
                .await)
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
    let desk = find_view(&portal, &actor, &slug).await?;
    let found = desk.extensions.into_iter().find(|extension| extension.id == id);
    let extension = found.ok_or(PageError::NotFound)?;
    let edition = desk.edition;
    Ok(request
        .page(move || view! { <RevokeExtensionPage edition extension/> })
        .await)
}

/// `POST /thu-ky/{ky}/gia-han/{id}/thu-hoi`
async fn revoke_extension(
    State(portal): State<Portal>,
    request: PageRequest,
    SignedIn(actor): SignedIn,
    Path((slug, id)): Path<(String, i64)>,
) -> Result<Response, PageError> {
    let desk = find_view(&portal, &actor, &slug).await?;
    intake::revoke_extension(&portal.db, &actor, desk.edition.id, id, request.now()).await?;
    Ok(request.redirect_saying(&extensions_path(&slug), Flash::ExtensionRevoked))
}
