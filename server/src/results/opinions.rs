//! The provisional list, and what the public says about it.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::LazyLock;

use app::components::banner::Flash;
use app::results::Typed;
use app::results::public_notice_page::PublicNoticePage;
use axum::Router;
use axum::extract::{ConnectInfo, Path, State};
use axum::response::Response;
use axum::routing::get;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use leptos::prelude::*;
use services::results::{self, ActError, FeedbackInput};

use crate::http::errors::PageError;
use crate::http::form::FormFields;
use crate::http::request::PageRequest;
use crate::http::session::Anyone;
use crate::portal::Portal;

/// Opinions from one address: so many at once, then one as each of these shares of a minute passes.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(6).unwrap();

static OPINIONS: LazyLock<DefaultKeyedRateLimiter<IpAddr>> =
    LazyLock::new(|| RateLimiter::keyed(Quota::per_minute(AT_ONCE)));

pub fn routes() -> Router<Portal> {
    Router::new().route("/cong-khai/{ky}", get(show_notice).post(send_feedback))
}

/// `GET /cong-khai/{ky}`; once published, the list is the result.
async fn show_notice(
    State(portal): State<Portal>,
    request: PageRequest,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    match results::find_public_notice(&portal.db, &slug, request.now()).await {
        Ok(notice) => Ok(request.page(move || view! { <PublicNoticePage notice/> }).await),
        Err(failure) => {
            let visitor = domain::people::actor::Actor::visitor();
            let published = results::find_winners(&portal.db, &visitor, &slug, Default::default(), request.now()).await;
            if published.is_ok() { Ok(request.redirect(&format!("/ket-qua/{slug}"))) } else { Err(failure.into()) }
        }
    }
}

/// `POST /cong-khai/{ky}`
async fn send_feedback(
    State(portal): State<Portal>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    request: PageRequest,
    Anyone(actor): Anyone,
    Path(slug): Path<String>,
    form: FormFields,
) -> Result<Response, PageError> {
    if OPINIONS.check_key(&from.ip()).is_err() {
        return Err(PageError::TooMany);
    }
    let input = FeedbackInput { name: form.text("ho_ten"), contact: form.text("lien_he"), body: form.text("noi_dung") };
    match results::send_feedback(&portal.db, &actor, &slug, input, request.now()).await {
        Ok(()) => Ok(request.redirect_saying(&format!("/cong-khai/{slug}"), Flash::OpinionSent)),
        Err(ActError::Refused(problems)) => {
            let notice = results::find_public_notice(&portal.db, &slug, request.now()).await?;
            let typed = Typed(form.pairs().to_vec());
            Ok(request.refused(move || view! { <PublicNoticePage notice problems typed/> }).await)
        }
        Err(ActError::Failure(failure)) => Err(failure.into()),
    }
}
