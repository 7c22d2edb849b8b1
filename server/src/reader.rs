//! The task that makes files readable for judges, one after the other, as long as the portal runs.

use std::time::Duration;

use services::jobs::{JobKind, forget_old_jobs, requeue_interrupted};
use services::reader::{forget_folders, prepare_next, queue_unprepared};
use time::OffsetDateTime;
use tracing::{error, info};

use crate::portal::Portal;

/// How often the queue is looked at when there is nothing to do.
const ROUND: Duration = Duration::from_secs(2);
/// Every how many rounds what was done long ago is forgotten.
const CLEARING: u64 = 1800;

/// Works until the portal stops. An outage is logged and tried again, it never ends the task.
pub async fn run(portal: Portal) {
    forget_folders(&portal.files);
    match requeue_interrupted(&portal.db, OffsetDateTime::now_utc()).await {
        Ok(0) => {}
        Ok(jobs) => info!(jobs, "{jobs} jobs were interrupted and wait again"),
        Err(failure) => error!(%failure, "Interrupted jobs could not be queued again"),
    }
    let mut rounds = tokio::time::interval(ROUND);
    rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    for round in 0_u64.. {
        rounds.tick().await;
        if let Err(failure) = queue_unprepared(&portal.db, OffsetDateTime::now_utc()).await {
            error!(%failure, "Files that wait could not be looked for");
        }
        work(&portal).await;
        if round % CLEARING == 0
            && let Err(failure) = forget_old_jobs(&portal.db, JobKind::ShowFile, OffsetDateTime::now_utc()).await
        {
            error!(%failure, "Old jobs could not be forgotten");
        }
    }
}

/// Does what is in the queue.
async fn work(portal: &Portal) {
    loop {
        match prepare_next(&portal.db, &portal.files, OffsetDateTime::now_utc()).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(failure) => {
                error!(%failure, "A file could not be made readable");
                return;
            }
        }
    }
}
