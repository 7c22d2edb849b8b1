//! The copy of a file that blind judges get: without what programs wrote about its author.

use image::ImageFormat;
use lopdf::{Document, Object};

/// A file for a blind judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scrubbed {
    /// Nothing but the content.
    Clean(Vec<u8>),
    /// The file cannot be opened to be cleaned, so it is not served.
    Unreadable,
    /// This type keeps names where we cannot take them out.
    Unsupported,
}

/// Drops the information dictionary and XMP of a PDF, and everything but the pixels of a picture.
pub fn scrub(bytes: &[u8], media_type: &str) -> Scrubbed {
    match media_type {
        "application/pdf" => scrub_pdf(bytes),
        "image/jpeg" => scrub_image(bytes, ImageFormat::Jpeg),
        "image/png" => scrub_image(bytes, ImageFormat::Png),
        "image/webp" => scrub_image(bytes, ImageFormat::WebP),
        _ => Scrubbed::Unsupported,
    }
}

fn scrub_pdf(bytes: &[u8]) -> Scrubbed {
    let Ok(mut document) = Document::load_mem(bytes) else {
        return Scrubbed::Unreadable;
    };
    if document.is_encrypted() {
        return Scrubbed::Unreadable;
    }
    document.trailer.remove(b"Info");
    document.trailer.remove(b"ID");
    for object in document.objects.values_mut() {
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &mut stream.dict,
            _ => continue,
        };
        for key in [&b"Metadata"[..], b"PieceInfo", b"LastModified", b"EmbeddedFiles", b"AF"] {
            dictionary.remove(key);
        }
        if dictionary
            .get(b"Type")
            .is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"Annot"))
        {
            dictionary.remove(b"T");
        }
    }
    document.prune_objects();
    document.renumber_objects();
    let mut clean = Vec::with_capacity(bytes.len());
    match document.save_to(&mut clean) {
        Ok(()) => Scrubbed::Clean(clean),
        Err(_) => Scrubbed::Unreadable,
    }
}

fn scrub_image(bytes: &[u8], format: ImageFormat) -> Scrubbed {
    use image::ImageDecoder;
    let reader = image::ImageReader::with_format(std::io::Cursor::new(bytes), format);
    let Ok(mut decoder) = reader.into_decoder() else {
        return Scrubbed::Unreadable;
    };
    let upright = decoder.orientation();
    let Ok(mut picture) = image::DynamicImage::from_decoder(decoder) else {
        return Scrubbed::Unreadable;
    };
    if let Ok(upright) = upright {
        picture.apply_orientation(upright);
    }
    if format == ImageFormat::Jpeg {
        picture = image::DynamicImage::ImageRgb8(picture.into_rgb8());
    }
    let mut clean = std::io::Cursor::new(Vec::with_capacity(bytes.len()));
    match picture.write_to(&mut clean, format) {
        Ok(()) => Scrubbed::Clean(clean.into_inner()),
        Err(_) => Scrubbed::Unreadable,
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
        let content = document.add_object(lopdf::Stream::new(dictionary! {}, b"BT (noi dung) Tj ET".to_vec()));
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
        });
        let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        document.objects.insert(pages, Object::Dictionary(kids));
        let xmp = format!("<x:xmpmeta><dc:creator>{CANARY}</dc:creator></x:xmpmeta>");
        let metadata = document.add_object(lopdf::Stream::new(
            dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
            xmp.into_bytes(),
        ));
        let catalog =
            document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Metadata" => metadata });
        let info = document.add_object(dictionary! { "Author" => Object::string_literal(CANARY) });
        document.trailer.set("Root", catalog);
        document.trailer.set("Info", info);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("a PDF");
        bytes
    }

    fn holds(bytes: &[u8], words: &str) -> bool {
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    }

    #[test]
    fn a_scrubbed_pdf_names_nobody_and_keeps_its_pages() {
        let original = pdf_with_metadata();
        assert!(holds(&original, CANARY));
        let Scrubbed::Clean(clean) = scrub(&original, "application/pdf") else {
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
    fn a_scrubbed_picture_keeps_its_pixels_only() {
        let mut png = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(3, 2)
            .write_to(&mut png, ImageFormat::Jpeg)
            .expect("a picture");
        let mut jpeg = png.into_inner();
        let comment = CANARY.as_bytes();
        let mut segment = vec![0xFF, 0xFE, 0, comment.len() as u8 + 2];
        segment.extend_from_slice(comment);
        jpeg.splice(2..2, segment);
        assert!(holds(&jpeg, CANARY));
        let Scrubbed::Clean(clean) = scrub(&jpeg, "image/jpeg") else {
            panic!("not scrubbed");
        };
        assert!(!holds(&clean, CANARY));
        let picture = image::load_from_memory(&clean).expect("still a picture");
        assert_eq!((picture.width(), picture.height()), (3, 2));
    }

    #[test]
    fn what_cannot_be_opened_is_not_served() {
        assert_eq!(scrub(b"not a PDF", "application/pdf"), Scrubbed::Unreadable);
        assert_eq!(scrub(b"PK", "application/zip"), Scrubbed::Unsupported);
    }
}
