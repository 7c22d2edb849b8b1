//! Which files are opened, when, how often, and how long what was made of them stays.

use domain::judging::file_view::{FileObstacle, Prepared, Shown};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, EntityTrait};
use time::Duration;

use super::*;
use crate::entities::{attachment, job};
use crate::failure::Failure;
use crate::judging::find_judged_page;

#[tokio::test]
async fn a_file_is_opened_once_and_again_only_after_a_crash() {
    let scene = scene("plain.pdf", PDF).await;
    let db = &scene.court.db;
    assert_eq!(queue_unprepared(db, noon()).await.expect("queued"), 1);
    assert_eq!(queue_unprepared(db, noon()).await.expect("queued"), 0, "it waits already");
    let taken = crate::jobs::take_job(db, crate::jobs::JobKind::ShowFile, noon()).await.expect("read");
    assert!(taken.is_some(), "the portal dies here");
    assert!(!prepare_next(db, &scene.files, noon()).await.expect("nothing"));
    crate::jobs::requeue_interrupted(db, noon()).await.expect("queued");
    assert!(prepare_next(db, &scene.files, noon()).await.expect("prepared"));
    assert_eq!(scene.seen().await.shown, Shown::Pages);
    assert_eq!(queue_unprepared(db, noon()).await.expect("queued"), 0, "it is done");
}

#[tokio::test]
async fn a_file_that_kills_the_portal_again_and_again_is_given_up() {
    let scene = scene("plain.pdf", PDF).await;
    let db = &scene.court.db;
    queue_unprepared(db, noon()).await.expect("queued");
    for _ in 0..3 {
        let taken = crate::jobs::take_job(db, crate::jobs::JobKind::ShowFile, noon()).await.expect("read");
        assert!(taken.is_some());
        crate::jobs::requeue_interrupted(db, noon()).await.expect("queued");
    }
    prepare_next(db, &scene.files, noon()).await.expect("given up");
    assert_eq!(scene.on_desk().await.file.prepared, Prepared::Not(FileObstacle::TooLarge));
    assert_eq!(scene.seen().await.shown, Shown::KeptBack);
}

#[tokio::test]
async fn a_full_disk_is_our_fault_and_the_file_is_tried_again_later() {
    let scene = scene("plain.pdf", PDF).await;
    let db = &scene.court.db;
    queue_unprepared(db, noon()).await.expect("queued");
    let uploads = scene.folder.path().join("uploads");
    std::fs::remove_dir_all(&uploads).expect("gone");
    let mut at = noon();
    // However often: it is never called a file that nobody can open.
    for _ in 0..5 {
        assert!(prepare_next(db, &scene.files, at).await.expect("put off"));
        assert!(!prepare_next(db, &scene.files, at).await.expect("not yet"));
        assert_eq!(scene.seen().await.shown, Shown::Preparing);
        at += Duration::minutes(11);
    }
    std::fs::create_dir(&uploads).expect("back");
    assert!(prepare_next(db, &scene.files, at).await.expect("prepared"));
    assert_eq!(scene.seen().await.shown, Shown::Pages);
}

#[tokio::test]
async fn personal_papers_and_drafts_are_not_opened() {
    let scene = scene("plain.pdf", PDF).await;
    let db = &scene.court.db;
    let row = attachment::ActiveModel {
        id: Unchanged(scene.file.0),
        item_code: Set("unknown".to_owned()),
        ..Default::default()
    };
    row.update(db).await.expect("saved");
    assert_eq!(queue_unprepared(db, noon()).await.expect("asked"), 0);
    assert!(job::Entity::find().all(db).await.expect("read").is_empty());
    let desk = find_desk_file(db, &scene.court.secretary, scene.file).await;
    assert!(matches!(desk, Err(Failure::NotFound)));
}

#[tokio::test]
async fn pictures_of_pages_stay_as_long_as_their_file() {
    use crate::entries::files::collect_files;
    let scene = prepared_scene("plain.pdf", PDF).await;
    let db = &scene.court.db;
    let later = time::OffsetDateTime::now_utc() + Duration::hours(3);
    let page = find_judged_page(db, &scene.court.judges[0], scene.task, 1, 1).await.expect("a page");
    collect_files(db, &scene.files, false, later).await.expect("cleared");
    assert!(scene.files.holds(&page.sha256).await);
    attachment::Entity::delete_by_id(scene.file.0).exec(db).await.expect("gone");
    collect_files(db, &scene.files, false, later).await.expect("cleared");
    assert!(!scene.files.holds(&page.sha256).await);
    let made = crate::entities::file_view::Entity::find().all(db).await.expect("a read");
    assert!(made.is_empty());
}
