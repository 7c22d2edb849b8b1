//! PDF and Word documents that are small on the disk and large when they are opened or drawn.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// So many bytes of nothing.
pub fn zeros(out: &mut impl Write, mut bytes: u64) {
    let piece = vec![0u8; 1 << 20];
    while bytes > 0 {
        let length = bytes.min(piece.len() as u64);
        out.write_all(&piece[..length as usize]).expect("written");
        bytes -= length;
    }
}

/// So many bytes of nothing, packed.
pub fn deflated(bytes: u64) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    zeros(&mut encoder, bytes);
    encoder.finish().expect("deflated")
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("deflated")
}

/// So many bytes of nothing, packed twice. Packing takes a while: it is done once.
pub struct Nothing {
    mb_900: Vec<u8>,
    mb_300: Vec<u8>,
}

impl Nothing {
    pub fn make() -> Self {
        Self { mb_900: packed(&deflated(900_000_000)), mb_300: packed(&deflated(300_000_000)) }
    }
}

/// A stream packed twice.
fn swollen(dictionary: &str, content: &[u8]) -> Vec<u8> {
    stream(&format!("{dictionary}/Filter[/FlateDecode/FlateDecode]"), content)
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary}/Length {}>>stream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// One page of this size; what stands in it are the objects from number 4.
fn page(width: u32, height: u32, resources: &str, objects: Vec<Vec<u8>>) -> Vec<u8> {
    let page =
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Resources<<{resources}>>/Contents 4 0 R>>");
    let around =
        [b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(), page.into_bytes()];
    let objects: Vec<Vec<u8>> = around.into_iter().chain(objects).collect();
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend_from_slice(format!("{} 0 obj\n", number + 1).as_bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let (table, size) = (bytes.len(), places.len() + 1);
    bytes.extend_from_slice(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes());
    for place in places {
        bytes.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    bytes.extend_from_slice(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").as_bytes());
    bytes
}

/// A page that shows one picture.
fn picture_page(picture: Vec<u8>, more: Vec<Vec<u8>>) -> Vec<u8> {
    let shown = vec![stream("", b"q 595 0 0 842 0 0 cm /P Do Q"), picture];
    page(595, 842, "/XObject<</P 5 0 R>>", shown.into_iter().chain(more).collect())
}

fn picture(width: u32, height: u32, colours: &str, more: &str) -> String {
    format!("/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/{colours}/BitsPerComponent 8{more}")
}

/// A page whose content unfolds twice, to 900 MB.
pub fn endless_page(nothing: &Nothing) -> Vec<u8> {
    page(595, 842, "", vec![swollen("", &nothing.mb_900)])
}

/// Everything that blind judges could be sent to bring the portal down; most of it is a kilobyte.
pub fn judged_pdfs(photo: &[u8], nothing: &Nothing) -> Vec<Vec<u8>> {
    let huge = |more: &str| swollen(&picture(20_000, 15_000, "DeviceRGB", more), &nothing.mb_900);
    let mask = swollen(&picture(20_000, 15_000, "DeviceGray", ""), &nothing.mb_300);
    let small = picture(1, 1, "DeviceRGB", "/SMask 6 0 R");
    let liar = stream(&picture(65_000, 65_000, "DeviceRGB", "/Filter/DCTDecode"), &with_size(photo, 65_000));
    let drawing = stream("", b"0.9 g 0 0 14400 14400 re f 0 0 1 RG 5 5 14000 14000 re S");
    let (page_of_nothing, objects) = (endless_page(nothing), endless_objects());
    vec![
        page_of_nothing.clone(),
        picture_page(huge(""), vec![]),
        picture_page(stream(&small, &[9, 9, 9]), vec![mask.clone()]),
        picture_page(huge("/SMask 6 0 R"), vec![mask]),
        picture_page(liar, vec![]),
        page(14_400, 14_400, "", vec![drawing]),
        turning_page(),
        objects.clone(),
        page_of_nothing,
        objects,
    ]
}

/// Drawings in drawings: ten lines that draw ten thousand million times.
fn turning_page() -> Vec<u8> {
    let mut objects = vec![stream("", b"/F Do")];
    for next in 6..16 {
        let form = format!("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F {next} 0 R>>>>");
        objects.push(stream(&form, "/F Do ".repeat(10).as_bytes()));
    }
    objects.push(stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]", b"0 0 595 842 re f"));
    page(595, 842, "/XObject<</F 5 0 R>>", objects)
}

/// A PDF whose pages stand in an object that unfolds twice: nobody can even count them.
pub fn endless_objects() -> Vec<u8> {
    let head = b"2 0 3 29 4 64 ".to_vec();
    let mut content = ZlibEncoder::new(Vec::new(), Compression::best());
    content.write_all(&head).expect("written");
    let objects =
        "<</Type/Catalog/Pages 3 0 R>><</Type/Pages/Kids[4 0 R]/Count 1>><</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>";
    content.write_all(objects.as_bytes()).expect("written");
    zeros(&mut content, 300_000_000);
    let content = packed(&content.finish().expect("deflated"));
    let dictionary = format!("/Type/ObjStm/N 3/First {}/Filter[/FlateDecode/FlateDecode]", head.len());
    let mut bytes = b"%PDF-1.7\n1 0 obj\n".to_vec();
    bytes.extend_from_slice(&stream(&dictionary, &content));
    bytes.extend_from_slice(b"\nendobj\n");
    let table = bytes.len() as u32;
    let rows = [(0u8, 0u32, 0u8), (1, 9, 0), (2, 1, 0), (2, 1, 1), (2, 1, 2), (1, table, 0)];
    let rows: Vec<u8> =
        rows.iter().flat_map(|(kind, place, at)| [&[*kind][..], &place.to_be_bytes(), &[*at]].concat()).collect();
    bytes.extend_from_slice(b"5 0 obj\n");
    bytes.extend_from_slice(&stream("/Type/XRef/Size 6/W[1 4 1]/Root 2 0 R", &rows));
    bytes.extend_from_slice(format!("\nendobj\nstartxref\n{table}\n%%EOF\n").as_bytes());
    bytes
}

/// A page as a telephone or a scanner makes it: one photo.
pub fn scan(photo: &[u8], width: u32, height: u32) -> Vec<u8> {
    let picture = stream(&picture(width, height, "DeviceRGB", "/Filter/DCTDecode"), photo);
    picture_page(picture, vec![])
}

/// The photo with another size in its head.
fn with_size(photo: &[u8], side: u16) -> Vec<u8> {
    let mut bytes = photo.to_vec();
    let frame = bytes.windows(2).position(|mark| mark == [0xFF, 0xC0]).expect("a frame");
    bytes[frame + 5..frame + 9].copy_from_slice(&[side.to_be_bytes(), side.to_be_bytes()].concat());
    bytes
}

/// A document of these parts; sizes in bytes of nothing.
fn word(parts: &[(&str, &[u8], u64)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().large_file(true);
    for (name, content, nothing) in parts {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(content).expect("written");
        zeros(&mut zip, *nothing);
    }
    zip.finish().expect("a document").into_inner()
}

const TYPES: &[u8] = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";

/// A text of 900 MB.
pub fn endless_docx() -> Vec<u8> {
    word(&[("[Content_Types].xml", TYPES, 0), ("word/document.xml", b"", 900_000_000)])
}

/// Documents that unfold where their text, their styles or their pictures are.
pub fn judged_docxs(photo: &[u8]) -> Vec<Vec<u8>> {
    let blips: String =
        (0..20).map(|_| "<w:p><w:r><w:drawing><a:blip r:embed=\"r1\"/></w:drawing></w:r></w:p>").collect();
    let text = format!("<w:document xmlns:w=\"w\"><w:body>{blips}</w:body></w:document>");
    let link = |target: &str| {
        format!("<Relationships><Relationship Id=\"r1\" Type=\"x/image\" Target=\"{target}\"/></Relationships>")
    };
    let (photos, nothing) = (link("media/a.jpg"), link("media/a.png"));
    let deep = "<w:sdt>".repeat(2_000_000);
    let body = ("word/document.xml", text.as_bytes(), 0);
    let links = "word/_rels/document.xml.rels";
    let types = ("[Content_Types].xml", TYPES, 0);
    let kinds = [
        endless_docx(),
        word(&[types, body, ("word/styles.xml", b"", 100_000_000)]),
        word(&[types, body, (links, photos.as_bytes(), 0), ("word/media/a.jpg", photo, 0)]),
        word(&[types, body, (links, nothing.as_bytes(), 0), ("word/media/a.png", b"", 100_000_000)]),
        word(&[types, ("word/document.xml", deep.as_bytes(), 0)]),
    ];
    kinds.iter().chain(&kinds).cloned().collect()
}
