//! The stamp of an electronic signature is drawn by a program from the signer's name: nobody sees it, whatever it looks like.

use image::RgbImage;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use reading::{Answer, Task, answer};

/// What a note says about itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    /// The note is the field of a signature.
    Signature,
    /// The field of a signature has the note as its kid.
    SignatureAbove,
    /// A field that somebody filled in.
    Text,
}

/// A page of 200 × 100 points with a note of 80 × 40 that looks like `drawn`.
fn page_with(field: Field, drawn: &str) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let look = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 80.into(), 40.into()],
        },
        drawn.as_bytes().to_vec(),
    );
    let look = document.add_object(look);
    let mut note = dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "F" => 4,
        "Rect" => vec![20.into(), 30.into(), 100.into(), 70.into()], "AP" => dictionary! { "N" => look },
    };
    match field {
        Field::Signature => note.set("FT", "Sig"),
        Field::SignatureAbove => note.set("Parent", document.add_object(dictionary! { "FT" => "Sig" })),
        Field::Text => note.set("FT", "Tx"),
    }
    let note = document.add_object(note);
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
        "Annots" => vec![note.into()],
    });
    let kids: Vec<Object> = vec![page.into()];
    let all: Dictionary = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(all));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

fn picture_of(field: Field, drawn: &str) -> RgbImage {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("tep.pdf");
    std::fs::write(&file, page_with(field, drawn)).expect("a file");
    match answer(Task::Show, &file, folder.path()).expect("an answer") {
        Answer::Readable(shown) => {
            image::open(folder.path().join(&shown.pages[0].file)).expect("a picture").into_rgb8()
        }
        other => panic!("{other:?}"),
    }
}

/// Two signers, as different as two stamps can look.
const DARK: &str = "0 g 0 0 80 40 re f";
const LIGHT: &str = "1 g 0 0 80 40 re f";

#[test]
fn the_stamp_of_an_electronic_signature_is_covered_and_a_filled_in_field_is_not() {
    for field in [Field::Signature, Field::SignatureAbove] {
        let dark = picture_of(field, DARK);
        assert!(dark == picture_of(field, LIGHT), "nobody tells one signer from another");
        assert!(dark.pixels().all(|dot| dot.0[0] > 200), "nothing of the stamp is left");
    }
    assert!(picture_of(Field::Text, DARK) != picture_of(Field::Text, LIGHT), "what somebody filled in is shown");
}
