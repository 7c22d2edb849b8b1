//! Files in which programs wrote who made them: a PDF and a photo.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::canaries::Flock;
use super::workspace;

/// The PDF of the demonstration with names everywhere a program may put one, outside its visible content.
pub fn named_pdf(flock: &mut Flock) -> Vec<u8> {
    let mut document = Document::load(workspace().join("fixtures/demo/thuyet-minh.pdf")).expect("a PDF");
    let mut name = |what: &str| Object::string_literal(flock.word(&format!("pdf.{what}")));
    let info = dictionary! {
        "Author" => name("author"), "Title" => name("title"), "Subject" => name("subject"),
        "Keywords" => name("keywords"), "Creator" => name("creator"), "Company" => name("company"),
    };
    let note = dictionary! {
        "Subtype" => "Text", "Rect" => rectangle(), "T" => name("note written by"), "Contents" => Object::string_literal("Xem"),
    };
    let inline_note = dictionary! {
        "Type" => "Annot", "Subtype" => "Highlight", "Rect" => rectangle(), "T" => name("highlight made by"),
    };
    let file = dictionary! { "Type" => "Filespec", "F" => name("attached file"), "UF" => name("attached file again") };
    let clip = dictionary! { "Type" => "Annot", "Subtype" => "FileAttachment", "Rect" => rectangle(), "FS" => file };
    let mail = dictionary! { "S" => "URI", "URI" => Object::string_literal(format!("mailto:{}", flock.email("pdf.mail link"))) };
    let mut name = |what: &str| Object::string_literal(flock.word(&format!("pdf.{what}")));
    let link = dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => rectangle(), "A" => mail };
    let signature = dictionary! {
        "Type" => "Sig", "Name" => name("signed by"), "Location" => name("signed in"),
        "ContactInfo" => name("signer reached at"), "Reason" => name("signed because"),
    };
    let tree = dictionary! { "EmbeddedFiles" => dictionary! { "Names" => vec![name("embedded file"), Object::Null] } };
    let private = dictionary! { "Word" => dictionary! { "Private" => name("private data") } };
    let xmp = |text: Object| {
        let text = String::from_utf8_lossy(text.as_str().expect("text")).into_owned();
        let packet = format!("<x:xmpmeta><dc:creator>{text}</dc:creator></x:xmpmeta>");
        Stream::new(
            dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
            packet.into_bytes(),
        )
    };
    let (of_all, of_page) = (xmp(name("xmp")), xmp(name("xmp of a page")));
    let mut photo = photo_object(flock);
    photo.dict.set("Metadata", document.add_object(of_page));
    let (of_all, photo) = (document.add_object(of_all), document.add_object(photo));
    let info = document.add_object(info);
    document.trailer.set("Info", info);
    let notes: Vec<Object> = vec![
        document.add_object(note).into(),
        inline_note.into(),
        document.add_object(clip).into(),
        link.into(),
    ];
    let signature =
        document.add_object(dictionary! { "FT" => "Sig", "T" => Object::string_literal("ky"), "V" => signature });
    let catalog = document.catalog_mut().expect("a catalog");
    catalog.set("Metadata", of_all);
    catalog.set("Names", tree);
    catalog.set("AcroForm", dictionary! { "Fields" => vec![signature.into()] });
    let page = *document.get_pages().get(&1).expect("a page");
    let page = document.get_dictionary_mut(page).expect("a page");
    page.set("Annots", notes);
    page.set("PieceInfo", private);
    page.set("Thumb", photo);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

/// The photo of the demonstration with names in its EXIF, its XMP and its comment.
pub fn named_photo(flock: &mut Flock) -> Vec<u8> {
    let mut photo = std::fs::read(workspace().join("fixtures/demo/anh.jpg")).expect("a photo");
    let artist = flock.word("photo.artist");
    let creator = flock.word("photo.creator");
    let comment = flock.word("photo.comment");
    let mut added = segment(0xE1, &[b"Exif\0\0", exif(&artist).as_slice()].concat());
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0<dc:creator>{creator}</dc:creator>");
    added.extend(segment(0xE1, xmp.as_bytes()));
    added.extend(segment(0xFE, comment.as_bytes()));
    photo.splice(2..2, added);
    photo
}

fn photo_object(flock: &mut Flock) -> Stream {
    let artist = flock.word("pdf.photo inside");
    let mut photo = std::fs::read(workspace().join("fixtures/demo/anh.jpg")).expect("a photo");
    photo.splice(2..2, segment(0xE1, &[b"Exif\0\0", exif(&artist).as_slice()].concat()));
    let dictionary: Dictionary = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 8, "Height" => 8,
        "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode",
    };
    Stream::new(dictionary, photo).with_compression(false)
}

/// A little-endian TIFF of one tag: who made the picture.
fn exif(artist: &str) -> Vec<u8> {
    let text = [artist.as_bytes(), b"\0"].concat();
    let mut tiff = b"II*\0\x08\0\0\0\x01\0\x3B\x01\x02\0".to_vec();
    tiff.extend(u32::try_from(text.len()).expect("short").to_le_bytes());
    tiff.extend(26u32.to_le_bytes());
    tiff.extend(0u32.to_le_bytes());
    tiff.extend(text);
    tiff
}

fn segment(mark: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a short segment").to_be_bytes();
    [&[0xFF, mark], length.as_slice(), content].concat()
}

fn rectangle() -> Object {
    vec![10.into(), 10.into(), 40.into(), 40.into()].into()
}
