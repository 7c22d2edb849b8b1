//! The task that sends what is due, as long as the portal runs; it also clears away old sessions and counters.

use std::time::Duration;

use services::entries::files::collect_files;
use services::outbox::{Post, deliver_due, try_mail_now};
use services::people::sessions::remove_expired_sessions;
use time::OffsetDateTime;
use tracing::{error, info, warn};

use super::write;
use crate::portal::Portal;

/// How often the outbox is looked at.
const ROUND: Duration = Duration::from_secs(1);
/// Every how many rounds old sessions are cleared away.
const CLEARING: u64 = 600;
/// Every how many rounds files that nothing refers to are cleared away: three hours.
const COLLECTING: u64 = 3 * 3_600;

/// Opens the way out as configured; refuses a setting that cannot work.
pub fn open_post(config: &crate::config::Config) -> Result<Post, String> {
    Post::open(&config.mail.server, &config.mail.from, &config.data.join("mail"))
}

/// Sends until the portal stops. An outage is logged and tried again, it never ends the task.
pub async fn run(portal: Portal, post: Post) {
    // Whoever starts the portal may have mended the way out.
    if let Err(failure) = try_mail_now(&portal.db, OffsetDateTime::now_utc()).await {
        error!(%failure, "The pause of the outbox could not be ended");
    }
    let mut rounds = tokio::time::interval(ROUND);
    rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    for round in 0_u64.. {
        rounds.tick().await;
        send(&portal, &post).await;
        if round % CLEARING == 0 {
            clear_away(&portal).await;
        }
        if round % COLLECTING == CLEARING / 2 {
            // Beside the outbox: letters do not wait for a long list of files.
            tokio::spawn(collect(portal.clone()));
        }
    }
}

async fn send(portal: &Portal, post: &Post) {
    let words = |letter: &services::outbox::DueLetter| write(portal, letter.kind, letter.lang, &letter.params);
    match deliver_due(&portal.db, post, words, OffsetDateTime::now_utc()).await {
        Ok(done) if done.paused => {
            warn!("The mail server takes nothing from us: the outbox waits, and tries again by itself");
        }
        Ok(done) if done.sent + done.kept + done.failed > 0 => {
            info!(
                mail.sent = done.sent,
                mail.kept = done.kept,
                mail.failed = done.failed,
                "Outbox: {} sent, {} written to files, {} not taken",
                done.sent,
                done.kept,
                done.failed
            );
        }
        Ok(_) => {}
        Err(failure) => error!(%failure, "The outbox could not be read"),
    }
}

async fn clear_away(portal: &Portal) {
    portal.limits.forget_old();
    let now = OffsetDateTime::now_utc();
    if let Err(failure) = remove_expired_sessions(&portal.db, now).await {
        error!(%failure, "Old sessions could not be cleared away");
    }
    if let Err(failure) = services::people::remove_old_tries(&portal.db, now).await {
        error!(%failure, "Old counts could not be cleared away");
    }
}

async fn collect(portal: Portal) {
    match collect_files(&portal.db, &portal.files, false, OffsetDateTime::now_utc()).await {
        Ok(done) if done.is_nothing() => {}
        Ok(done) => info!(
            files.versions = done.versions,
            files.uploads = done.uploads,
            files.gone = done.files,
            files.bytes = done.bytes,
            "Cleared away {} files with {} bytes that nothing referred to",
            done.files,
            done.bytes
        ),
        Err(failure) => error!(%failure, "Files that nothing refers to could not be cleared away"),
    }
}
