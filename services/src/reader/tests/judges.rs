//! What a judge sees of a file.

use domain::judging::file_view::Shown;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait};

use super::*;
use crate::entities::{attachment, rules_version};
use crate::failure::Failure;
use crate::judging::{find_judged_file, find_judged_page};

#[tokio::test]
async fn a_blind_judge_waits_then_sees_pages_and_never_the_file() {
    let scene = scene("plain.pdf", PDF).await;
    let judge = &scene.court.judges[0];
    assert_eq!(scene.seen().await.shown, Shown::Preparing);
    scene.prepare().await;
    let seen = scene.seen().await;
    assert_eq!((seen.shown, seen.may_have_file, seen.pages.len()), (Shown::Pages, false, 2));
    assert_eq!(Scene::words(&seen), "", "words come after a release only");
    let file = find_judged_file(&scene.court.db, judge, scene.task, 1).await;
    assert!(matches!(file, Err(Failure::NotFound)));
    let page = find_judged_page(&scene.court.db, judge, scene.task, 1, 1).await.expect("a page");
    assert_eq!(page.media_type, "image/png");
    let row = attachment::Entity::find().one(&scene.court.db).await.expect("a read").expect("a file");
    assert_ne!(page.sha256, row.sha256);
    for (file, number) in [(1, 0), (1, 3), (2, 1)] {
        let none = find_judged_page(&scene.court.db, judge, scene.task, file, number).await;
        assert!(matches!(none, Err(Failure::NotFound)), "{file} {number}");
    }
    let other = find_judged_page(&scene.court.db, &scene.court.judges[1], scene.task, 1, 1).await;
    assert!(matches!(other, Err(Failure::Forbidden(_))));
}

#[tokio::test]
async fn a_judge_of_an_open_round_has_pages_words_and_the_file() {
    let scene = prepared_scene("plain.pdf", PDF).await;
    let row = rules_version::Entity::find().one(&scene.court.db).await.expect("a read").expect("rules");
    let open = row.rules.replace("\"blind\":true", "\"blind\":false");
    let mut row: rules_version::ActiveModel = row.into();
    row.rules = Set(open);
    row.update(&scene.court.db).await.expect("saved");
    let seen = scene.seen().await;
    assert_eq!((seen.shown, seen.may_have_file), (Shown::Pages, true));
    assert_ne!(Scene::words(&seen), "");
    find_judged_file(&scene.court.db, &scene.court.judges[0], scene.task, 1).await.expect("the file");
}

#[tokio::test]
async fn a_word_document_is_shown_as_text() {
    let scene = prepared_scene("plain.docx", "application/zip").await;
    let seen = scene.seen().await;
    assert_eq!((seen.shown, seen.may_have_file), (Shown::Document, false));
    assert!(!seen.blocks.is_empty());
}
