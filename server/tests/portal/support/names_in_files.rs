//! Files in which programs wrote who made them: a PDF and a photo.

#[path = "../../../../reading/tests/support/named_pdf/mod.rs"]
#[allow(dead_code, reason = "the plain page is for the tests of `reading`")]
mod generator;

use super::canaries::Flock;
use super::workspace;

/// A PDF with names in more than 120 places where no reader of its page sees them.
pub fn named_pdf(flock: &mut Flock) -> Vec<u8> {
    let photo = std::fs::read(workspace().join("fixtures/odd-files/rgb.jpg")).expect("a photo");
    // Keys and comments are read byte by byte: names without accents.
    generator::named_pdf(&photo, &mut |place| domain::text::fold(&flock.word(&format!("pdf.{place}"))))
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
