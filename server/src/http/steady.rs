//! Bodies and answers that keep moving: somebody on a slow line has all the time they need, somebody who only holds the line has not.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

use crate::http::bounds::{SLOW_AFTER, SLOWEST, TAKING};

/// Everything that is ready would be read at once; this much goes by before others have their turn.
const TURN: usize = 64 * 1024;

/// How a body has to come.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// The longest wait for a piece.
    pub pause: Duration,
    /// Bytes a second, counted once it was waited for longer than `slow_after` in all.
    pub slowest: u64,
    pub slow_after: Duration,
}

impl Pace {
    /// The pace that is asked of everybody, with the pause of the configuration.
    pub fn with_pause(pause: Duration) -> Self {
        Self { pause, slowest: SLOWEST, slow_after: SLOW_AFTER }
    }
}

/// A body that fails when it pauses too long or comes too slowly.
pub struct Steady<B> {
    inner: B,
    /// Since when the next piece is waited for.
    waiting: Option<Instant>,
    timer: Pin<Box<Sleep>>,
    pace: Pace,
    /// How long was waited in all; time in which nobody read counts for nothing.
    waited: Duration,
    received: u64,
    turn: usize,
}

impl<B> Steady<B> {
    pub fn new(inner: B, pace: Pace) -> Self {
        Self {
            inner,
            waiting: None,
            timer: Box::pin(sleep(pace.pause)),
            pace,
            waited: Duration::ZERO,
            received: 0,
            turn: 0,
        }
    }

    fn too_slow(&self) -> bool {
        let expected = self.waited.as_millis() * u128::from(self.pace.slowest) / 1_000;
        self.waited > self.pace.slow_after && u128::from(self.received) < expected
    }
}

fn timed_out() -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::TimedOut, "the request came too slowly")
}

impl<B> Body for Steady<B>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: std::error::Error + Send + Sync + 'static,
{
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = &mut *self;
        if this.turn >= TURN {
            this.turn = 0;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let Poll::Ready(frame) = Pin::new(&mut this.inner).poll_frame(cx) else {
            if this.waiting.is_none() {
                this.waiting = Some(Instant::now());
                this.timer.as_mut().reset(Instant::now() + this.pace.pause);
            }
            ready!(this.timer.as_mut().poll(cx));
            return Poll::Ready(Some(Err(timed_out())));
        };
        if let Some(since) = this.waiting.take() {
            this.waited += since.elapsed();
        }
        let Some(frame) = frame else { return Poll::Ready(None) };
        let frame = frame.map_err(std::io::Error::other)?;
        let length = frame.data_ref().map_or(0, Bytes::len);
        this.received += length as u64;
        this.turn += length;
        if this.too_slow() {
            return Poll::Ready(Some(Err(timed_out())));
        }
        Poll::Ready(Some(Ok(frame)))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// A connection whose answers have to be taken.
pub struct Taken {
    inner: TcpStream,
    timer: Pin<Box<Sleep>>,
    waiting: bool,
}

impl Taken {
    pub fn new(inner: TcpStream) -> Self {
        Self { inner, timer: Box::pin(sleep(TAKING)), waiting: false }
    }

    /// Fails what has been waiting to be written for too long.
    fn in_time<T>(&mut self, cx: &mut Context<'_>, written: Poll<std::io::Result<T>>) -> Poll<std::io::Result<T>> {
        if written.is_ready() {
            self.waiting = false;
            return written;
        }
        if !self.waiting {
            self.waiting = true;
            self.timer.as_mut().reset(Instant::now() + TAKING);
        }
        ready!(self.timer.as_mut().poll(cx));
        Poll::Ready(Err(timed_out()))
    }
}

impl AsyncRead for Taken {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(cx, buf)
    }
}

impl AsyncWrite for Taken {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<std::io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(cx, buf);
        self.in_time(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[std::io::IoSlice<'_>],
    ) -> Poll<std::io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write_vectored(cx, bufs);
        self.in_time(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body as AnyBody;
    use futures::StreamExt;

    /// What arrives of pieces of this size, one every so often; axum's body stands for the line.
    async fn arrives(size: usize, every: Duration, pieces: u32) -> Result<usize, String> {
        let line = futures::stream::unfold(0, move |sent| async move {
            if sent == pieces {
                return None;
            }
            sleep(every).await;
            Some((Ok::<_, std::io::Error>(Bytes::from(vec![0u8; size])), sent + 1))
        });
        let pace = Pace { pause: Duration::from_millis(1_500), slowest: 512, slow_after: Duration::from_secs(1) };
        let steady = Steady::new(AnyBody::from_stream(line), pace);
        let mut stream = AnyBody::new(steady).into_data_stream();
        let mut total = 0;
        while let Some(piece) = stream.next().await {
            total += piece.map_err(|err| err.to_string())?.len();
        }
        Ok(total)
    }

    #[tokio::test]
    async fn a_slow_line_arrives_and_one_that_is_only_held_does_not() {
        let ms = Duration::from_millis;
        let (slow, pausing, stopped, trickle) = tokio::join!(
            arrives(1_000, ms(50), 50),
            arrives(64_000, ms(700), 4),
            arrives(64_000, ms(2_500), 2),
            arrives(5, ms(50), 60),
        );
        assert_eq!((slow, pausing), (Ok(50_000), Ok(256_000)));
        assert!(stopped.is_err(), "one pause is too long");
        assert!(trickle.is_err(), "a trickle");
    }
}
