//! The copy of a file that blind judges get: without what programs wrote about its author.

mod jpeg;
mod pdf;

use image::ImageFormat;

use pdf::scrub_pdf;

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

/// Drops whatever names somebody outside the visible content of a PDF, and everything but the pixels of a picture.
pub fn scrub(bytes: &[u8], media_type: &str) -> Scrubbed {
    match media_type {
        "application/pdf" => scrub_pdf(bytes),
        "image/jpeg" => scrub_image(bytes, ImageFormat::Jpeg),
        "image/png" => scrub_image(bytes, ImageFormat::Png),
        "image/webp" => scrub_image(bytes, ImageFormat::WebP),
        _ => Scrubbed::Unsupported,
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

    const CANARY: &str = "Hoang Yen Mau";

    fn holds(bytes: &[u8], words: &str) -> bool {
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
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
