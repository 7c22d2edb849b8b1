//! Pages with more dots than anybody sees are opened smaller, within the limits of the child that opens them.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageFormat, RgbImage};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::support::RunningPortal;

const RED: [u8; 3] = [200, 30, 30];
const GREEN: [u8; 3] = [30, 160, 60];

/// Red above, green below.
fn sheet(width: u32, height: u32) -> DynamicImage {
    let half = (width * height / 2) as usize;
    let dots = [RED.repeat(half), GREEN.repeat(half)].concat();
    DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, dots).expect("all dots"))
}

/// What stands in the parts of a PNG that hold its dots: programs put it into a PDF as it is.
fn packed_rows(picture: &DynamicImage) -> Vec<u8> {
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Paeth);
    picture.write_with_encoder(encoder).expect("a picture");
    let mut rows = Vec::new();
    let mut rest = &png[8..];
    while let [a, b, c, d, kind @ ..] = rest {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        if kind.starts_with(b"IDAT") {
            rows.extend_from_slice(&kind[4..4 + length]);
        }
        rest = &rest[12 + length..];
    }
    rows
}

fn picture(width: u32, height: u32, colours: &str, bytes: Vec<u8>) -> Stream {
    let dictionary = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(width), "Height" => i64::from(height),
        "ColorSpace" => colours, "BitsPerComponent" => 8, "Filter" => "FlateDecode",
    };
    Stream::new(dictionary, bytes).with_compression(false)
}

fn photo(width: u32, height: u32) -> Stream {
    let mut bytes = Cursor::new(Vec::new());
    sheet(width, height).write_to(&mut bytes, ImageFormat::Jpeg).expect("a photo");
    let mut photo = picture(width, height, "DeviceRGB", bytes.into_inner());
    photo.dict.set("Filter", "DCTDecode");
    photo
}

fn scan(width: u32, height: u32) -> Stream {
    let mut scan = picture(width, height, "DeviceRGB", packed_rows(&sheet(width, height)));
    let how = dictionary! { "Predictor" => 15, "Colors" => 3, "BitsPerComponent" => 8, "Columns" => i64::from(width) };
    scan.dict.set("DecodeParms", how);
    scan
}

/// Nothing but cyan.
fn inks(width: u32, height: u32) -> Stream {
    let mut bytes = Stream::new(Dictionary::new(), [255, 0, 0, 0].repeat((width * height) as usize));
    bytes.compress().expect("packed");
    picture(width, height, "DeviceCMYK", bytes.content)
}

/// A sheet of A4 with these pictures, each over the whole page.
fn pdf(pictures: Vec<Stream>) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let all = document.new_object_id();
    let mut kids: Vec<Object> = Vec::new();
    for picture in pictures {
        let picture = document.add_object(picture);
        let drawn = Stream::new(Dictionary::new(), b"q 595 0 0 842 0 0 cm /Anh Do Q".to_vec());
        let drawn = document.add_object(drawn);
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => all, "Contents" => drawn,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Resources" => dictionary! { "XObject" => dictionary! { "Anh" => picture } },
        });
        kids.push(page.into());
    }
    let count = i64::try_from(kids.len()).expect("few");
    let pages = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    document.objects.insert(all, Object::Dictionary(pages));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => all });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

/// The pages that the child draws of these bytes.
fn drawn(portal: &RunningPortal, name: &str, bytes: &[u8]) -> Vec<RgbImage> {
    let folder = portal.data().join(name);
    std::fs::create_dir(&folder).expect("a folder");
    let file = folder.join("tep");
    std::fs::write(&file, bytes).expect("a file");
    let [file, place] = [&file, &folder].map(|path| path.to_str().expect("a path").to_owned());
    let (done, _, problem) = portal.run(&["read-file", "show", &file, &place]);
    assert!(done, "{name}: {problem}");
    let answer = std::fs::read_to_string(folder.join("answer.json")).expect("an answer");
    let answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    let pages = answer["readable"]["pages"].as_array().unwrap_or_else(|| panic!("{name}: {answer}"));
    let open = |page: &serde_json::Value| {
        assert_eq!(page["incomplete"], false, "{name}");
        let picture = image::open(folder.join(page["file"].as_str().expect("a name")));
        picture.expect("a picture").to_rgb8()
    };
    pages.iter().map(open).collect()
}

fn assert_near(page: &RgbImage, (across, down): (f64, f64), colour: [u8; 3], name: &str) {
    let place = |part: f64, side: u32| (part * f64::from(side)) as u32;
    let found = page.get_pixel(place(across, page.width()), place(down, page.height())).0;
    let apart = found.iter().zip(colour).map(|(found, wanted)| found.abs_diff(wanted)).max();
    assert!(apart <= Some(4), "{name}: {found:?} is not {colour:?}");
}

#[test]
fn scans_with_more_dots_than_anybody_sees_are_shown_smaller() {
    let portal = RunningPortal::prepare();
    let name = "A4 at 600 dots to the inch, and a photo of 48 megapixels";
    let pages = drawn(&portal, name, &pdf(vec![scan(4_960, 7_016), photo(6_000, 8_000)]));
    assert_eq!(pages.len(), 2);
    for page in pages {
        assert_eq!(page.dimensions(), (1_190, 1_684));
        assert_near(&page, (0.1, 0.1), RED, name);
        assert_near(&page, (0.9, 0.45), RED, name);
        assert_near(&page, (0.1, 0.55), GREEN, name);
        assert_near(&page, (0.9, 0.95), GREEN, name);
    }
}

#[test]
fn a_large_scan_of_four_inks_looks_like_a_small_one() {
    let portal = RunningPortal::prepare();
    let [small, large] = [("small", inks(600, 850)), ("large", inks(4_960, 7_016))].map(|(name, picture)| {
        let pages = drawn(&portal, name, &pdf(vec![picture]));
        pages.into_iter().next().expect("a page")
    });
    let cyan = small.get_pixel(500, 500).0;
    assert!(cyan[0] < 60 && cyan[2] > 200, "{cyan:?}");
    assert_near(&large, (0.5, 0.5), cyan, "large");
}
