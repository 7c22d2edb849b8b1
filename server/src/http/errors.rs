//! What a handler answers when it cannot do what was asked. People get a page, the log gets the cause.

use app::errors_page::{ErrorPage, Trouble};
use axum::extract::{Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::people::access::Forbidden;
use domain::people::exclusions::Exclusion;
use leptos::prelude::*;
use services::failure::Failure;
use tracing::error;

use crate::entries::{json, wants_json};
use crate::http::request::PageRequest;
use crate::portal::Portal;

/// When somebody who was told that the portal is busy should try again.
pub const RETRY_SECONDS: u16 = 10;

/// Why there is no page.
#[derive(Debug)]
pub enum PageError {
    /// Not there, or not for this person: the two look the same.
    NotFound,
    /// Another duty of the person excludes it: they are told, since it is their own.
    Excluded(Exclusion),
    /// The person must sign in first.
    SignIn,
    /// The request makes no sense.
    BadRequest,
    /// More was sent than we take.
    TooLarge,
    /// The request came too slowly to wait for its end.
    TooSlow,
    /// Too many tries: wait.
    TooMany,
    /// The portal cannot do it now, and could a little later.
    Busy,
    /// Our fault. The cause goes to the log, never to the page.
    Internal(String),
}

impl From<Failure> for PageError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Forbidden(Forbidden { excluded: Some(exclusion), .. }) => Self::Excluded(exclusion),
            Failure::NotFound | Failure::Forbidden(_) => Self::NotFound,
            Failure::Busy => Self::Busy,
            Failure::Database(err) => err.into(),
            Failure::Damaged(_) | Failure::Files(_) => Self::Internal(failure.to_string()),
        }
    }
}

impl From<sea_orm::DbErr> for PageError {
    fn from(err: sea_orm::DbErr) -> Self {
        if services::database::is_passing(&err) {
            error!(cause = %err, "The database had no time");
            return Self::Busy;
        }
        Self::Internal(err.to_string())
    }
}

impl PageError {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Excluded(_) => StatusCode::FORBIDDEN,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Marks an answer that still needs its page.
#[derive(Clone, Copy, Debug)]
pub struct NeedsPage(pub StatusCode);

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        if let Self::Internal(cause) = &self {
            error!(cause, "The request failed");
        }
        let status = self.status();
        let mut response = status.into_response();
        response.extensions_mut().insert(NeedsPage(status));
        if let Self::Excluded(exclusion) = self {
            response.extensions_mut().insert(exclusion);
        }
        response
    }
}

/// Gives every error its page, in the visitor's language.
pub async fn error_pages(State(_): State<Portal>, request: PageRequest, inner: Request, next: Next) -> Response {
    let number = request.number().to_owned();
    let island = wants_json(inner.headers());
    let response = next.run(inner).await;
    let bare = response.status().is_client_error() || response.status().is_server_error();
    let has_body = response.headers().contains_key(axum::http::header::CONTENT_TYPE);
    let Some(status) = response
        .extensions()
        .get::<NeedsPage>()
        .map(|needs| needs.0)
        .or_else(|| (bare && !has_body).then(|| response.status()))
    else {
        return response;
    };
    if island && status == StatusCode::SERVICE_UNAVAILABLE {
        return try_later(json(status, &serde_json::json!({ "busy": true })));
    }
    let excluded = response.extensions().get::<Exclusion>().copied();
    let trouble = match status {
        _ if excluded.is_some() => excluded.map_or(Trouble::NotFound, Trouble::Excluded),
        StatusCode::UNAUTHORIZED => return request.redirect(&format!("/dang-nhap?ve={}", encode(request.path()))),
        StatusCode::NOT_FOUND => Trouble::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Trouble::NotFound,
        StatusCode::FORBIDDEN => Trouble::ForeignForm,
        StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge,
        StatusCode::TOO_MANY_REQUESTS => Trouble::TooMany,
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => Trouble::Busy,
        status if status.is_client_error() => Trouble::BadRequest,
        _ => Trouble::Internal,
    };
    let mut answer = request.answer(status, move || view! { <ErrorPage trouble number/> }).await;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        answer = try_later(answer);
    }
    answer
}

/// Says in a header when to try again.
pub fn try_later(mut answer: Response) -> Response {
    answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(RETRY_SECONDS));
    answer
}

/// An address as it may stand inside a query.
pub fn encode(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
