//! Heavy work: opening pictures, rendering pages, hashing passwords. Whatever many people ask for, only two such works are done
//! at a time, and together they hold no more memory than was set aside for them.

use std::sync::{Arc, LazyLock, OnceLock};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::failure::Failure;

/// How many heavy works are done at a time.
pub const WORKS: usize = 2;
/// The memory set aside for heavy works and the child processes that do them, in MiB.
pub const MEMORY_MIB: u32 = 192;
/// How many wait for their turn; more are told at once that the portal is busy.
const WAITING: usize = 64;
/// How long somebody waits for a turn before hearing that the portal is busy.
const PATIENCE: Duration = Duration::from_secs(20);

static PICTURES_AND_PAGES: LazyLock<Gate> = LazyLock::new(|| {
    let patience = CONFIGURED.get().copied().unwrap_or(PATIENCE);
    Gate::new(WORKS, MEMORY_MIB, WAITING, patience)
});
static CONFIGURED: OnceLock<Duration> = OnceLock::new();

/// Sets how long somebody waits for a turn. Only before the first work.
pub fn set_patience(patience: Duration) {
    let _ = CONFIGURED.set(patience);
}

/// Passwords have a gate of their own, so that nobody waits behind a large picture to sign in. One takes 19 MiB and a moment.
pub(crate) static PASSWORDS: LazyLock<Gate> = LazyLock::new(|| Gate::new(2, 2 * PASSWORD_MIB, 1_000, PATIENCE));
/// What hashing one password takes.
pub(crate) const PASSWORD_MIB: u32 = 20;

/// Nobody's fault: too much is being done at once. Trying again a little later is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too much heavy work at once")]
pub struct Busy;

impl From<Busy> for Failure {
    fn from(_: Busy) -> Self {
        Self::Busy
    }
}

/// A turn, and the memory that goes with it; both are given back when this is dropped.
#[derive(Debug)]
pub struct Permit {
    _turn: OwnedSemaphorePermit,
    _memory: OwnedSemaphorePermit,
}

/// A turn for a work that needs this much memory, for somebody who waits for the answer. Move it into the task that works: a
/// caller who goes away must not end the turn of a work that goes on.
pub async fn permit(mib: u32) -> Result<Permit, Busy> {
    PICTURES_AND_PAGES.permit(mib).await
}

/// A turn for a job in the background, which has all the time in the world.
pub async fn permit_in_time(mib: u32) -> Permit {
    PICTURES_AND_PAGES.turn(mib).await
}

/// Whole MiB that hold this many bytes.
pub fn mib(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1024 * 1024)).unwrap_or(u32::MAX)
}

/// Does heavy work off the request threads when its turn comes.
pub async fn work<T: Send + 'static>(mib: u32, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    PICTURES_AND_PAGES.work(mib, work).await
}

/// Turns and memory, with a queue that is only so long and so patient.
pub(crate) struct Gate {
    turns: Arc<Semaphore>,
    memory: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    mib: u32,
    patience: Duration,
}

impl Gate {
    fn new(works: usize, mib: u32, waiting: usize, patience: Duration) -> Self {
        Self {
            turns: Arc::new(Semaphore::new(works)),
            memory: Arc::new(Semaphore::new(mib as usize)),
            queue: Arc::new(Semaphore::new(works + waiting)),
            mib,
            patience,
        }
    }

    async fn permit(&self, mib: u32) -> Result<Permit, Busy> {
        let _place = self.queue.try_acquire().map_err(|_| Busy)?;
        tokio::time::timeout(self.patience, self.turn(mib)).await.map_err(|_| Busy)
    }

    /// The turn goes into the task that works: a caller who goes away does not end it.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        mib: u32,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let permit = self.permit(mib).await?;
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
        });
        done.await.map_err(|err| Failure::Damaged(format!("heavy work ended early: {err}")))
    }

    /// In the order of asking. A work that says it needs more than there is takes all there is.
    async fn turn(&self, mib: u32) -> Permit {
        let turn = self.turns.clone().acquire_owned();
        let turn = turn.await.unwrap_or_else(|_| unreachable!("the gate is never closed"));
        let memory = self.memory.clone().acquire_many_owned(mib.clamp(1, self.mib));
        let memory = memory.await.unwrap_or_else(|_| unreachable!("the gate is never closed"));
        Permit { _turn: turn, _memory: memory }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::Poll;

    fn gate(waiting: usize) -> Gate {
        Gate::new(2, 192, waiting, Duration::from_millis(30))
    }

    #[tokio::test]
    async fn a_third_work_waits_and_is_told_in_the_end_that_the_portal_is_busy() {
        let gate = gate(8);
        let first = gate.permit(10).await.unwrap();
        let _second = gate.permit(10).await.unwrap();
        assert_eq!(gate.permit(10).await.unwrap_err(), Busy);
        drop(first);
        gate.permit(10).await.expect("a turn came free");
    }

    #[tokio::test]
    async fn two_works_never_hold_more_memory_than_was_set_aside() {
        let gate = gate(8);
        let large = gate.permit(150).await.unwrap();
        assert_eq!(gate.permit(50).await.unwrap_err(), Busy);
        let small = gate.permit(42).await.expect("fits beside the large one");
        drop((large, small));
        let _all = gate.permit(u32::MAX).await.expect("alone, a work may have everything");
        assert_eq!(gate.permit(1).await.unwrap_err(), Busy);
    }

    #[tokio::test]
    async fn a_queue_that_is_full_refuses_at_once() {
        let gate = Gate::new(1, 1, 1, Duration::from_secs(3_600));
        let _work = gate.permit(1).await.unwrap();
        let waiting = gate.permit(1);
        tokio::pin!(waiting);
        assert!(futures::poll!(&mut waiting).is_pending());
        let second = gate.permit(1);
        tokio::pin!(second);
        assert!(futures::poll!(&mut second).is_pending(), "the queue holds works and waiters together");
        let third = gate.permit(1);
        tokio::pin!(third);
        let refused = futures::poll!(&mut third);
        assert!(matches!(refused, Poll::Ready(Err(Busy))), "{refused:?}");
    }

    #[tokio::test]
    async fn a_caller_who_goes_away_does_not_end_the_turn_of_a_work_that_goes_on() {
        let gate = Arc::new(gate(8));
        let (ends, ended) = std::sync::mpsc::channel::<()>();
        let (begins, begun) = tokio::sync::oneshot::channel();
        let asked = gate.clone();
        let caller = tokio::spawn(async move {
            let work = move || {
                let _ = begins.send(());
                ended.recv()
            };
            asked.work(192, work).await
        });
        begun.await.unwrap();
        caller.abort();
        assert!(caller.await.unwrap_err().is_cancelled());
        assert_eq!(gate.permit(1).await.unwrap_err(), Busy, "the work still holds its memory");
        ends.send(()).unwrap();
        let _turn = gate.turn(192).await;
    }
}
