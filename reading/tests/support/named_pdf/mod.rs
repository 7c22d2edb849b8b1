//! A PDF with names in every place a program or a person may put one where no reader of the page sees it.

mod document;
mod notes;
mod page;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Gives a word that stands nowhere else, for the place with this name.
pub type Naming<'a> = &'a mut dyn FnMut(&str) -> String;

/// What the page shows, with and without names around it.
const VISIBLE: &str =
    "BT /F1 18 Tf 60 700 Td (Mo hinh loc nuoc bang than tre) Tj ET\n0.2 0.4 0.7 rg 60 500 200 120 re f\n";

/// The same page, once plain.
pub fn plain_pdf(photo: &[u8]) -> Vec<u8> {
    Planter::new(photo).finish("")
}

/// And once with names. `photo` is a JPEG without any.
pub fn named_pdf(photo: &[u8], name: Naming<'_>) -> Vec<u8> {
    let mut planter = Planter::new(photo);
    planter.information(name);
    planter.catalog(name);
    planter.structure(name);
    planter.form_fields(name);
    planter.layers(name);
    planter.notes(name);
    planter.page(name);
    planter.resources(name);
    planter.objects(name);
    planter.photo(photo, name);
    let content = planter.content(name);
    let bytes = planter.finish(&content);
    // Before the head, as in files that were sent twice; and an object that a later one replaces.
    let before = format!("% {}\n1 0 obj\n({})\nendobj\n", name("before the head"), name("superseded object"));
    let behind = format!("\n% {}\n{}\n%%EOF\n", name("comment behind the end"), name("bytes behind the end"));
    [before.as_bytes(), &bytes, behind.as_bytes()].concat()
}

struct Planter {
    document: Document,
    catalog: Dictionary,
    page: Dictionary,
    page_id: ObjectId,
    fonts: Dictionary,
    pictures: Dictionary,
    resources: Dictionary,
    notes: Vec<Object>,
    trailer: Dictionary,
    photo: Stream,
}

fn text(words: String) -> Object {
    Object::string_literal(words)
}

fn key(words: &str) -> Vec<u8> {
    words.as_bytes().to_vec()
}

fn place() -> Object {
    vec![10.into(), 10.into(), 40.into(), 40.into()].into()
}

fn photo_of(bytes: Vec<u8>) -> Stream {
    let dictionary = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 24, "Height" => 16,
        "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode",
    };
    Stream::new(dictionary, bytes).with_compression(false)
}

impl Planter {
    fn new(photo: &[u8]) -> Self {
        let mut document = Document::with_version("1.7");
        let page_id = document.new_object_id();
        Self {
            document,
            catalog: dictionary! { "Type" => "Catalog" },
            page: dictionary! {
                "Type" => "Page",
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
                "CropBox" => vec![0.into(), 0.into(), 595.into(), 800.into()],
            },
            page_id,
            fonts: dictionary! {
                "F1" => dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" },
            },
            pictures: Dictionary::new(),
            resources: Dictionary::new(),
            notes: vec![],
            trailer: Dictionary::new(),
            photo: photo_of(photo.to_vec()),
        }
    }

    fn add(&mut self, object: impl Into<Object>) -> Object {
        self.document.add_object(object).into()
    }

    fn xmp(&mut self, words: String) -> Object {
        let packet = format!("<x:xmpmeta><dc:creator>{words}</dc:creator></x:xmpmeta>");
        let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        self.add(Stream::new(dictionary, packet.into_bytes()))
    }

    fn script(words: String) -> Dictionary {
        dictionary! { "S" => "JavaScript", "JS" => text(format!("app.alert('{words}')")) }
    }

    fn finish(mut self, content: &str) -> Vec<u8> {
        let photo = self.document.add_object(self.photo.clone());
        self.pictures.set("Anh", photo);
        let content = format!("{content}\n{VISIBLE}q 120 0 0 80 60 200 cm /Anh Do Q\n");
        let content = self.document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
        self.resources.set("Font", self.fonts.clone());
        self.resources.set("XObject", self.pictures.clone());
        self.page.set("Resources", self.resources.clone());
        self.page.set("Contents", content);
        self.page.set("Annots", self.notes.clone());
        let pages = self.document.new_object_id();
        self.page.set("Parent", pages);
        self.document.objects.insert(self.page_id, Object::Dictionary(self.page.clone()));
        let all = dictionary! { "Type" => "Pages", "Kids" => vec![self.page_id.into()], "Count" => 1 };
        self.document.objects.insert(pages, Object::Dictionary(all));
        self.catalog.set("Pages", pages);
        let catalog = self.document.add_object(self.catalog.clone());
        self.document.trailer = self.trailer.clone();
        self.document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).expect("a PDF");
        bytes
    }
}
