//! Small things that are large when opened.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Everything that is sent.
pub struct Inputs {
    /// 20,000 × 15,000 pixels of 16 bits: 1.8 GB in two megabytes.
    pub endless_png: Vec<u8>,
    /// The largest photo that is taken.
    pub large_photo: Vec<u8>,
    pub large_png: Vec<u8>,
    /// A page whose content unfolds twice, to 900 MB.
    pub endless_pdf: Vec<u8>,
    pub endless_docx: Vec<u8>,
    pub fields: String,
    pub long_form: String,
    /// 2,500 words, as they stand in an address.
    pub words: String,
}

impl Inputs {
    pub fn make() -> Self {
        let words: Vec<String> = (0..2_500).map(|number| format!("tu{number}")).collect();
        Self {
            endless_png: png(20_000, 15_000, 16, 2, 6),
            large_photo: photo(8_000, 5_000),
            large_png: png(8_000, 5_000, 8, 6, 4),
            endless_pdf: pdf(),
            endless_docx: docx(),
            fields: "a=&".repeat(690_000),
            long_form: format!("giu.q-intro={}", "%E1%BB%9F".repeat(230_000)),
            words: words.join("+"),
        }
    }
}

fn zeros(out: &mut impl Write, mut bytes: u64) {
    let piece = vec![0u8; 1 << 20];
    while bytes > 0 {
        let length = bytes.min(piece.len() as u64);
        out.write_all(&piece[..length as usize]).expect("written");
        bytes -= length;
    }
}

fn deflated(bytes: u64) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    zeros(&mut encoder, bytes);
    encoder.finish().expect("deflated")
}

/// A picture without anything in it, of this depth and kind of colour.
fn png(width: u32, height: u32, depth: u8, colour: u8, pixel: u64) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend_from_slice(&[depth, colour, 0, 0, 0]);
    part(&mut bytes, *b"IHDR", &head);
    part(
        &mut bytes,
        *b"IDAT",
        &deflated(u64::from(height) * (1 + u64::from(width) * pixel)),
    );
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

fn pdf() -> Vec<u8> {
    let mut twice = ZlibEncoder::new(Vec::new(), Compression::best());
    twice.write_all(&deflated(900_000_000)).expect("written");
    let content = twice.finish().expect("deflated");
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    let stream = format!("<</Length {}/Filter[/FlateDecode/FlateDecode]>>stream\n", content.len());
    let objects: [&[&[u8]]; 4] = [
        &[b"<</Type/Catalog/Pages 2 0 R>>"],
        &[b"<</Type/Pages/Kids[3 0 R]/Count 1>>"],
        &[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"],
        &[stream.as_bytes(), &content, b"\nendstream"],
    ];
    for (number, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend_from_slice(format!("{} 0 obj\n", number + 1).as_bytes());
        bytes.extend_from_slice(&object.concat());
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend_from_slice(b"xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        bytes.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    bytes.extend_from_slice(format!("trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").as_bytes());
    bytes
}

fn docx() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().large_file(true);
    zip.start_file("[Content_Types].xml", options).expect("a part");
    zip.write_all(b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
        .expect("written");
    zip.start_file("word/document.xml", options).expect("a part");
    zeros(&mut zip, 900_000_000);
    zip.finish().expect("a document").into_inner()
}
