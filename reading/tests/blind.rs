//! What is made of a file for blind judges holds no name, wherever the file carries one.

#[path = "support/named_pdf/mod.rs"]
mod named_pdf;

use std::io::Cursor;
use std::path::Path;

use named_pdf::{named_pdf, plain_pdf};
use reading::{Answer, Readable, Task, answer};

/// What every name begins with.
const BIRD: &str = "Vetxanh";

fn photo() -> Vec<u8> {
    let mut jpeg = Cursor::new(Vec::new());
    let dots = image::RgbImage::from_fn(24, 16, |x, y| image::Rgb([(x * 10) as u8, (y * 15) as u8, 90]));
    image::DynamicImage::ImageRgb8(dots).write_to(&mut jpeg, image::ImageFormat::Jpeg).expect("a photo");
    jpeg.into_inner()
}

/// The answer about these bytes, and every byte of the pictures that were made.
fn show(bytes: &[u8], folder: &Path) -> (Readable, Vec<Vec<u8>>) {
    let file = folder.join("tep");
    std::fs::write(&file, bytes).expect("a file");
    match answer(Task::Show, &file, folder).expect("an answer") {
        Answer::Readable(readable) => {
            let pictures = readable.pages.iter().map(|page| folder.join(&page.file));
            let pictures = pictures.map(|path| std::fs::read(path).expect("a picture")).collect();
            (readable, pictures)
        }
        other => panic!("{other:?}"),
    }
}

fn shown(bytes: &[u8]) -> (Readable, Vec<Vec<u8>>) {
    let folder = tempfile::tempdir().expect("a folder");
    show(bytes, folder.path())
}

/// The places of a planted file and the name in each.
fn planted() -> (Vec<u8>, Vec<(String, String)>) {
    let mut names = Vec::new();
    let mut name = |place: &str| {
        let letters = [names.len() / 26, names.len() % 26].map(|at| char::from(b'a' + u8::try_from(at).expect("few")));
        let name = format!("{BIRD}{}{}", letters[0], letters[1]);
        names.push((place.to_owned(), name.clone()));
        name
    };
    let bytes = named_pdf(&photo(), &mut name);
    (bytes, names)
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|part| part == words)
}

/// The name as it is, in hexadecimal, or in two bytes a letter.
fn carries(bytes: &[u8], name: &str) -> bool {
    let hex: String = name.bytes().map(|byte| format!("{byte:02X}")).collect();
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
    holds(bytes, name.as_bytes()) || holds(bytes, hex.as_bytes()) || holds(bytes, &wide)
}

#[test]
fn a_pdf_with_names_in_120_places_looks_like_one_without_any() {
    let (named, names) = planted();
    let there = names.iter().filter(|(_, name)| carries(&named, name)).count();
    assert!(there >= 120, "{there} names can be seen in the file");
    let (_, plain) = shown(&plain_pdf(&photo()));
    let (_, pictures) = shown(&named);
    assert_eq!(pictures.len(), 1);
    assert!(pictures == plain, "the picture is the one of the page without names");
    for (place, name) in &names {
        assert!(!carries(&pictures[0], name), "{place}");
    }
    assert!(!holds(&pictures[0], BIRD.as_bytes()));
}

#[test]
fn the_picture_of_a_page_holds_dots_and_nothing_else() {
    let (_, pictures) = shown(&planted().0);
    let mut kinds = Vec::new();
    let mut rest = &pictures[0][8..];
    while let [a, b, c, d, ..] = *rest {
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        kinds.push(String::from_utf8_lossy(&rest[4..8]).into_owned());
        rest = &rest[12 + length..];
    }
    kinds.dedup();
    assert_eq!(kinds, ["IHDR", "IDAT", "IEND"]);
}

#[test]
fn hidden_words_are_among_the_words_that_the_secretary_reads_first() {
    let (named, names) = planted();
    let (readable, _) = shown(&named);
    let text = &readable.pages[0].text;
    let of = |place: &str| &names.iter().find(|(known, _)| known == place).expect("planted").1;
    for place in ["text that is not drawn", "white text"] {
        assert!(text.contains(of(place).as_str()), "{place}: {text}");
    }
    assert!(text.contains("Mo hinh loc nuoc"), "{text}");
}

#[test]
fn a_photo_is_kept_as_dots_whatever_hides_in_its_segments() {
    let plain = photo();
    let mut named = plain.clone();
    let segment = |mark: u8, words: &[u8]| [&[0xFF, mark, 0, (words.len() + 2) as u8], words].concat();
    let exif = segment(0xE1, b"Exif\0\0Vetxanh");
    let added = [segment(0xFE, b"Vetxanh"), vec![0xFF], exif, segment(0xE2, b"ICC_PROFILE\0Vetxanh")].concat();
    named.splice(2..2, added);
    named.extend_from_slice(b"Vetxanh");
    let (readable, pictures) = shown(&named);
    assert_eq!((readable.pages[0].width, readable.pages[0].height), (24, 16));
    assert!(!holds(&pictures[0], BIRD.as_bytes()));
    assert!(pictures == shown(&plain).1);
}
