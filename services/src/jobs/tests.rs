//! Jobs: queued once, taken once, begun again after a crash, put off when the fault is ours.

use super::*;
use crate::testkit::{fresh_db, noon};

const KIND: JobKind = JobKind::ShowFile;

#[tokio::test]
async fn work_is_queued_once_and_taken_once() {
    let db = fresh_db().await;
    assert!(queue_job(&db, KIND, "aa", noon()).await.expect("queued"));
    assert!(!queue_job(&db, KIND, "aa", noon()).await.expect("asked"));
    assert!(queue_job(&db, KIND, "bb", noon()).await.expect("queued"));
    let first = take_job(&db, KIND, noon()).await.expect("read").expect("work");
    assert_eq!((first.subject.as_str(), first.attempts), ("aa", 1));
    assert!(!queue_job(&db, KIND, "aa", noon()).await.expect("asked"), "it runs already");
    let second = take_job(&db, KIND, noon()).await.expect("read").expect("work");
    assert_eq!(second.subject, "bb");
    assert_eq!(take_job(&db, KIND, noon()).await.expect("read"), None);
    finish_job(&db, first.id, noon()).await.expect("done");
    assert!(queue_job(&db, KIND, "aa", noon()).await.expect("queued"), "done work may be asked for again");
}

#[tokio::test]
async fn what_ran_when_the_portal_died_is_begun_again() {
    let db = fresh_db().await;
    queue_job(&db, KIND, "aa", noon()).await.expect("queued");
    take_job(&db, KIND, noon()).await.expect("read").expect("work");
    assert_eq!(take_job(&db, KIND, noon()).await.expect("read"), None);
    assert_eq!(requeue_interrupted(&db, noon()).await.expect("asked"), 1);
    let again = take_job(&db, KIND, noon()).await.expect("read").expect("work");
    assert_eq!((again.subject.as_str(), again.attempts), ("aa", 2));
}

#[tokio::test]
async fn what_was_put_off_is_not_counted_with_what_ended_the_portal() {
    let db = fresh_db().await;
    queue_job(&db, KIND, "aa", noon()).await.expect("queued");
    let mut at = noon();
    for _ in 0..5 {
        let job = take_job(&db, KIND, at).await.expect("read").expect("work");
        put_off_job(&db, &job, "the disk is full", at).await.expect("put off");
        at += LONGEST_WAIT;
    }
    let job = take_job(&db, KIND, at).await.expect("read").expect("work");
    assert_eq!((job.attempts, job.was_put_off), (6, true));
    for attempts in [2, 3] {
        requeue_interrupted(&db, at).await.expect("asked");
        let again = take_job(&db, KIND, at).await.expect("read").expect("work");
        assert_eq!((again.attempts, again.was_put_off), (attempts, false));
    }
}

#[tokio::test]
async fn what_is_put_off_waits_longer_each_time() {
    let db = fresh_db().await;
    queue_job(&db, KIND, "aa", noon()).await.expect("queued");
    let mut at = noon();
    let mut waits = Vec::new();
    for _ in 0..9 {
        let job = take_job(&db, KIND, at).await.expect("read").expect("work");
        put_off_job(&db, &job, "the disk is full", at).await.expect("put off");
        let wait = wait_after(job.attempts);
        let early = take_job(&db, KIND, at + wait - Duration::SECOND).await.expect("read");
        assert_eq!(early, None, "not before its time");
        waits.push(wait.whole_seconds());
        at += wait;
    }
    assert_eq!(waits, [10, 20, 40, 80, 160, 320, 600, 600, 600]);
}

#[tokio::test]
async fn what_was_done_long_ago_is_forgotten() {
    let db = fresh_db().await;
    queue_job(&db, KIND, "aa", noon()).await.expect("queued");
    let job = take_job(&db, KIND, noon()).await.expect("read").expect("work");
    give_up_job(&db, job.id, "damaged", noon()).await.expect("given up");
    forget_old_jobs(&db, KIND, noon() + KEPT).await.expect("cleared");
    assert_eq!(job::Entity::find().all(&db).await.expect("read").len(), 1);
    forget_old_jobs(&db, KIND, noon() + KEPT + Duration::SECOND).await.expect("cleared");
    assert!(job::Entity::find().all(&db).await.expect("read").is_empty());
}
