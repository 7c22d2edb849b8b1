//! Connections: so many at a time, each with only so long to say what it wants.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;
use tracing::{debug, warn};

use crate::config::Bounds;
use crate::http::bounds::HEAD;
use crate::http::steady::{Pace, Steady, Taken};

/// What a connection holds of what was read or is to be written, at most.
const BUFFER: usize = 96 * 1024;

/// How long a connection may take.
#[derive(Clone, Copy)]
struct Times {
    head: Duration,
    pace: Pace,
}

/// Answers until asked to stop; requests under way are finished first.
pub async fn serve(listener: TcpListener, router: Router, bounds: &Bounds, stop: impl Future<Output = ()>) {
    let connections = u32::from(bounds.connections.max(1));
    let places = Arc::new(Semaphore::new(connections as usize));
    let (stopping, stopped) = watch::channel(false);
    let seconds = |seconds: u16| Duration::from_secs(u64::from(seconds.max(1)));
    let times = Times { head: seconds(bounds.head_seconds), pace: Pace::with_pause(seconds(bounds.pause_seconds)) };
    let mut stop = pin!(stop);
    loop {
        // Who comes when all places are taken waits in the system's own queue.
        let place = places.clone().acquire_owned();
        let accepted = async { (place.await, accept(&listener).await) };
        let (place, (stream, peer)) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        let (router, stopped) = (router.clone(), stopped.clone());
        tokio::spawn(async move {
            let _place = place;
            answer(stream, peer, router, times, stopped).await;
        });
    }
    drop(listener);
    let _ = stopping.send(true);
    let _ = places.acquire_many(connections).await;
}

/// The next connection. One that broke at once is nobody's trouble; without file handles it waits for some.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(err) => {
                warn!(%err, "A connection could not be taken");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

async fn answer(stream: TcpStream, peer: SocketAddr, router: Router, times: Times, mut stopped: watch::Receiver<bool>) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(|body| Body::new(Steady::new(body, times.pace)));
        request.extensions_mut().insert(ConnectInfo(peer));
        let router = router.clone();
        async move { Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(|never| match never {})) }
    });
    // The time to read a head runs from the end of the request before: it is the time of an idle connection, too.
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(times.head)
            .max_buf_size(BUFFER)
            .max_header_size(HEAD)
            .serve_connection(TokioIo::new(Taken::new(stream)), service)
    );
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = told_to_stop(&mut stopped) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(err) = ended {
        debug!(%err, "A connection ended early");
    }
}

async fn told_to_stop(stopped: &mut watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}
