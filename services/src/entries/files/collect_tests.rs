//! What is cleared away, what stays, and who has no room left.

use domain::entries::file_problem::FileProblem;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel,
    QueryFilter, Statement,
};
use time::Duration;

use super::accept::Kept;
use super::add_file::name_kept;
use super::collect::{GRACE, UPLOADS_WAIT};
use super::tests::{Scene, pdf, photo, piece, place, scene};
use super::*;
use crate::entities::{attachment, ledger, upload};
use crate::entries::{ReceiptKey, submit_entry};
use crate::failure::Failure;
use crate::testkit::*;

/// A document that no other is like.
fn document(number: usize) -> Vec<u8> {
    [pdf(), format!("% {number}\n%%EOF\n").into_bytes()].concat()
}

impl Scene {
    /// Every file in the store, as if it had been there for long.
    fn grow_old(&self) {
        let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3 * 24 * 3_600);
        for path in self.all_files() {
            let file = std::fs::File::options().append(true).open(path).unwrap();
            file.set_modified(long_ago).unwrap();
        }
    }

    fn all_files(&self) -> Vec<std::path::PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for item in std::fs::read_dir(folder).unwrap() {
                let path = item.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(path);
                }
            }
        }
        found
    }

    async fn collect(&self, only_count: bool) -> Collected {
        // The clock of the store is the machine's.
        let now = time::OffsetDateTime::now_utc();
        collect_files(&self.db, &self.files, only_count, now).await.unwrap()
    }

    /// Adds a file to the place and takes it out again, some time ago.
    async fn replace(&self, number: usize, ago: Duration) {
        let id = self.add(&self.owner, "a.pdf", &document(number)).await.unwrap();
        remove_file(&self.db, &self.owner, self.entry, id, noon()).await.unwrap();
        let row = attachment::Entity::find_by_id(id.0).one(&self.db).await.unwrap().unwrap();
        let mut row = row.into_active_model();
        row.removed_at = Set(Some(time::OffsetDateTime::now_utc() - ago));
        row.update(&self.db).await.unwrap();
    }
}

#[tokio::test]
async fn ten_replaced_versions_of_a_draft_go_and_the_one_in_force_stays() {
    let scene = scene().await;
    for number in 0..10 {
        scene.replace(number, GRACE + Duration::minutes(1)).await;
    }
    let kept = scene.add(&scene.owner, "a.pdf", &document(10)).await.unwrap();
    scene.grow_old();
    let before = scene.all_files().len();
    let counted = scene.collect(true).await;
    assert_eq!(counted.versions, 10);
    assert_eq!(scene.all_files().len(), before, "counting clears nothing away");
    let done = scene.collect(false).await;
    let size = document(0).len() as u64;
    let expected = Collected { versions: 10, uploads: 0, files: 10, bytes: 10 * size };
    assert_eq!(done, expected);
    assert_eq!(scene.bytes(kept).await, document(10));
    assert!(scene.collect(false).await.is_nothing());
    let told = ledger::Entity::find().filter(ledger::Column::Act.eq("files.collected"));
    assert_eq!(told.all(&scene.db).await.unwrap().len(), 1, "the ledger says what went");
}

#[tokio::test]
async fn what_was_replaced_or_stored_a_moment_ago_stays() {
    let scene = scene().await;
    scene.replace(1, GRACE - Duration::minutes(1)).await;
    scene.grow_old();
    assert!(scene.collect(false).await.is_nothing(), "replaced within the grace");
    scene.replace(2, GRACE + Duration::minutes(1)).await;
    let done = scene.collect(false).await;
    assert_eq!((done.versions, done.files), (1, 0), "its bytes are too young to be thrown away");
}

#[tokio::test]
async fn what_a_receipt_names_stays_for_good() {
    let mut scene = scene().await;
    let edition = open_edition(&scene.db).await;
    scene.entry = whole_draft(&scene.db, &scene.owner, edition, "Công trình thử").await;
    scene.replace(1, Duration::days(30)).await;
    let key = ReceiptKey::random();
    submit_entry(&scene.db, &key, &scene.owner, scene.entry, noon()).await.unwrap();
    scene.grow_old();
    assert!(scene.collect(false).await.is_nothing());
}

#[tokio::test]
async fn previews_go_with_their_pictures() {
    let scene = scene().await;
    let id = scene.add(&scene.owner, "a.jpg", &photo()).await.unwrap();
    assert_eq!(scene.all_files().len(), 2, "the picture and its preview");
    attachment::Entity::delete_by_id(id.0).exec(&scene.db).await.unwrap();
    scene.grow_old();
    assert_eq!(scene.collect(false).await.files, 2);
    assert_eq!(scene.all_files().len(), 0);
}

#[tokio::test]
async fn uploads_nobody_went_on_with_go_and_others_stay() {
    let scene = scene().await;
    let Scene { db, files, owner, entry, .. } = &scene;
    for (name, ago) in [("old.pdf", UPLOADS_WAIT + Duration::hours(1)), ("new.pdf", Duration::hours(1))] {
        let begun = time::OffsetDateTime::now_utc() - ago;
        let upload = start_upload(db, files, owner, *entry, place(), name, 200, begun).await.unwrap();
        append_chunk(db, files, owner, *entry, &upload.id, 0, piece(&[b'x'; 100])).await.unwrap();
    }
    std::fs::write(files.waiting("crashed"), b"x").unwrap();
    assert_eq!(scene.collect(false).await.uploads, 1);
    let left = upload::Entity::find().all(db).await.unwrap();
    assert_eq!(left.iter().map(|row| row.file_name.as_str()).collect::<Vec<_>>(), ["new.pdf"]);
    assert_eq!(scene.waiting(), 2, "the new one, and what a crash left a moment ago");
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3 * 24 * 3_600);
    let crashed = std::fs::File::options().append(true).open(files.waiting("crashed")).unwrap();
    crashed.set_modified(long_ago).unwrap();
    assert_eq!(scene.collect(false).await.uploads, 1);
    assert_eq!(scene.waiting(), 1);
}

#[tokio::test]
async fn bytes_cleared_away_before_a_row_named_them_are_asked_for_again() {
    let scene = scene().await;
    let id = scene.add(&scene.owner, "a.pdf", &document(1)).await.unwrap();
    let row = attachment::Entity::find_by_id(id.0).one(&scene.db).await.unwrap().unwrap();
    attachment::Entity::delete_by_id(id.0).exec(&scene.db).await.unwrap();
    scene.grow_old();
    // The same file is sent again; between storing and naming it, somebody clears away.
    let kept = scene.files.waiting("again");
    std::fs::write(&kept, document(1)).unwrap();
    scene.files.keep(&kept).await.unwrap();
    assert_eq!(scene.collect(false).await.files, 1);
    assert!(!scene.files.holds(&row.sha256).await);
    let again = scene.add(&scene.owner, "a.pdf", &document(1)).await.unwrap();
    assert_eq!(scene.bytes(again).await, document(1));
}

#[tokio::test]
async fn bytes_cleared_away_while_a_row_is_about_to_name_them_are_asked_for_again() {
    let scene = scene().await;
    let id = scene.add(&scene.owner, "a.pdf", &document(1)).await.unwrap();
    let row = attachment::Entity::find_by_id(id.0).one(&scene.db).await.unwrap().unwrap();
    attachment::Entity::delete_by_id(id.0).exec(&scene.db).await.unwrap();
    scene.grow_old();
    let kept = Kept { sha256: row.sha256, size: 1_000, format: domain::programmes::rules::FileFormat::Pdf };
    assert_eq!(scene.collect(false).await.files, 1);
    let (db, files, owner) = (&scene.db, &scene.files, &scene.owner);
    let named = name_kept(db, files, owner, scene.entry, &place(), "a.pdf", &kept, noon()).await;
    assert!(matches!(named, Err(ChangeFilesError::Failure(Failure::Busy))), "{named:?}");
    assert!(attachment::Entity::find().one(db).await.unwrap().is_none());
}

#[tokio::test]
async fn an_entry_and_a_person_keep_only_so_much() {
    let mut scene = scene().await;
    scene.files = scene.files.with_quota(Quota { entry_mb: 1, account_mb: 2 });
    let large = |number| [document(number), vec![b' '; 600_000], b"%%EOF".to_vec()].concat();
    let id = scene.add(&scene.owner, "1.pdf", &large(1)).await.unwrap();
    assert_eq!(scene.problem(&large(2)).await, FileProblem::QuotaFull { max_mb: 1 });
    remove_file(&scene.db, &scene.owner, scene.entry, id, noon()).await.unwrap();
    assert_eq!(
        scene.problem(&large(2)).await,
        FileProblem::QuotaFull { max_mb: 1 },
        "what was replaced counts until it is cleared away"
    );
    let edition = open_edition(&scene.db).await;
    for title in ["Hai", "Ba"] {
        scene.entry = whole_draft(&scene.db, &scene.owner, edition, title).await;
        scene.add(&scene.owner, "1.pdf", &large(3)).await.unwrap();
    }
    scene.entry = whole_draft(&scene.db, &scene.owner, edition, "Bốn").await;
    assert_eq!(scene.problem(&large(4)).await, FileProblem::QuotaFull { max_mb: 2 });
    let started = start_upload(&scene.db, &scene.files, &scene.owner, scene.entry, place(), "a.pdf", 600_000, noon());
    let full = FileProblem::QuotaFull { max_mb: 2 };
    assert!(matches!(started.await, Err(ChangeFilesError::Problem(problem)) if problem == full));
}

/// Columns that hold a hash of bytes in the store keep these bytes from being cleared away; the others repeat the hash of an
/// attachment, or hold none.
#[tokio::test]
async fn every_column_with_a_hash_of_a_file_is_looked_at_before_bytes_go() {
    let db = fresh_db().await;
    let columns = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name || '.' || column_name AS name FROM information_schema.columns
                WHERE table_schema = current_schema() AND column_name LIKE '%sha256%' ORDER BY name"
        }
        _ => {
            "SELECT tables.name || '.' || columns.name AS name
                FROM sqlite_master tables JOIN pragma_table_info(tables.name) columns
                WHERE tables.type = 'table' AND columns.name LIKE '%sha256%' ORDER BY 1"
        }
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), columns));
    let found: Vec<String> = rows.await.unwrap().iter().map(|row| row.try_get("", "name").unwrap()).collect();
    let looked_at = ["attachment.sha256", "file_page.picture_sha256", "redacted_copy.sha256"];
    let repeats = ["decision.sha256", "file_page.sha256", "file_release.sha256", "file_view.sha256"];
    let mut known: Vec<&str> = looked_at.into_iter().chain(repeats).collect();
    known.sort_unstable();
    assert_eq!(found, known, "a new one is added to `named_hashes`, or here");
}
