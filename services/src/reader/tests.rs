//! From a file that arrived to what a blind judge sees of it, and what the secretary may do about it.

use domain::entries::file_problem::FileProblem;
use domain::ids::{AssignmentId, AttachmentId};
use domain::judging::entry_view::JudgedFile;
use domain::judging::file_desk::{Release, ReleaseProblem};
use domain::judging::file_view::{FileObstacle, Prepared, Shown};
use domain::people::actor::Actor;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter};
use time::Duration;

use super::*;
use crate::entities::{attachment, job, ledger, rules_version};
use crate::entries::files::{FileStore, Incoming};
use crate::failure::Failure;
use crate::judging::{find_judged_file, find_judged_page, find_score_sheet};
use crate::testkit::*;

/// A blind round under way, one entry, one file of it.
struct Scene {
    court: Court,
    files: FileStore,
    folder: tempfile::TempDir,
    task: AssignmentId,
    file: AttachmentId,
}

fn input(name: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new("../reading/tests/inputs").join(name)).expect("an input")
}

async fn scene(name: &str, media_type: &str) -> Scene {
    let court = open_court(3, 1).await;
    let folder = tempfile::tempdir().expect("a folder");
    let files = FileStore::open(&folder.path().join("files"), &folder.path().join("uploads")).expect("a store");
    let task = court.tasks(&court.judges[0]).await[0];
    let mut scene = Scene {
        court,
        files,
        folder,
        task,
        file: AttachmentId(0),
    };
    let sha256 = scene.keep(&input(name)).await;
    let row = attachment::ActiveModel {
        entry_id: Set(scene.court.entries[0].0),
        item_code: Set("description".to_owned()),
        file_name: Set(name.to_owned()),
        media_type: Set(media_type.to_owned()),
        size: Set(10),
        sha256: Set(sha256),
        position: Set(1),
        uploaded_by: Set(1),
        uploaded_at: Set(noon()),
        ..Default::default()
    };
    scene.file = AttachmentId(row.insert(&scene.court.db).await.expect("a file").id);
    scene
}

async fn prepared_scene(name: &str, media_type: &str) -> Scene {
    let scene = scene(name, media_type).await;
    scene.prepare().await;
    scene
}

const PDF: &str = "application/pdf";

impl Scene {
    async fn keep(&self, bytes: &[u8]) -> String {
        let path = self.folder.path().join("coming");
        std::fs::write(&path, bytes).expect("written");
        self.files.keep(&path).await.expect("kept").0
    }

    async fn prepare(&self) {
        queue_unprepared(&self.court.db, noon()).await.expect("queued");
        while prepare_next(&self.court.db, &self.files, noon())
            .await
            .expect("prepared")
        {}
    }

    /// What the judge sees of the file.
    async fn seen(&self) -> JudgedFile {
        let sheet = find_score_sheet(&self.court.db, &self.court.judges[0], self.task)
            .await
            .expect("a sheet");
        sheet.entry.files.into_iter().next().expect("a file")
    }

    fn words(file: &JudgedFile) -> String {
        file.pages.iter().filter_map(|page| page.text.clone()).collect()
    }

    async fn on_desk(&self) -> domain::judging::file_desk::FileOnDesk {
        find_desk_file(&self.court.db, &self.court.secretary, self.file)
            .await
            .expect("on the desk")
            .1
    }

    async fn form(&self, release: Release) -> ReleaseForm {
        ReleaseForm {
            release,
            sha256: self.on_desk().await.sha256,
            looked_at: true,
        }
    }

    async fn release(&self, actor: &Actor, form: &ReleaseForm) -> Result<(), ReleaseError> {
        release_file(&self.court.db, actor, self.file, form, noon()).await
    }

    async fn attach(&self, actor: &Actor, bytes: &[u8]) -> Result<(), ReleaseError> {
        let mut incoming = Incoming::create(&self.files, 30).await.expect("room");
        incoming.write(bytes).await.expect("arrived");
        attach_copy(&self.court.db, &self.files, actor, self.file, incoming, noon()).await
    }

    async fn acts(&self) -> Vec<String> {
        let rows = ledger::Entity::find()
            .filter(ledger::Column::Act.starts_with("file."))
            .all(&self.court.db)
            .await
            .expect("a read");
        rows.into_iter().map(|row| row.act).collect()
    }
}

#[tokio::test]
async fn a_blind_judge_waits_then_sees_pages_and_never_the_file() {
    let scene = scene("plain.pdf", PDF).await;
    let judge = &scene.court.judges[0];
    assert_eq!(scene.seen().await.shown, Shown::Preparing);
    scene.prepare().await;
    let seen = scene.seen().await;
    assert_eq!(
        (seen.shown, seen.may_have_file, seen.pages.len()),
        (Shown::Pages, false, 2)
    );
    assert_eq!(Scene::words(&seen), "", "words come after a release only");
    let file = find_judged_file(&scene.court.db, judge, scene.task, 1).await;
    assert!(matches!(file, Err(Failure::NotFound)));
    let page = find_judged_page(&scene.court.db, judge, scene.task, 1, 1)
        .await
        .expect("a page");
    assert_eq!(page.media_type, "image/png");
    let row = attachment::Entity::find()
        .one(&scene.court.db)
        .await
        .expect("a read")
        .expect("a file");
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
    let row = rules_version::Entity::find()
        .one(&scene.court.db)
        .await
        .expect("a read")
        .expect("rules");
    let open = row.rules.replace("\"blind\":true", "\"blind\":false");
    let mut row: rules_version::ActiveModel = row.into();
    row.rules = Set(open);
    row.update(&scene.court.db).await.expect("saved");
    let seen = scene.seen().await;
    assert_eq!((seen.shown, seen.may_have_file), (Shown::Pages, true));
    assert_ne!(Scene::words(&seen), "");
    find_judged_file(&scene.court.db, &scene.court.judges[0], scene.task, 1)
        .await
        .expect("the file");
}

#[tokio::test]
async fn a_file_is_opened_once_and_again_only_after_a_crash() {
    let scene = scene("plain.pdf", PDF).await;
    let db = &scene.court.db;
    assert_eq!(queue_unprepared(db, noon()).await.expect("queued"), 1);
    assert_eq!(
        queue_unprepared(db, noon()).await.expect("queued"),
        0,
        "it waits already"
    );
    let taken = crate::jobs::take_job(db, crate::jobs::JobKind::ShowFile, noon())
        .await
        .expect("read");
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
        let taken = crate::jobs::take_job(db, crate::jobs::JobKind::ShowFile, noon())
            .await
            .expect("read");
        assert!(taken.is_some());
        crate::jobs::requeue_interrupted(db, noon()).await.expect("queued");
    }
    prepare_next(db, &scene.files, noon()).await.expect("given up");
    assert_eq!(
        scene.on_desk().await.file.prepared,
        Prepared::Not(FileObstacle::TooLarge)
    );
    assert_eq!(scene.seen().await.shown, Shown::KeptBack);
}

#[tokio::test]
async fn a_full_disk_is_our_fault_and_the_file_is_tried_again_later() {
    let scene = scene("plain.pdf", PDF).await;
    let db = &scene.court.db;
    queue_unprepared(db, noon()).await.expect("queued");
    let uploads = scene.folder.path().join("uploads");
    std::fs::remove_dir_all(&uploads).expect("gone");
    assert!(prepare_next(db, &scene.files, noon()).await.expect("put off"));
    assert_eq!(scene.seen().await.shown, Shown::Preparing);
    std::fs::create_dir(&uploads).expect("back");
    assert!(!prepare_next(db, &scene.files, noon()).await.expect("not yet"));
    assert!(
        prepare_next(db, &scene.files, noon() + Duration::minutes(1))
            .await
            .expect("prepared")
    );
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
async fn words_are_read_by_judges_after_the_secretary_read_and_released_them() {
    let scene = prepared_scene("plain.pdf", PDF).await;
    let secretary = &scene.court.secretary;
    let form = scene.form(Release::Text).await;
    let unread = ReleaseForm {
        looked_at: false,
        ..form.clone()
    };
    let refused = scene.release(secretary, &unread).await;
    assert!(matches!(
        refused,
        Err(ReleaseError::Problem(ReleaseProblem::NotLookedAt))
    ));
    scene.release(secretary, &form).await.expect("released");
    scene.release(secretary, &form).await.expect("twice is once");
    assert_ne!(Scene::words(&scene.seen().await), "");
    assert!(!scene.seen().await.may_have_file);
    revoke_release(&scene.court.db, secretary, scene.file, Release::Text, noon())
        .await
        .expect("revoked");
    revoke_release(&scene.court.db, secretary, scene.file, Release::Text, noon())
        .await
        .expect("twice is once");
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
    let (_, desk) = list_desk_files(db, secretary, &slug_of(db, scene.court.edition).await)
        .await
        .expect("a desk");
    assert_eq!((desk.files.len(), desk.waiting, desk.readable), (1, 0, 0));
    assert_eq!(desk.files[0].prepared, Prepared::Not(FileObstacle::Locked));
    let words = scene.release(secretary, &scene.form(Release::Text).await).await;
    assert!(matches!(words, Err(ReleaseError::Problem(ReleaseProblem::DoesNotFit))));
    scene
        .release(secretary, &scene.form(Release::File).await)
        .await
        .expect("released");
    assert!(scene.seen().await.may_have_file);
    find_judged_file(db, &scene.court.judges[0], scene.task, 1)
        .await
        .expect("the file");
    revoke_release(db, secretary, scene.file, Release::File, noon())
        .await
        .expect("revoked");
    assert!(
        find_judged_file(db, &scene.court.judges[0], scene.task, 1)
            .await
            .is_err()
    );
    assert_eq!(scene.acts().await, ["file.released", "file.release_revoked"]);
}

#[tokio::test]
async fn a_file_that_is_shown_in_pages_is_never_released_whole() {
    let scene = prepared_scene("plain.pdf", PDF).await;
    let form = scene.form(Release::File).await;
    let refused = scene.release(&scene.court.secretary, &form).await;
    assert!(matches!(
        refused,
        Err(ReleaseError::Problem(ReleaseProblem::DoesNotFit))
    ));
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
    assert_eq!(
        (seen.shown, seen.pages.len(), seen.may_have_file),
        (Shown::Pages, 2, false)
    );
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
        assert!(
            find_desk_page(db, other, scene.file, 1).await.is_err(),
            "{}",
            other.name
        );
        assert!(scene.release(other, &form).await.is_err(), "{}", other.name);
        assert!(
            scene.attach(other, &input("plain.pdf")).await.is_err(),
            "{}",
            other.name
        );
        assert!(
            remove_copy(db, other, scene.file, noon()).await.is_err(),
            "{}",
            other.name
        );
        let revoked = revoke_release(db, other, scene.file, Release::Text, noon()).await;
        assert!(revoked.is_err(), "{}", other.name);
    }
    assert!(scene.acts().await.is_empty());
    find_desk_page(db, &scene.court.secretary, scene.file, 1)
        .await
        .expect("the secretary looks");
}

#[tokio::test]
async fn a_word_document_is_shown_as_text() {
    let scene = prepared_scene("plain.docx", "application/zip").await;
    let seen = scene.seen().await;
    assert_eq!((seen.shown, seen.may_have_file), (Shown::Document, false));
    assert!(!seen.blocks.is_empty());
}

#[tokio::test]
async fn pictures_of_pages_stay_as_long_as_their_file() {
    use crate::entries::files::collect_files;
    let scene = prepared_scene("plain.pdf", PDF).await;
    let db = &scene.court.db;
    let later = time::OffsetDateTime::now_utc() + Duration::hours(3);
    let page = find_judged_page(db, &scene.court.judges[0], scene.task, 1, 1)
        .await
        .expect("a page");
    collect_files(db, &scene.files, false, later).await.expect("cleared");
    assert!(scene.files.holds(&page.sha256).await);
    attachment::Entity::delete_by_id(scene.file.0)
        .exec(db)
        .await
        .expect("gone");
    collect_files(db, &scene.files, false, later).await.expect("cleared");
    assert!(!scene.files.holds(&page.sha256).await);
    let made = crate::entities::file_view::Entity::find()
        .all(db)
        .await
        .expect("a read");
    assert!(made.is_empty());
}
