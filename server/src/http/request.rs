//! A request as pages see it, and the one way to answer with a page.

use std::convert::Infallible;
use std::pin::Pin;

use app::components::banner::Flash;
use app::shell::{PageContext, Visit, document, localised};
use app::words::Lang;
use axum::body::Body;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderValue, LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use domain::copies::SaveId;
use domain::people::actor::Actor;
use domain::text::local_or_home;
use futures::stream::{StreamExt, once};
use leptos::prelude::*;
use time::OffsetDateTime;
use tower_http::request_id::RequestId;

use crate::http::bounds::QUERY;
use crate::http::cookies::cookie;
use crate::portal::Portal;

/// The cookie that carries a [`Flash`] over one redirect.
const FLASH_COOKIE: &str = "thong-bao";
/// The cookie that keeps the theme.
pub const THEME_COOKIE: &str = "giao-dien";

/// What a handler needs to answer with a page in the visitor's language.
#[derive(Clone)]
pub struct PageRequest {
    portal: Portal,
    visit: Visit,
    /// What the log calls this request.
    number: String,
}

impl FromRequestParts<Portal> for PageRequest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Infallible> {
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        // Pages repeat their address in many links: one of endless length would fill them.
        let address = match uri.query() {
            Some(query) if query.len() > QUERY => uri.path(),
            _ => uri.path_and_query().map_or("/", |address| address.as_str()),
        };
        let (lang, path) = split_language(address);
        let visit = Visit {
            lang,
            actor: parts.extensions.get::<Actor>().cloned().unwrap_or_default(),
            path,
            theme: cookie(&parts.headers, &portal.cookie_name(THEME_COOKIE))
                .filter(|theme| matches!(theme.as_str(), "sang" | "toi" | "cao")),
            nonce: services::tokens::new_token(),
            page_id: services::tokens::new_token(),
            now: OffsetDateTime::now_utc(),
            flash: cookie(&parts.headers, &portal.cookie_name(FLASH_COOKIE)).and_then(|code| Flash::from_code(&code)),
        };
        Ok(Self { portal: portal.clone(), visit, number: number_of(parts) })
    }
}

impl PageRequest {
    /// The language of the address.
    pub fn lang(&self) -> Lang {
        self.visit.lang
    }

    /// The moment the request arrived.
    pub fn now(&self) -> OffsetDateTime {
        self.visit.now
    }

    /// The address without its language prefix, with its query.
    pub fn path(&self) -> &str {
        &self.visit.path
    }

    /// The number of the request, as the log and the pages of errors give it.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// 200 with a page.
    pub async fn page<V: IntoView + 'static>(self, view: impl FnOnce() -> V + Send + 'static) -> Response {
        self.answer(StatusCode::OK, view).await
    }

    /// 422: the same page again, with everything typed still there.
    pub async fn refused<V: IntoView + 'static>(mut self, view: impl FnOnce() -> V + Send + 'static) -> Response {
        self.visit.flash = None;
        self.answer(StatusCode::UNPROCESSABLE_ENTITY, view).await
    }

    /// 429: too many tries. The same page again, with everything typed still there and the moment of the next try.
    pub async fn wait<V: IntoView + 'static>(
        mut self,
        until: OffsetDateTime,
        view: impl FnOnce() -> V + Send + 'static,
    ) -> Response {
        self.visit.flash = None;
        let seconds = (until - self.visit.now).whole_seconds().max(0) + 1;
        let mut response = self.answer(StatusCode::TOO_MANY_REQUESTS, view).await;
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        response
    }

    /// A page with any status.
    pub async fn answer<V: IntoView + 'static>(
        self,
        status: StatusCode,
        view: impl FnOnce() -> V + Send + 'static,
    ) -> Response {
        let had_flash = self.visit.flash.is_some();
        let nonce = self.visit.nonce.clone();
        let expired_flash = self.portal.set_cookie(FLASH_COOKIE, "", 0);
        let page = PageContext::new(self.visit, self.portal.assets.clone(), self.portal.organiser.clone());
        let mut response = render(page, move || view().into_any()).await;
        *response.status_mut() = status;
        let headers = response.headers_mut();
        if let Ok(policy) = HeaderValue::from_str(&content_security_policy(&nonce)) {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
        if had_flash {
            headers.append(SET_COOKIE, expired_flash);
        }
        response
    }

    /// 303 to another page of the portal, in the same language; never to another site, wherever the path came from.
    pub fn redirect(&self, path: &str) -> Response {
        redirect_to(&localised(self.visit.lang, local_or_home(path)))
    }

    /// 303 to a page that will say what was done.
    pub fn redirect_saying(&self, path: &str, flash: Flash) -> Response {
        let mut response = self.redirect(path);
        let cookie = self.portal.set_cookie(FLASH_COOKIE, flash.code(), 60);
        response.headers_mut().append(SET_COOKIE, cookie);
        response
    }
}

fn number_of(parts: &Parts) -> String {
    let id = parts.extensions.get::<RequestId>();
    let text = id.and_then(|id| id.header_value().to_str().ok());
    text.unwrap_or_default().to_owned()
}

/// Tells the device which save arrived by a form's own button: it drops what it kept.
pub fn telling_saved(mut response: Response, save: Option<&SaveId>) -> Response {
    if let Some(save) = save.filter(|save| save.counter > 0) {
        let cookie = format!("da-luu={}.{}; Path=/; Max-Age=600; SameSite=Lax", save.page, save.counter);
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
    }
    response
}

/// 303 to an address as it is.
pub fn redirect_to(address: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    response.headers_mut().insert(LOCATION, HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/")));
    response
}

/// Splits `/en/ket-qua?x` into English and `/ket-qua?x`. What is left becomes links and must not name another site:
/// `/en//other.example` is no page, and its links lead home.
fn split_language(address: &str) -> (Lang, String) {
    let (lang, path) = match address.strip_prefix("/en") {
        Some("") => (Lang::En, "/".to_owned()),
        Some(rest) if rest.starts_with('/') => (Lang::En, rest.to_owned()),
        Some(rest) if rest.starts_with('?') => (Lang::En, format!("/{rest}")),
        _ => (Lang::Vi, address.to_owned()),
    };
    (lang, local_or_home(&path).to_owned())
}

/// Only our own files; scripts need the page's nonce; WASM may be compiled; nothing may frame us.
fn content_security_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    )
}

async fn render(page: PageContext, view: impl FnOnce() -> AnyView + Send + 'static) -> Response {
    let context = page.clone();
    let provide = move || {
        if let Some(shared) = Owner::current_shared_context() {
            shared.set_is_hydrating(false);
        }
        provide_context(context.clone());
    };
    let scripts = page.clone();
    let whole = move || document(page, view).into_any();
    let rendered =
        leptos_axum::handle_response_inner(provide, whole, Request::new(Body::empty()), |view, _resources, _| {
            Box::pin(async move {
                let html: String = view.to_html_stream_in_order().collect().await;
                Box::pin(once(async move { html })) as Pin<Box<_>>
            })
        })
        .await;
    finish(rendered, &scripts).await
}

/// Pages with an island get the scripts that start it; pages of somebody signed in the few lines that guard what was typed.
/// The others send no script at all, and need no markers either.
async fn finish(response: Response, page: &PageContext) -> Response {
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let html = String::from_utf8_lossy(&bytes);
    let html = if page.actor.is_signed_in() {
        html.replacen("</head>", &format!("{}</head>", guard_script(page)), 1).into()
    } else {
        html
    };
    let html = if html.contains("<leptos-island") || html.contains(GUARDED_FORM) {
        html.replacen("</head>", &format!("{}</head>", island_scripts(page)), 1)
    } else {
        html.replace(HYDRATION_MARKER, "")
    };
    Response::from_parts(parts, Body::from(html))
}

/// A form that the program guards, though nothing in it is an island. Text of people is escaped and never holds it.
const GUARDED_FORM: &str = " data-giu=\"";

/// What Leptos writes between nodes for the browser to find them again. Text of people is escaped and never holds it.
const HYDRATION_MARKER: &str = "<!>";

/// Before the program is there, and where it never comes: see `guard.js`.
fn guard_script(page: &PageContext) -> String {
    let script = include_str!("guard.js")
        .replace("SCRIPT_ADDRESS", &page.assets.script)
        .replace("WASM_ADDRESS", &page.assets.wasm);
    format!("<script nonce=\"{}\">{script}</script>", page.nonce)
}

fn island_scripts(page: &PageContext) -> String {
    format!(
        "<link rel=\"modulepreload\" href=\"{script}\"><script type=\"module\" nonce=\"{nonce}\">\
         import start,*as portal from\"{script}\";{loader}</script>",
        script = page.assets.script,
        nonce = page.nonce,
        loader = include_str!("islands.js").replace("WASM_ADDRESS", &page.assets.wasm),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_first_part_of_the_address() {
        let table = [
            ("/", Lang::Vi, "/"),
            ("/en", Lang::En, "/"),
            ("/en?x=1", Lang::En, "/?x=1"),
            ("/en/ket-qua?nam=2026", Lang::En, "/ket-qua?nam=2026"),
            ("/energy", Lang::Vi, "/energy"),
            ("/en//other.example", Lang::En, "/"),
            ("//other.example", Lang::Vi, "/"),
        ];
        for (address, lang, path) in table {
            assert_eq!(split_language(address), (lang, path.to_owned()), "{address}");
        }
    }
}
