//! The bare server beside which pages are judged: it reads what a page reads, by the same statements, and prints JSON.

use std::net::SocketAddr;
use std::process::Command;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::routing::get;
use axum::{Json, Router};
use domain::ids::{AccountId, AssignmentId, PanelId};
use domain::intake::queue::QueueFilter as IntakeFilter;
use domain::judging::queue::QueueFilter;
use domain::people::actor::Actor;
use domain::programmes::rules::Criterion;
use domain::results::listing::RankingQuery;
use domain::results::public::WinnerQuery;
use sea_orm::DatabaseConnection;
use serde::Serialize;
use services::database::connect;
use services::people::{find_actor, sessions};
use services::results::KeptRankings;
use services::{intake, judging, programmes, results};
use time::OffsetDateTime;

use crate::portal::{Process, edition, free_address};

type Db = State<DatabaseConnection>;
type Answer<T> = Result<Json<T>, StatusCode>;

/// Starts this program once more, as the bare server.
pub fn start(database: &str) -> Process {
    let listen = free_address();
    let program = std::env::current_exe().expect("this program");
    let mut command = Command::new(program);
    Process::start(command.args(["bare", database, &listen]), &format!("http://{listen}"), "/home")
}

/// Serves until killed.
pub fn serve(database: &str, listen: &str) {
    let listen: SocketAddr = listen.parse().expect("an address");
    runtime().block_on(async {
        let db = connect(database).await.expect("the database of the portal");
        let socket = tokio::net::TcpListener::bind(listen).await.expect("a free address");
        axum::serve(socket, routes().with_state(db)).await.expect("it serves");
    });
}

/// What judges mark in the round being judged.
pub fn rubric(database: &str) -> Vec<Criterion> {
    runtime().block_on(async {
        let db = connect(database).await.expect("the database of the portal");
        let (_, rules) = programmes::find_public_edition(&db, edition::JUDGED).await.expect("the edition");
        rules.rounds.into_iter().next().map(|round| round.scoring().rubric.clone()).unwrap_or_default()
    })
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Runtime::new().expect("a runtime")
}

fn routes() -> Router<DatabaseConnection> {
    let kept = KeptRankings::default();
    Router::new()
        .route("/home", get(|State(db): Db| async move { json(programmes::list_public_editions(&db).await) }))
        .route("/winners", get(winners))
        .route("/entry/{code}", get(entry))
        .route("/queue", get(queue))
        .route("/sheet/{id}", get(sheet))
        .route("/intake", get(intake_list))
        .route("/ranking", get(move |db: Db, reader: Reader| ranking(kept, db, reader)))
        .route("/matrix/{panel}", get(matrix))
}

fn json<T: Serialize, E: std::fmt::Debug>(found: Result<T, E>) -> Answer<T> {
    found.map(Json).map_err(|err| {
        eprintln!("{err:?}");
        StatusCode::INTERNAL_SERVER_ERROR
    })
}

async fn winners(State(db): Db) -> Answer<domain::results::public::Winners> {
    let query = WinnerQuery { page: 1, ..WinnerQuery::default() };
    let now = OffsetDateTime::now_utc();
    json(results::find_winners(&db, &Actor::visitor(), edition::PUBLISHED, query, now).await)
}

async fn entry(State(db): Db, Path(code): Path<String>) -> Answer<domain::results::public::WinningEntry> {
    json(results::find_winning_entry(&db, &code, OffsetDateTime::now_utc()).await)
}

async fn queue(State(db): Db, Reader(actor): Reader) -> Answer<Option<domain::judging::queue::Queue>> {
    json(judging::list_assignments(&db, &actor, &QueueFilter::default()).await)
}

async fn sheet(
    State(db): Db,
    Reader(actor): Reader,
    Path(id): Path<AssignmentId>,
) -> Answer<domain::judging::entry_view::ScoreSheet> {
    json(judging::find_score_sheet(&db, &actor, id).await)
}

async fn intake_list(State(db): Db, Reader(actor): Reader) -> Answer<domain::intake::queue::Queue> {
    let filter = IntakeFilter { page: 1, ..IntakeFilter::default() };
    json(intake::list_entries(&db, &actor, edition::JUDGED, &filter).await)
}

async fn ranking(
    kept: KeptRankings,
    State(db): Db,
    Reader(actor): Reader,
) -> Answer<domain::results::listing::RankingList> {
    let query = RankingQuery { round: "preliminary".to_owned(), page: 1, ..RankingQuery::default() };
    json(results::find_ranking(&db, &kept, &actor, edition::JUDGED, query).await)
}

async fn matrix(
    State(db): Db,
    Reader(actor): Reader,
    Path(panel): Path<PanelId>,
) -> Answer<domain::judging::plan::Matrix> {
    json(judging::find_matrix(&db, &actor, panel, 1, false).await)
}

/// The person behind the cookie of the portal, found as the portal finds them.
struct Reader(Actor);

impl FromRequestParts<DatabaseConnection> for Reader {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, db: &DatabaseConnection) -> Result<Self, StatusCode> {
        let cookie = parts.headers.get("cookie").and_then(|cookie| cookie.to_str().ok()).unwrap_or_default();
        let id = cookie.split("; ").find_map(|pair| pair.strip_prefix("phien=")).ok_or(StatusCode::UNAUTHORIZED)?;
        let actor = reader(db, id).await;
        actor.map(Self).ok_or(StatusCode::UNAUTHORIZED)
    }
}

async fn reader(db: &DatabaseConnection, session: &str) -> Option<Actor> {
    let (data, _) = sessions::find_session(db, session, OffsetDateTime::now_utc()).await.ok()??;
    let data: serde_json::Value = serde_json::from_str(&data).ok()?;
    let account = AccountId(data["account"].as_i64()?);
    let version = i32::try_from(data["credentials_version"].as_i64()?).ok()?;
    find_actor(db, account, version, data["second_factor"] == true).await.ok()?
}
