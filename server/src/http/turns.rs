//! How many pages are made at the same time.

use std::sync::LazyLock;

use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::Semaphore;

/// Pages made at once for each processor: enough to keep it busy while some wait for the database.
const PER_PROCESSOR: usize = 3;

static TURNS: LazyLock<Semaphore> = LazyLock::new(|| {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    Semaphore::new(processors * PER_PROCESSOR)
});

/// Lets a page be read and rendered when its turn comes: in a crowd each is done sooner than if all were half done, and the
/// memory they need does not grow with the crowd. What has a body takes no turn: nobody can hold one by sending slowly.
pub async fn take_turn(request: Request, next: Next) -> Response {
    let _turn = match *request.method() {
        Method::GET | Method::HEAD => TURNS.acquire().await.ok(),
        _ => None,
    };
    next.run(request).await
}
