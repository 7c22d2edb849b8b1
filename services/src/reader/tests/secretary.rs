//! What the secretary may do about a file, and nobody else.

use domain::entries::file_problem::FileProblem;
use domain::judging::file_desk::{Release, ReleaseProblem};
use domain::judging::file_view::{FileObstacle, Prepared, Shown};
use domain::people::actor::Actor;
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::*;
use crate::entities::attachment;
use crate::judging::find_judged_file;

#[tokio::test]
async fn words_are_read_by_judges_after_the_secretary_read_and_released_them() {
    let scene = prepared_scene("plain.pdf", PDF).await;
    let secretary = &scene.court.secretary;
    let form = scene.form(Release::Text).await;
    let unread = ReleaseForm { looked_at: false, ..form.clone() };
    let refused = scene.release(secretary, &unread).await;
    assert!(matches!(refused, Err(ReleaseError::Problem(ReleaseProblem::NotLookedAt))));
    scene.release(secretary, &form).await.expect("released");
    scene.release(secretary, &form).await.expect("twice is once");
    assert_ne!(Scene::words(&scene.seen().await), "");
    assert!(!scene.seen().await.may_have_file);
    revoke_release(&scene.court.db, secretary, scene.file, Release::Text, noon()).await.expect("revoked");
    revoke_release(&scene.court.db, secretary, scene.file, Release::Text, noon()).await.expect("twice is once");
    assert_eq!(Scene::words(&scene.seen().await), "");
    assert_eq!(scene.acts().await, ["file.text_released", "file.text_release_revoked"]);
}

#[tokio::test]
async fn a_release_dies_with_the_content_it_was_given_for() {
    let scene = prepared_scene("plain.pdf", PDF).await;
    let secretary = &scene.court.secretary;
    let form = scene.form(Release::Text).await;
    scene.release(secretary, &form).await.expect("released");
    let row = attachment::ActiveModel {
        id: Unchanged(scene.file.0),
        sha256: Set(scene.keep(&input("pdf-bom.pdf")).await),
        ..Default::default()
    };
    row.update(&scene.court.db).await.expect("another file");
    scene.prepare().await;
    assert_eq!(scene.seen().await.shown, Shown::Pages);
    assert_eq!(Scene::words(&scene.seen().await), "");
    let old = scene.release(secretary, &form).await;
    assert!(matches!(old, Err(ReleaseError::Problem(ReleaseProblem::Changed))));
}

#[tokio::test]
async fn a_file_that_cannot_be_shown_is_released_after_looking_and_taken_back() {
    let scene = prepared_scene("pdf-locked.pdf", PDF).await;
    let (db, secretary) = (&scene.court.db, &scene.court.secretary);
    assert_eq!(scene.seen().await.shown, Shown::KeptBack);
    let (_, desk) = list_desk_files(db, secretary, &slug_of(db, scene.court.edition).await).await.expect("a desk");
    assert_eq!((desk.files.len(), desk.waiting, desk.readable), (1, 0, 0));
    assert_eq!(desk.files[0].prepared, Prepared::Not(FileObstacle::Locked));
    let words = scene.release(secretary, &scene.form(Release::Text).await).await;
    assert!(matches!(words, Err(ReleaseError::Problem(ReleaseProblem::DoesNotFit))));
    scene.release(secretary, &scene.form(Release::File).await).await.expect("released");
    assert!(scene.seen().await.may_have_file);
    find_judged_file(db, &scene.court.judges[0], scene.task, 1).await.expect("the file");
    revoke_release(db, secretary, scene.file, Release::File, noon()).await.expect("revoked");
    assert!(find_judged_file(db, &scene.court.judges[0], scene.task, 1).await.is_err());
    assert_eq!(scene.acts().await, ["file.released", "file.release_revoked"]);
}

#[tokio::test]
async fn a_file_that_is_shown_in_pages_is_never_released_whole() {
    let scene = prepared_scene("plain.pdf", PDF).await;
    let form = scene.form(Release::File).await;
    let refused = scene.release(&scene.court.secretary, &form).await;
    assert!(matches!(refused, Err(ReleaseError::Problem(ReleaseProblem::DoesNotFit))));
}

#[tokio::test]
async fn a_copy_without_names_stands_for_the_file() {
    let scene = prepared_scene("pdf-locked.pdf", PDF).await;
    let (db, secretary) = (&scene.court.db, &scene.court.secretary);
    let bad = scene.attach(secretary, b"MZ no document").await;
    assert!(matches!(bad, Err(ReleaseError::File(FileProblem::WrongFormat { .. }))));
    scene.attach(secretary, &input("plain.pdf")).await.expect("attached");
    assert_eq!(scene.seen().await.shown, Shown::Preparing);
    scene.prepare().await;
    let seen = scene.seen().await;
    assert_eq!((seen.shown, seen.pages.len(), seen.may_have_file), (Shown::Pages, 2, false));
    let desk = scene.on_desk().await;
    assert!(desk.file.copy.is_some() && !desk.file.waits_for_secretary());
    remove_copy(db, secretary, scene.file, noon()).await.expect("gone");
    assert_eq!(scene.seen().await.shown, Shown::KeptBack);
    assert_eq!(scene.acts().await, ["file.copy_attached", "file.copy_removed"]);
}

#[tokio::test]
async fn nobody_but_the_secretary_looks_at_the_desk_or_releases() {
    let scene = prepared_scene("plain.pdf", PDF).await;
    let db = &scene.court.db;
    let slug = slug_of(db, scene.court.edition).await;
    let form = scene.form(Release::Text).await;
    let strangers = [
        scene.court.judges[0].clone(),
        member(db, "Người lạ").await,
        holder(db, "Quản trị", domain::people::roles::GrantedRole::Administrator).await,
        holder(db, "Phê duyệt", domain::people::roles::GrantedRole::Approver).await,
        Actor::default(),
    ];
    for other in &strangers {
        assert!(list_desk_files(db, other, &slug).await.is_err(), "{}", other.name);
        assert!(find_desk_file(db, other, scene.file).await.is_err(), "{}", other.name);
        assert!(find_desk_page(db, other, scene.file, 1).await.is_err(), "{}", other.name);
        assert!(scene.release(other, &form).await.is_err(), "{}", other.name);
        assert!(scene.attach(other, &input("plain.pdf")).await.is_err(), "{}", other.name);
        assert!(remove_copy(db, other, scene.file, noon()).await.is_err(), "{}", other.name);
        let revoked = revoke_release(db, other, scene.file, Release::Text, noon()).await;
        assert!(revoked.is_err(), "{}", other.name);
    }
    assert!(scene.acts().await.is_empty());
    find_desk_page(db, &scene.court.secretary, scene.file, 1).await.expect("the secretary looks");
}
