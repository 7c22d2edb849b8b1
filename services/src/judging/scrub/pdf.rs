//! A PDF without what programs wrote into it about people: outside its visible content nothing names anybody.

use lopdf::{Dictionary, Document, Object, Stream};

use super::Scrubbed;
use super::jpeg::without_words;

/// Never part of what is read, wherever it stands: metadata, attached files, scripts, certificates.
const NEVER: [&[u8]; 13] = [
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"EmbeddedFiles",
    b"AF",
    b"JavaScript",
    b"OpenAction",
    b"AA",
    b"DSS",
    b"Perms",
    b"CreatorInfo",
    b"Collection",
    b"SpiderInfo",
];
/// How a file is named inside a PDF.
const FILE_NAMES: [&[u8]; 8] = [b"F", b"UF", b"EF", b"Desc", b"DOS", b"Mac", b"Unix", b"Win"];
/// What a signature says of its signer; its content is a certificate.
const SIGNER: [&[u8]; 6] = [b"Name", b"Location", b"Reason", b"ContactInfo", b"Cert", b"Contents"];

/// Drops everything but the visible content.
pub fn scrub_pdf(bytes: &[u8]) -> Scrubbed {
    let Ok(mut document) = Document::load_mem(bytes) else {
        return Scrubbed::Unreadable;
    };
    if document.is_encrypted() {
        return Scrubbed::Unreadable;
    }
    document.trailer.remove(b"Info");
    document.trailer.remove(b"ID");
    document.objects.values_mut().for_each(clean);
    document.prune_objects();
    document.renumber_objects();
    let mut clean = Vec::with_capacity(bytes.len());
    match document.save_to(&mut clean) {
        Ok(()) => Scrubbed::Clean(clean),
        Err(_) => Scrubbed::Unreadable,
    }
}

/// Cleans an object and whatever stands inside it: dictionaries are often written in place.
fn clean(object: &mut Object) {
    match object {
        Object::Array(items) => items.iter_mut().for_each(clean),
        Object::Dictionary(dictionary) => clean_dictionary(dictionary),
        Object::Stream(stream) => {
            clean_dictionary(&mut stream.dict);
            clean_photo(stream);
        }
        _ => {}
    }
}

fn clean_dictionary(dictionary: &mut Dictionary) {
    remove(dictionary, &NEVER);
    if is(dictionary, b"Type", b"Annot") || dictionary.has(b"Subtype") && dictionary.has(b"Rect") {
        // Who wrote a note; and the file pinned to the page.
        remove(dictionary, &[b"T", b"FS"]);
    }
    if is(dictionary, b"Type", b"Filespec") || dictionary.has(b"EF") {
        remove(dictionary, &FILE_NAMES);
    }
    if is(dictionary, b"Type", b"Sig") || dictionary.has(b"ByteRange") || dictionary.has(b"SubFilter") {
        remove(dictionary, &SIGNER);
    }
    if is(dictionary, b"FT", b"Sig") {
        // The picture of a signature is the signer's name.
        remove(dictionary, &[b"AP", b"T", b"TU"]);
    }
    if leads_to_somebody(dictionary) {
        remove(dictionary, &[b"URI"]);
        remove(dictionary, &FILE_NAMES);
    }
    dictionary.iter_mut().for_each(|(_, value)| clean(value));
}

/// A link to a mailbox, a telephone, or a file on somebody's machine.
fn leads_to_somebody(action: &Dictionary) -> bool {
    let away = [&b"Launch"[..], b"GoToR", b"GoToE", b"SubmitForm", b"ImportData"];
    let private = ["mailto:", "tel:", "file:"];
    let address = action.get(b"URI").and_then(Object::as_str).unwrap_or_default();
    let address = String::from_utf8_lossy(address).to_lowercase();
    away.iter().any(|kind| is(action, b"S", kind)) || private.iter().any(|scheme| address.trim().starts_with(scheme))
}

/// Photos inside a PDF keep the words of the camera.
fn clean_photo(stream: &mut Stream) {
    let filters: Vec<Vec<u8>> = stream
        .filters()
        .unwrap_or_default()
        .iter()
        .map(|name| name.to_vec())
        .collect();
    let names: Vec<&[u8]> = filters.iter().map(Vec::as_slice).collect();
    let photo = match names.as_slice() {
        [b"DCTDecode"] => Some(stream.content.clone()),
        [b"FlateDecode", b"DCTDecode"] => inflated(stream),
        _ => None,
    };
    if let Some(photo) = photo.as_deref().and_then(without_words) {
        stream.dict.set("Filter", "DCTDecode");
        stream.dict.remove(b"DecodeParms");
        stream.set_content(photo);
    }
}

/// The photo that was compressed once more.
fn inflated(stream: &Stream) -> Option<Vec<u8>> {
    let mut outer = Stream::new(Dictionary::new(), stream.content.clone());
    outer.dict.set("Filter", "FlateDecode");
    outer.decompressed_content().ok()
}

fn is(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dictionary
        .get(key)
        .is_ok_and(|value| value.as_name().is_ok_and(|found| found == name))
}

fn remove(dictionary: &mut Dictionary, keys: &[&[u8]]) {
    for key in keys {
        dictionary.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    const CANARY: &str = "Hoang Yen Mau";

    fn pdf_with_metadata() -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let pages = document.new_object_id();
        let content = document.add_object(Stream::new(dictionary! {}, b"BT (noi dung) Tj ET".to_vec()));
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
        });
        let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        document.objects.insert(pages, Object::Dictionary(kids));
        let xmp = format!("<x:xmpmeta><dc:creator>{CANARY}</dc:creator></x:xmpmeta>");
        let metadata = document.add_object(Stream::new(
            dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
            xmp.into_bytes(),
        ));
        let catalog =
            document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Metadata" => metadata });
        let file = dictionary! { "UF" => Object::string_literal(CANARY), "EF" => dictionary! {} };
        let notes: Vec<Object> = vec![
            dictionary! { "Subtype" => "Text", "Rect" => vec![], "T" => Object::string_literal(CANARY) }.into(),
            dictionary! { "Type" => "Annot", "Subtype" => "FileAttachment", "FS" => file }.into(),
            dictionary! { "Type" => "Annot", "Subtype" => "Link", "A" => mail(CANARY) }.into(),
            dictionary! { "FT" => "Sig", "V" => signed_by(CANARY) }.into(),
        ];
        document.get_dictionary_mut(page).expect("a page").set("Annots", notes);
        let info = document.add_object(dictionary! { "Author" => Object::string_literal(CANARY) });
        document.trailer.set("Root", catalog);
        document.trailer.set("Info", info);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("a PDF");
        bytes
    }

    fn mail(name: &str) -> Dictionary {
        dictionary! { "S" => "URI", "URI" => Object::string_literal(format!("mailto:{name}@vi-du.example")) }
    }

    fn signed_by(name: &str) -> Dictionary {
        dictionary! { "Type" => "Sig", "Name" => Object::string_literal(name), "Contents" => Object::string_literal(name) }
    }

    fn holds(bytes: &[u8], words: &str) -> bool {
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    }

    #[test]
    fn a_scrubbed_pdf_names_nobody_and_keeps_its_pages() {
        let original = pdf_with_metadata();
        assert!(holds(&original, CANARY));
        let Scrubbed::Clean(clean) = scrub_pdf(&original) else {
            panic!("not scrubbed");
        };
        assert!(!holds(&clean, CANARY));
        let document = Document::load_mem(&clean).expect("still a PDF");
        assert_eq!(document.get_pages().len(), 1);
        let page = document.get_pages()[&1];
        let content = document.get_page_content(page);
        assert!(holds(&content, "noi dung"));
    }

    #[test]
    fn a_link_to_a_page_stays() {
        let mut link = dictionary! { "S" => "URI", "URI" => Object::string_literal("https://vi-du.example") };
        clean_dictionary(&mut link);
        assert!(link.has(b"URI"));
    }
}
