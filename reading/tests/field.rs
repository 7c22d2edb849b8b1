//! Odd files of the kinds that offices, phones and scanners make.

use std::path::{Path, PathBuf};

use reading::{Answer, Kind, Look, Obstacle, Task, answer};

fn input(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/odd-files").join(name)
}

fn ask(task: Task, name: &str) -> Answer {
    let folder = tempfile::tempdir().expect("a folder");
    answer(task, &input(name), folder.path()).expect("an answer")
}

#[test]
fn a_file_is_what_it_is_when_it_is_opened() {
    use Kind as K;
    use Look as L;
    let table = [
        ("plain.pdf", L::Is(K::Pdf)),
        ("pdf-bom.pdf", L::Is(K::Pdf)),
        ("pdf-newline.pdf", L::Is(K::Pdf)),
        ("pdf-noprint.pdf", L::Is(K::Pdf)),
        ("pdf-noprint-linear.pdf", L::Is(K::Pdf)),
        ("pdf-locked.pdf", L::Locked(K::Pdf)),
        ("pdf-locked-linear.pdf", L::Locked(K::Pdf)),
        ("zero.pdf", L::Unknown),
        ("plain.docx", L::Is(K::Docx)),
        ("bomb.docx", L::Is(K::Docx)),
        ("old-doc.docx", L::Unknown),
        ("rgb.jpg", L::Is(K::Jpeg)),
        ("cmyk.jpg", L::Is(K::Jpeg)),
        ("exif6.jpg", L::Is(K::Jpeg)),
        ("gray.jpg", L::Is(K::Jpeg)),
        ("progressive.jpg", L::Is(K::Jpeg)),
        ("palette.png", L::Is(K::Png)),
        ("gray16.png", L::Is(K::Png)),
        ("photo.webp", L::Is(K::Webp)),
        ("heic-as.jpg", L::Unknown),
        ("photo.heic", L::Unknown),
        ("photo.gif", L::Unknown),
    ];
    for (name, expected) in table {
        assert_eq!(ask(Task::Look, name), Answer::Looked(expected), "{name}");
    }
}

#[test]
fn what_can_be_read_is_shown_and_what_cannot_says_why() {
    for name in [
        "plain.pdf",
        "pdf-bom.pdf",
        "pdf-newline.pdf",
        "pdf-noprint.pdf",
        "pdf-noprint-linear.pdf",
        "rgb.jpg",
        "cmyk.jpg",
        "exif6.jpg",
        "gray.jpg",
        "progressive.jpg",
        "palette.png",
        "gray16.png",
        "plain.docx",
        // What swells in it is never unpacked.
        "bomb.docx",
    ] {
        let shown = ask(Task::Show, name);
        assert!(matches!(shown, Answer::Readable(_)), "{name}: {shown:?}");
    }
    for (name, obstacle) in [
        ("pdf-locked.pdf", Obstacle::Locked),
        ("pdf-locked-linear.pdf", Obstacle::Locked),
        ("zero.pdf", Obstacle::OtherKind),
        ("old-doc.docx", Obstacle::OtherKind),
        ("bomb.png", Obstacle::TooLarge),
        ("bomb-rgb.png", Obstacle::TooLarge),
    ] {
        assert_eq!(ask(Task::Show, name), Answer::Obstacle(obstacle), "{name}");
    }
}

#[test]
fn a_photo_is_turned_upright() {
    let Answer::Readable(shown) = ask(Task::Show, "exif6.jpg") else {
        panic!("not shown");
    };
    let raw = image::image_dimensions(input("exif6.jpg")).expect("a photo");
    assert_eq!((shown.pages[0].width, shown.pages[0].height), (raw.1, raw.0));
}
