//! Small things that are large when opened.

use std::io::Cursor;

use super::documents::{
    Nothing, deflated, endless_docx, endless_objects, endless_page, judged_docxs, judged_pdfs, scan,
};

/// Everything that is sent.
pub struct Inputs {
    /// 20,000 × 15,000 pixels of 16 bits: 1.8 GB in two megabytes.
    pub endless_png: Vec<u8>,
    /// The largest photo that is taken.
    pub large_photo: Vec<u8>,
    pub large_png: Vec<u8>,
    /// A page whose content unfolds twice, to 900 MB.
    pub endless_pdf: Vec<u8>,
    /// The same, before anybody sees a page.
    pub endless_objects: Vec<u8>,
    pub endless_docx: Vec<u8>,
    /// What the pages of a blind round are drawn from.
    pub judged_pdfs: Vec<Vec<u8>>,
    pub judged_docxs: Vec<Vec<u8>>,
    /// A photo of 48 megapixels and a page of A4 at 600 dots to the inch.
    pub scans: Vec<Vec<u8>>,
    pub fields: String,
    pub long_form: String,
    /// 2,500 words, as they stand in an address.
    pub words: String,
}

impl Inputs {
    pub fn make() -> Self {
        let large_photo = photo(8_000, 5_000);
        let nothing = Nothing::make();
        let words: Vec<String> = (0..2_500).map(|number| format!("tu{number}")).collect();
        Self {
            endless_png: png(20_000, 15_000, 16, 2, 6),
            judged_pdfs: judged_pdfs(&photo(64, 64), &nothing),
            judged_docxs: judged_docxs(&large_photo),
            scans: [(8_000, 6_000), (4_960, 7_016)]
                .map(|(width, height)| scan(&photo(width, height), width, height))
                .to_vec(),
            large_photo,
            large_png: png(8_000, 5_000, 8, 6, 4),
            endless_pdf: endless_page(&nothing),
            endless_objects: endless_objects(),
            endless_docx: endless_docx(),
            fields: "a=&".repeat(690_000),
            long_form: format!("giu.q-intro={}", "%E1%BB%9F".repeat(230_000)),
            words: words.join("+"),
        }
    }
}

/// A picture without anything in it, of this depth and kind of colour.
fn png(width: u32, height: u32, depth: u8, colour: u8, pixel: u64) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend_from_slice(&[depth, colour, 0, 0, 0]);
    part(&mut bytes, *b"IHDR", &head);
    part(&mut bytes, *b"IDAT", &deflated(u64::from(height) * (1 + u64::from(width) * pixel)));
    part(&mut bytes, *b"IEND", &[]);
    bytes
}

fn part(bytes: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    bytes.extend_from_slice(&(content.len() as u32).to_be_bytes());
    let mut sum = flate2::Crc::new();
    for piece in [&name[..], content] {
        sum.update(piece);
        bytes.extend_from_slice(piece);
    }
    bytes.extend_from_slice(&sum.sum().to_be_bytes());
}

fn photo(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([(x / 40) as u8, (y / 40) as u8, 90]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a photo");
    bytes.into_inner()
}
