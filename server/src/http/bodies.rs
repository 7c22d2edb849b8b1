//! Forms on their way in: received whole within their bounds, and given back when they could not be handled.

use app::busy_page::{BusyPage, Hindrance};
use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use futures::StreamExt;
use leptos::prelude::*;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::entries::wants_json;
use crate::http::bounds::{FORMS_KIB, FORMS_PATIENCE, FormBound, READ_ON, form_bound};
use crate::http::errors::{NeedsPage, PageError, try_later};
use crate::http::form::{FormFields, is_form};
use crate::http::request::PageRequest;
use crate::portal::Portal;

/// What all forms hold together, in KiB.
static ROOM: Semaphore = Semaphore::const_new(FORMS_KIB);
/// How much is taken of it at a time.
const STEP_KIB: u32 = 16;
/// A form that is handled aside.
const ASIDE: usize = 512 * 1024;

/// Receives a form within its bounds. When it cannot be handled now, the answer holds everything that was typed, ready to be sent
/// again.
pub async fn keep_typed(
    State(_): State<Portal>,
    page: PageRequest,
    request: Request,
    next: Next,
) -> Result<Response, PageError> {
    if request.method() != Method::POST || !is_form(request.headers()) {
        return Ok(next.run(request).await);
    }
    let route = request.extensions().get::<MatchedPath>();
    let bound = form_bound(route.map_or("", MatchedPath::as_str));
    let island = wants_json(request.headers());
    let (parts, body) = request.into_parts();
    let form = receive(body, bound).await?;
    let request = Request::from_parts(parts, Body::from(form.bytes.clone()));
    let response = aside(form.bytes.len(), next.run(request)).await;
    let status = response.extensions().get::<NeedsPage>().map(|needs| needs.0);
    let hindrance = match status {
        Some(StatusCode::SERVICE_UNAVAILABLE) => Hindrance::Busy,
        Some(StatusCode::INTERNAL_SERVER_ERROR) => Hindrance::Fault,
        _ => return Ok(response),
    };
    if island {
        return Ok(response);
    }
    let status = response.status();
    let action = page.path().to_owned();
    let number = page.number().to_owned();
    let given_back = async {
        let kept = FormFields::parse(&form.bytes).pairs().to_vec();
        let answer = page.answer(status, move || view! { <BusyPage hindrance action kept number/> });
        answer.await
    };
    Ok(try_later(aside(form.bytes.len(), given_back).await))
}

/// Reading a long form, and writing a page that gives it back, takes a while in one piece: others go on meanwhile, on threads of
/// their own. There is room for so few of these forms that their threads are few.
async fn aside<T>(size: usize, work: impl Future<Output = T>) -> T {
    if size < ASIDE {
        return work.await;
    }
    tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(work))
}

/// A form that has arrived, and the room it takes.
struct Received {
    bytes: Bytes,
    _room: Option<SemaphorePermit<'static>>,
}

async fn receive(body: Body, bound: FormBound) -> Result<Received, PageError> {
    let mut pieces = body.into_data_stream();
    let mut bytes = Vec::new();
    let mut room: Option<SemaphorePermit<'static>> = None;
    let mut held = 0;
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| PageError::TooSlow)?;
        if bytes.len() + piece.len() > bound.bytes {
            drop((bytes, room));
            read_on(pieces).await;
            return Err(PageError::TooLarge);
        }
        while bytes.len() + piece.len() > held {
            let more = tokio::time::timeout(FORMS_PATIENCE, ROOM.acquire_many(STEP_KIB)).await;
            let more = more.ok().and_then(Result::ok).ok_or(PageError::Busy)?;
            held += STEP_KIB as usize * 1024;
            match &mut room {
                Some(room) => room.merge(more),
                None => room = Some(more),
            }
        }
        bytes.extend_from_slice(&piece);
    }
    let fields = bytes.iter().filter(|byte| **byte == b'&').count() + 1;
    if fields > bound.fields {
        return Err(PageError::TooLarge);
    }
    Ok(Received { bytes: bytes.into(), _room: room })
}

/// Reads what is still on its way and throws it away, up to a limit.
async fn read_on(mut pieces: axum::body::BodyDataStream) {
    let mut left = READ_ON;
    while let Some(Ok(piece)) = pieces.next().await {
        left = left.saturating_sub(piece.len());
        if left == 0 {
            return;
        }
    }
}
