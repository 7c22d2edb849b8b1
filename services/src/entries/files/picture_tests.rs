//! Pictures: what is opened, what is refused by its head, and what comes out.

use domain::entries::file_problem::FileProblem;

use super::tests::{Scene, photo, piece, place, scene};
use super::*;
use crate::testkit::*;

/// The head of a PNG and nothing behind it that could be opened: what it says is enough to refuse it.
fn png_that_says(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend_from_slice(&width.to_be_bytes());
    bytes.extend_from_slice(&height.to_be_bytes());
    bytes.extend_from_slice(&[depth, colour, 0, 0, 0]);
    bytes.extend_from_slice(&crc32(&bytes[12..]).to_be_bytes());
    bytes.extend_from_slice(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

#[tokio::test]
async fn a_picture_that_unfolds_into_gigabytes_is_refused_by_its_head() {
    let scene = scene().await;
    let many = |width, height| FileProblem::TooManyPixels { width, height };
    let table = [
        (png_that_says(20_000, 15_000, 16, 2), many(20_000, 15_000)),
        (png_that_says(19_000, 19_000, 8, 0), many(19_000, 19_000)),
        (png_that_says(8_000, 5_001, 8, 2), many(8_000, 5_001)),
        (png_that_says(8_000, 5_000, 16, 6), FileProblem::PictureTooHeavy),
        (png_that_says(8_000, 5_000, 8, 2), FileProblem::DamagedPicture),
        (include_bytes!("../../../../fixtures/odd-files/bomb-rgb.png").to_vec(), many(9_900, 9_900)),
    ];
    for (bytes, expected) in table {
        assert_eq!(scene.problem(&bytes).await, expected);
    }
    assert_eq!(scene.waiting(), 0);
}

#[tokio::test]
async fn ordinary_oddities_are_taken_with_their_colours() {
    let scene = scene().await;
    let odd: [(&str, &[u8]); 7] = [
        ("rgb.jpg", include_bytes!("../../../../fixtures/odd-files/rgb.jpg")),
        ("cmyk.jpg", include_bytes!("../../../../fixtures/odd-files/cmyk.jpg")),
        ("gray.jpg", include_bytes!("../../../../fixtures/odd-files/gray.jpg")),
        ("progressive.jpg", include_bytes!("../../../../fixtures/odd-files/progressive.jpg")),
        ("exif6.jpg", include_bytes!("../../../../fixtures/odd-files/exif6.jpg")),
        ("palette.png", include_bytes!("../../../../fixtures/odd-files/palette.png")),
        ("gray16.png", include_bytes!("../../../../fixtures/odd-files/gray16.png")),
    ];
    for (name, bytes) in odd {
        let id = scene.add(&scene.owner, name, bytes).await.unwrap_or_else(|err| panic!("{name}: {err:?}"));
        let stored = image::load_from_memory(&scene.bytes(id).await).unwrap().to_rgb8();
        let mut sent = image::load_from_memory(bytes).unwrap();
        if name == "exif6.jpg" {
            sent = sent.rotate90();
        }
        let sent = sent.to_rgb8();
        assert_eq!(stored.dimensions(), sent.dimensions(), "{name}");
        let far = stored.iter().zip(sent.iter()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum::<u64>();
        let mean = far / stored.iter().len().max(1) as u64;
        assert!(mean <= 4, "{name}: colours are {mean} off");
        remove_file(&scene.db, &scene.owner, scene.entry, id, noon()).await.unwrap();
    }
}

#[tokio::test]
async fn an_upload_that_finds_the_portal_busy_is_finished_later_with_its_own_bytes() {
    let scene = scene().await;
    let Scene { db, files, owner, entry, .. } = &scene;
    let bytes = photo();
    let size = bytes.len() as u64;
    let upload = start_upload(db, files, owner, *entry, place(), "a.jpg", size, noon()).await.unwrap();
    append_chunk(db, files, owner, *entry, &upload.id, 0, piece(&bytes)).await.unwrap();
    // Where previews are kept stands a file: nothing can be stored there now.
    let in_the_way = scene.folder.path().join("files/preview");
    std::fs::write(&in_the_way, b"").unwrap();
    let failed = finish_upload(db, files, owner, *entry, &upload.id, noon()).await;
    assert!(matches!(failed, Err(ChangeFilesError::Failure(_))), "{failed:?}");
    let waits = std::fs::read(files.waiting(&upload.id)).unwrap();
    assert!(waits == bytes, "what arrived stays as it came");
    std::fs::remove_file(&in_the_way).unwrap();
    let id = finish_upload(db, files, owner, *entry, &upload.id, noon()).await.unwrap().unwrap();
    let stored = image::load_from_memory(&scene.bytes(id).await).unwrap();
    assert_eq!((stored.width(), stored.height()), (20, 40));
    assert_eq!(scene.waiting(), 0);
}
