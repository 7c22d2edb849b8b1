//! From a file that arrived to what a blind judge sees of it, and what the secretary may do about it.

mod judges;
mod preparing;
mod secretary;

use domain::ids::{AssignmentId, AttachmentId};
use domain::judging::entry_view::JudgedFile;
use domain::judging::file_desk::{FileOnDesk, Release};
use domain::people::actor::Actor;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter};

use super::*;
use crate::entities::{attachment, ledger};
use crate::entries::files::{FileStore, Incoming};
use crate::judging::find_score_sheet;
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
    std::fs::read(std::path::Path::new("../fixtures/odd-files").join(name)).expect("an input")
}

async fn scene(name: &str, media_type: &str) -> Scene {
    let court = open_court(3, 1).await;
    let folder = tempfile::tempdir().expect("a folder");
    let files = FileStore::open(&folder.path().join("files"), &folder.path().join("uploads")).expect("a store");
    let task = court.tasks(&court.judges[0]).await[0];
    let mut scene = Scene { court, files, folder, task, file: AttachmentId(0) };
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
        while prepare_next(&self.court.db, &self.files, noon()).await.expect("prepared") {}
    }

    /// What the judge sees of the file.
    async fn seen(&self) -> JudgedFile {
        let sheet = find_score_sheet(&self.court.db, &self.court.judges[0], self.task).await.expect("a sheet");
        sheet.entry.files.into_iter().next().expect("a file")
    }

    fn words(file: &JudgedFile) -> String {
        file.pages.iter().filter_map(|page| page.text.clone()).collect()
    }

    async fn on_desk(&self) -> FileOnDesk {
        find_desk_file(&self.court.db, &self.court.secretary, self.file).await.expect("on the desk").1
    }

    async fn form(&self, release: Release) -> ReleaseForm {
        ReleaseForm { release, sha256: self.on_desk().await.sha256, looked_at: true }
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
