//! How many pages are made at the same time.

use std::sync::LazyLock;
use std::time::Duration;

use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::http::errors::PageError;

/// Nobody waits longer for a turn: in a flood the later ones are told to come back, and the crowd does not grow without end.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// Pages made at once for each processor: enough to keep it busy while some wait for the database.
const PER_PROCESSOR: usize = 3;

static TURNS: LazyLock<Semaphore> = LazyLock::new(|| {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    Semaphore::new(processors * PER_PROCESSOR)
});

/// Lets a page be read and rendered when its turn comes: in a crowd each is done sooner than if all were half done, and the
/// memory they need does not grow with the crowd. What has a body takes no turn: nobody can hold one by sending slowly.
pub async fn take_turn(request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    match turn_within(&TURNS, LONGEST_WAIT).await {
        Some(_turn) => next.run(request).await,
        None => PageError::Busy.into_response(),
    }
}

async fn turn_within(turns: &Semaphore, longest: Duration) -> Option<SemaphorePermit<'_>> {
    timeout(longest, turns.acquire()).await.ok()?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_turn_is_waited_for_and_not_without_end() {
        let turns = Semaphore::new(1);
        let held = turn_within(&turns, Duration::from_millis(10)).await;
        assert!(held.is_some());
        assert!(turn_within(&turns, Duration::from_millis(10)).await.is_none());
        drop(held);
        assert!(turn_within(&turns, Duration::from_millis(10)).await.is_some());
    }
}
