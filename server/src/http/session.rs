//! Sessions: tower-sessions over our own table, and the `Actor` of each request.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::HeaderValue;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use domain::ids::AccountId;
use domain::people::actor::Actor;
use sea_orm::DatabaseConnection;
use services::people::{KnownAccount, sessions};
use time::{Duration, OffsetDateTime};
use tower_sessions::session::{Id, Record};
use tower_sessions::{Expiry, Session, SessionManagerLayer, SessionStore, session_store};

use crate::http::cookies::SESSION_COOKIE;
use crate::http::errors::PageError;
use crate::portal::Portal;

/// A session's end is moved on at most this often, so that reading pages does not write rows.
const TOUCH: Duration = Duration::minutes(10);

const ACCOUNT: &str = "account";
const VERSION: &str = "credentials_version";
const SECOND_FACTOR: &str = "second_factor";
const SEEN: &str = "seen";
const SINCE: &str = "since";

/// Session rows, through `services`.
#[derive(Clone, Debug)]
pub struct Store(pub DatabaseConnection);

#[async_trait::async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let account = record.data.get(ACCOUNT).and_then(serde_json::Value::as_i64).map(AccountId);
        let data = serde_json::to_string(&record.data).map_err(|err| session_store::Error::Encode(err.to_string()))?;
        sessions::save_session(
            &self.0,
            &record.id.to_string(),
            account,
            data,
            record.expiry_date,
            OffsetDateTime::now_utc(),
        )
        .await
        .map_err(backend)
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let found =
            sessions::find_session(&self.0, &id.to_string(), OffsetDateTime::now_utc()).await.map_err(backend)?;
        let Some((data, expiry_date)) = found else {
            return Ok(None);
        };
        let data = serde_json::from_str(&data).map_err(|err| session_store::Error::Decode(err.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        sessions::end_session(&self.0, &id.to_string()).await.map_err(backend)
    }
}

fn backend(err: sea_orm::DbErr) -> session_store::Error {
    session_store::Error::Backend(err.to_string())
}

/// The session layer: an HTTP-only cookie, secure where the portal is.
pub fn layer(portal: &Portal) -> SessionManagerLayer<Store> {
    SessionManagerLayer::new(Store(portal.db.clone()))
        .with_name(portal.cookie_name(SESSION_COOKIE))
        .with_same_site(tower_sessions::cookie::SameSite::Lax)
        .with_secure(portal.config.is_secure())
        .with_expiry(Expiry::OnInactivity(portal.config.sessions.idle()))
}

/// Puts the [`Actor`] into the request: who signed in with this session, or a visitor.
pub async fn identify(
    State(portal): State<Portal>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Result<Response, PageError> {
    let actor = find_actor(&portal, &session).await?;
    request.extensions_mut().insert(actor);
    Ok(next.run(request).await)
}

async fn find_actor(portal: &Portal, session: &Session) -> Result<Actor, PageError> {
    let Some(id) = session.get::<i64>(ACCOUNT).await.map_err(internal)? else {
        return Ok(Actor::visitor());
    };
    let version = session.get::<i32>(VERSION).await.map_err(internal)?.unwrap_or_default();
    let second_factor = session.get::<bool>(SECOND_FACTOR).await.map_err(internal)?.unwrap_or(false);
    let found = services::people::find_actor(&portal.db, AccountId(id), version, second_factor).await?;
    let actor = found.unwrap_or_default();
    if is_over(portal, session, &actor).await? {
        session.flush().await.map_err(internal)?;
        return Ok(Actor::visitor());
    }
    touch(session).await?;
    Ok(actor)
}

/// True when the session has stood as long as any may, however busy it was: a stolen one does not live for ever.
async fn is_over(portal: &Portal, session: &Session, actor: &Actor) -> Result<bool, PageError> {
    let since = session.get::<i64>(SINCE).await.map_err(internal)?.unwrap_or_default();
    let stood = Duration::seconds(OffsetDateTime::now_utc().unix_timestamp() - since);
    Ok(stood >= portal.config.sessions.longest(actor))
}

async fn touch(session: &Session) -> Result<(), PageError> {
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let seen = session.get::<i64>(SEEN).await.map_err(internal)?.unwrap_or_default();
    if now - seen > TOUCH.whole_seconds() {
        session.insert(SEEN, now).await.map_err(internal)?;
    }
    Ok(())
}

/// Signs a person in under a new session id, so that an id known before is worth nothing.
pub async fn sign_in(session: &Session, account: KnownAccount) -> Result<(), PageError> {
    session.cycle_id().await.map_err(internal)?;
    session.insert(ACCOUNT, account.id.0).await.map_err(internal)?;
    session.insert(VERSION, account.credentials_version).await.map_err(internal)?;
    session.insert(SECOND_FACTOR, false).await.map_err(internal)?;
    let now = OffsetDateTime::now_utc().unix_timestamp();
    session.insert(SINCE, now).await.map_err(internal)?;
    session.insert(SEEN, now).await.map_err(internal)
}

/// Notes that the one-time code was right, again under a new id.
pub async fn pass_second_factor(session: &Session) -> Result<(), PageError> {
    session.cycle_id().await.map_err(internal)?;
    session.insert(SECOND_FACTOR, true).await.map_err(internal)
}

/// Ends this session.
pub async fn sign_out(session: &Session) -> Result<(), PageError> {
    session.flush().await.map_err(internal)
}

/// Whoever signs out leaves nothing on the device. Never sent when a session ends by itself: what is unsent waits there.
pub fn clearing_device(mut response: Response) -> Response {
    let storage = HeaderValue::from_static("\"storage\"");
    response.headers_mut().insert("clear-site-data", storage);
    response
}

fn internal(err: tower_sessions::session::Error) -> PageError {
    PageError::Internal(err.to_string())
}

/// The person behind the request; a visitor is sent to sign in first.
pub struct SignedIn(pub Actor);

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        match parts.extensions.get::<Actor>() {
            Some(actor) if actor.is_signed_in() => Ok(Self(actor.clone())),
            _ => Err(PageError::SignIn),
        }
    }
}

/// The person behind the request, visitor or not.
pub struct Anyone(pub Actor);

impl<S: Send + Sync> FromRequestParts<S> for Anyone {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<Actor>().cloned().unwrap_or_default()))
    }
}
