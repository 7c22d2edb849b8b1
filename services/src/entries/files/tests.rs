//! Files: what is taken, what is refused and why, and what a crash leaves.

use domain::entries::file_problem::FileProblem;
use domain::entries::state::EntryState;
use domain::ids::EntryId;
use domain::people::actor::Actor;
use domain::people::roles::GrantedRole;
use domain::programmes::rules::FileFormat;
use futures::TryStreamExt;
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};
use sea_orm::{DatabaseConnection, EntityTrait};

use super::add_file;
use super::*;
use crate::entities::attachment;
use crate::entries::{find_open_entry, submit_entry};
use crate::failure::Failure;
use crate::testkit::*;

pub(super) struct Scene {
    pub(super) db: DatabaseConnection,
    pub(super) files: FileStore,
    pub(super) folder: tempfile::TempDir,
    pub(super) owner: Actor,
    pub(super) entry: EntryId,
}

pub(super) async fn scene() -> Scene {
    let db = fresh_db().await;
    let edition = open_edition(&db).await;
    let owner = member(&db, "Lan Thử").await;
    let entry = empty_draft(&db, &owner, edition).await;
    let folder = tempfile::tempdir().unwrap();
    let files = FileStore::open(&folder.path().join("files"), &folder.path().join("uploads")).unwrap();
    Scene { db, files, folder, owner, entry }
}

pub(super) fn place() -> FilePlace {
    FilePlace { item: "description".to_owned(), author: None }
}

pub(super) fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
        2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
        3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]>>\nendobj\n\
        trailer\n<</Root 1 0 R/Size 4>>\n%%EOF\n"
        .to_vec()
}

/// A file that offices and phones really make.
fn from_the_field(name: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new("../fixtures/odd-files").join(name)).expect("an input")
}

/// A picture of 40 × 20 pixels whose camera was turned (orientation 6) and knew where it was.
pub(super) fn photo() -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"GPS 20.95N 107.07E");
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 80)
        .write_image(&vec![120u8; 40 * 20 * 3], 40, 20, ExtendedColorType::Rgb8)
        .unwrap();
    let mut with_exif = bytes[..2].to_vec();
    with_exif.extend_from_slice(&[0xFF, 0xE1]);
    with_exif.extend_from_slice(&u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    with_exif.extend_from_slice(&exif);
    with_exif.extend_from_slice(&bytes[2..]);
    with_exif
}

/// A piece as it comes over a line: in parts.
pub(super) fn piece(bytes: &[u8]) -> impl futures::Stream<Item = Result<bytes::Bytes, std::io::Error>> + Unpin {
    let parts: Vec<_> = bytes.chunks(64).map(bytes::Bytes::copy_from_slice).map(Ok).collect();
    futures::stream::iter(parts)
}

impl Scene {
    pub(super) async fn add(
        &self,
        actor: &Actor,
        name: &str,
        bytes: &[u8],
    ) -> Result<domain::ids::AttachmentId, ChangeFilesError> {
        let mut incoming = Incoming::create(&self.files, 20).await?;
        incoming.write(bytes).await?;
        add_file(&self.db, &self.files, actor, self.entry, &place(), name, incoming, noon()).await
    }

    pub(super) async fn problem(&self, bytes: &[u8]) -> FileProblem {
        match self.add(&self.owner, "tep.pdf", bytes).await {
            Err(ChangeFilesError::Problem(problem)) => problem,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn waiting(&self) -> usize {
        std::fs::read_dir(self.folder.path().join("uploads")).unwrap().count()
    }

    pub(super) async fn bytes(&self, id: domain::ids::AttachmentId) -> Vec<u8> {
        let download = open_file(&self.db, &self.files, &self.owner, self.entry, id).await.unwrap();
        download
            .bytes
            .try_fold(Vec::new(), |mut all, piece| async move {
                all.extend_from_slice(&piece);
                Ok(all)
            })
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_document_comes_back_as_it_was() {
    let scene = scene().await;
    let id = scene.add(&scene.owner, "C:\\giấy tờ\\thuyết minh.pdf", &pdf()).await.unwrap();
    assert_eq!(scene.bytes(id).await, pdf());
    let entry = find_open_entry(&scene.db, &scene.owner, scene.entry, noon()).await.unwrap().entry;
    assert_eq!(entry.files[0].name, "thuyết minh.pdf");
    assert_eq!(entry.files[0].media_type, "application/pdf");
    assert_eq!(scene.waiting(), 0);
}

#[tokio::test]
async fn what_a_file_is_decides_its_content_and_not_its_name() {
    let scene = scene().await;
    let cut = pdf()[..20].to_vec();
    let locked = from_the_field("pdf-locked.pdf");
    let accepted = vec![FileFormat::Pdf, FileFormat::Jpg, FileFormat::Png];
    let wrong = |found| FileProblem::WrongFormat { found, accepted: accepted.clone() };
    let broken_photo = photo()[..200].to_vec();
    let table = [
        (vec![], FileProblem::Empty),
        (b"MZ\x90\0 an executable".to_vec(), wrong(None)),
        (b"<html><script>alert(1)</script>".to_vec(), wrong(None)),
        (b"PK\x03\x04 an archive of something".to_vec(), wrong(Some(FileFormat::Zip))),
        (cut, FileProblem::DamagedPdf),
        (locked, FileProblem::LockedPdf),
        (from_the_field("pdf-locked-linear.pdf"), FileProblem::LockedPdf),
        (broken_photo, FileProblem::DamagedPicture),
    ];
    for (bytes, expected) in table {
        assert_eq!(scene.problem(&bytes).await, expected);
    }
    assert_eq!(scene.waiting(), 0, "nothing half received stays");
    assert_eq!(attachment::Entity::find().all(&scene.db).await.unwrap(), []);
}

#[tokio::test]
async fn a_pdf_that_opens_is_taken_whatever_stands_around_it() {
    for name in ["plain.pdf", "pdf-noprint.pdf", "pdf-noprint-linear.pdf", "pdf-bom.pdf", "pdf-newline.pdf"] {
        let scene = scene().await;
        let bytes = from_the_field(name);
        let id = scene.add(&scene.owner, name, &bytes).await;
        let id = id.unwrap_or_else(|err| panic!("{name}: {err}"));
        assert_eq!(scene.bytes(id).await, bytes, "{name}");
    }
}

#[tokio::test]
async fn too_much_is_refused_while_it_arrives() {
    let scene = scene().await;
    let mut incoming = Incoming::create(&scene.files, 1).await.unwrap();
    incoming.write(&vec![0; 1_000_000]).await.unwrap();
    let over = incoming.write(b"x").await;
    assert!(matches!(over, Err(ChangeFilesError::Problem(FileProblem::TooLarge { max_mb: 1, .. }))));
    drop(incoming);
    assert_eq!(scene.waiting(), 0);
}

#[tokio::test]
async fn photos_are_turned_upright_and_lose_their_place() {
    let scene = scene().await;
    let id = scene.add(&scene.owner, "anh.jpg", &photo()).await.unwrap();
    let stored = scene.bytes(id).await;
    let contains = |part: &[u8]| stored.windows(part.len()).any(|window| window == part);
    assert!(!contains(b"GPS") && !contains(b"Exif"));
    let picture = image::load_from_memory(&stored).unwrap();
    assert_eq!((picture.width(), picture.height()), (20, 40));
    let preview = open_preview(&scene.db, &scene.files, &scene.owner, scene.entry, id).await.unwrap();
    assert_eq!(&preview[8..12], b"WEBP");
}

#[tokio::test]
async fn an_item_holds_only_so_many_and_a_removed_file_makes_room() {
    let scene = scene().await;
    let first = scene.add(&scene.owner, "1.pdf", &pdf()).await.unwrap();
    scene.add(&scene.owner, "2.pdf", &pdf()).await.unwrap();
    assert_eq!(scene.problem(&pdf()).await, FileProblem::TooMany { max: 2 });
    remove_file(&scene.db, &scene.owner, scene.entry, first, noon()).await.unwrap();
    remove_file(&scene.db, &scene.owner, scene.entry, first, noon()).await.unwrap();
    scene.add(&scene.owner, "3.pdf", &pdf()).await.unwrap();
}

#[tokio::test]
async fn a_file_in_pieces_goes_on_after_a_crash() {
    let scene = scene().await;
    let Scene { db, files, owner, entry, .. } = &scene;
    let bytes = [pdf(), vec![b' '; 500], b"%%EOF".to_vec()].concat();
    let size = bytes.len() as u64;
    let upload = start_upload(db, files, owner, *entry, place(), "a.pdf", size, noon()).await.unwrap();
    let upload = append_chunk(db, files, owner, *entry, &upload.id, 0, piece(&bytes[..100])).await.unwrap();
    assert_eq!(upload.received, 100);

    // More was written than was acknowledged, then the portal was killed.
    let waiting = scene.folder.path().join("uploads").join(&upload.id);
    let mut half = std::fs::read(&waiting).unwrap();
    half.extend_from_slice(b"garbage that nobody acknowledged");
    std::fs::write(&waiting, half).unwrap();

    let known = find_upload(db, owner, *entry, &upload.id).await.unwrap();
    assert_eq!(known.received, 100);
    let early = finish_upload(db, files, owner, *entry, &upload.id, noon()).await;
    assert!(matches!(early, Err(ChangeFilesError::Problem(FileProblem::CutOff))));
    let misplaced = append_chunk(db, files, owner, *entry, &upload.id, 50, piece(&bytes[50..])).await.unwrap();
    assert_eq!(misplaced.received, 100, "a piece at the wrong place changes nothing");
    append_chunk(db, files, owner, *entry, &upload.id, 100, piece(&bytes[100..])).await.unwrap();
    let id = finish_upload(db, files, owner, *entry, &upload.id, noon()).await.unwrap().unwrap();
    assert_eq!(scene.bytes(id).await, bytes);
    let again = finish_upload(db, files, owner, *entry, &upload.id, noon()).await.unwrap();
    assert_eq!(again, None, "a second finish adds nothing");
    assert_eq!(scene.waiting(), 0);
}

#[tokio::test]
async fn an_upload_that_is_too_large_is_refused_before_it_starts() {
    let scene = scene().await;
    let started =
        start_upload(&scene.db, &scene.files, &scene.owner, scene.entry, place(), "a.pdf", 20_000_001, noon()).await;
    let expected = FileProblem::TooLarge { size: Some(20_000_001), max_mb: 20 };
    assert!(matches!(started, Err(ChangeFilesError::Problem(problem)) if problem == expected));
}

#[tokio::test]
async fn other_people_add_read_and_remove_nothing() {
    let scene = scene().await;
    let Scene { db, files, entry, .. } = &scene;
    let id = scene.add(&scene.owner, "1.pdf", &pdf()).await.unwrap();
    let upload = start_upload(db, files, &scene.owner, *entry, place(), "a.pdf", 9, noon()).await.unwrap();
    let mut others = vec![Actor::visitor(), member(db, "Người khác").await];
    for role in GrantedRole::ALL {
        others.push(holder(db, "Có vai trò", role).await);
    }
    for other in &others {
        assert!(scene.add(other, "2.pdf", &pdf()).await.is_err());
        assert!(open_file(db, files, other, *entry, id).await.is_err());
        assert!(open_preview(db, files, other, *entry, id).await.is_err());
        assert!(remove_file(db, other, *entry, id, noon()).await.is_err());
        assert!(find_upload(db, other, *entry, &upload.id).await.is_err());
        assert!(append_chunk(db, files, other, *entry, &upload.id, 0, piece(b"x")).await.is_err());
        assert!(start_upload(db, files, other, *entry, place(), "a.pdf", 9, noon()).await.is_err());
    }
    assert_eq!(scene.bytes(id).await, pdf());
}

#[tokio::test]
async fn an_item_that_does_not_exist_takes_nothing() {
    let scene = scene().await;
    for (item, author) in [("nothing", None), ("description", Some(domain::ids::AuthorId(99)))] {
        let place = FilePlace { item: item.to_owned(), author };
        assert!(find_room(&scene.db, &scene.owner, scene.entry, &place).await.is_err());
    }
}

#[tokio::test]
async fn the_files_of_a_sent_entry_stay_and_its_authors_are_told_why() {
    let mut scene = scene().await;
    let edition = open_edition(&scene.db).await;
    scene.entry = whole_draft(&scene.db, &scene.owner, edition, "Công trình thử").await;
    let Scene { db, files, owner, entry, .. } = &scene;
    let begun = start_upload(db, files, owner, *entry, place(), "a.pdf", 9, noon()).await;
    let begun = begun.unwrap().id;
    let kept = scene.add(owner, "1.pdf", &pdf()).await.unwrap();
    let key = crate::entries::ReceiptKey::random();
    submit_entry(db, &key, owner, *entry, noon()).await.unwrap();

    let state = EntryState::Submitted;
    assert_eq!(scene.problem(&pdf()).await, FileProblem::EntryClosed { state });
    let answers = [
        start_upload(db, files, owner, *entry, place(), "a.pdf", 9, noon()).await.err(),
        append_chunk(db, files, owner, *entry, &begun, 0, piece(b"x")).await.err(),
        remove_file(db, owner, *entry, kept, noon()).await.err(),
    ];
    for answer in answers {
        let told = matches!(&answer, Some(ChangeFilesError::Problem(FileProblem::EntryClosed { .. })));
        assert!(told, "{answer:?}");
    }
    assert_eq!(scene.bytes(kept).await, pdf());
    assert_eq!(scene.waiting(), 0);
    let stranger = member(db, "Người khác").await;
    let refused = scene.add(&stranger, "2.pdf", &pdf()).await;
    assert!(matches!(refused, Err(ChangeFilesError::Failure(Failure::Forbidden(_)))));
}
