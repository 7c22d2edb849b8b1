//! A PDF whose pictures are larger than anybody sees is drawn from a copy in which they are smaller. The copy lives as long as its
//! pages are drawn.

use std::io::Write;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use hayro::hayro_syntax::object::dict::keys::{COLORSPACE, DECODE_PARMS, HEIGHT, MASK, N, WIDTH};
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro::hayro_syntax::{Filter, Pdf};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};
use lopdf::Document;

use crate::page_pictures::Places;
use crate::smaller::{Colours, Smaller, open_jpeg, open_rows};

/// A picture whose dots take more bytes than this is opened smaller: the drawing needs several times as much, and most for rows
/// that it has to unpack.
const HEAVY_JPEG: u64 = 60_000_000;
const HEAVY_ROWS: u64 = 24_000_000;
/// No loss that anybody sees.
const QUALITY: u8 = 92;

/// A picture that takes the place of another; its colours mean what they meant.
struct Instead {
    id: lopdf::ObjectId,
    filter: &'static str,
    content: Vec<u8>,
    width: u32,
    height: u32,
}

/// The same document with lighter pictures; none when there is nothing to do, or when it cannot be done.
pub fn lighten(pdf: &Pdf, bytes: &Arc<Vec<u8>>, places: &Places) -> Option<Vec<u8>> {
    let instead: Vec<Instead> = places
        .iter()
        .filter_map(|(id, shown)| {
            let stream = pdf.xref().get::<Stream<'_>>(id)?;
            let id = (id.obj_number, u16::try_from(id.gen_number).ok()?);
            replace(&stream, id, shown)
        })
        .collect();
    if instead.is_empty() {
        return None;
    }
    let mut document = Document::load_mem(bytes).ok()?;
    for one in instead {
        put(&mut document, one)?;
    }
    let mut lighter = Vec::new();
    document.save_to(&mut lighter).ok()?;
    Some(lighter)
}

fn replace(stream: &Stream<'_>, id: lopdf::ObjectId, shown: (f64, f64)) -> Option<Instead> {
    let dict = stream.dict();
    let size = (dict.get::<u32>(WIDTH)?, dict.get::<u32>(HEIGHT)?);
    // A colour that is seen through would not be found again among mixed ones.
    if dict.get::<Array<'_>>(MASK).is_some() {
        return None;
    }
    let colours = colours_of(dict)?;
    let weight = u64::from(size.0) * u64::from(size.1) * colours.bytes() as u64;
    let picture = match stream.filters().as_slice() {
        [Filter::DctDecode] if weight > HEAVY_JPEG && !mixes_by_itself(dict) => open_jpeg(stream, colours, shown)?,
        [Filter::FlateDecode] if weight > HEAVY_ROWS => open_rows(stream, colours, size, shown)?,
        _ => return None,
    };
    let (filter, content) = encode(colours, &picture)?;
    Some(Instead { id, filter, content, width: picture.width, height: picture.height })
}

/// A photo is kept as a JPEG; four inks are only packed, because nobody writes JPEGs of them.
fn encode(colours: Colours, picture: &Smaller) -> Option<(&'static str, Vec<u8>)> {
    let kind = match colours {
        Colours::Grey => ExtendedColorType::L8,
        Colours::Three => ExtendedColorType::Rgb8,
        Colours::Inks => {
            let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
            packer.write_all(&picture.dots).ok()?;
            return Some(("FlateDecode", packer.finish().ok()?));
        }
    };
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    encoder.write_image(&picture.dots, picture.width, picture.height, kind).ok()?;
    Some(("DCTDecode", bytes))
}

/// How the dots are written, whatever their colours mean.
fn colours_of(dict: &Dict<'_>) -> Option<Colours> {
    let values = match dict.get::<Object<'_>>(COLORSPACE)? {
        Object::Name(name) => match &*name {
            b"DeviceGray" | b"G" => 1,
            b"DeviceRGB" | b"RGB" => 3,
            b"DeviceCMYK" | b"CMYK" => 4,
            _ => return None,
        },
        Object::Array(parts) => {
            let mut parts = parts.flex_iter();
            match &*parts.next::<Name<'_>>()? {
                b"ICCBased" => parts.next::<Stream<'_>>()?.dict().get::<u8>(N)?,
                b"CalGray" => 1,
                b"CalRGB" => 3,
                _ => return None,
            }
        }
        _ => return None,
    };
    match values {
        1 => Some(Colours::Grey),
        3 => Some(Colours::Three),
        4 => Some(Colours::Inks),
        _ => None,
    }
}

/// The file says whether the JPEG is to be mixed from light and colour: only its readers know.
fn mixes_by_itself(dict: &Dict<'_>) -> bool {
    let how = dict.get::<Dict<'_>>(DECODE_PARMS);
    how.is_some_and(|how| how.contains_key(b"ColorTransform"))
}

fn put(document: &mut Document, instead: Instead) -> Option<()> {
    let stream = document.get_object_mut(instead.id).ok()?.as_stream_mut().ok()?;
    let dict = &mut stream.dict;
    for key in ["DecodeParms", "DP", "F", "Filter"] {
        dict.remove(key.as_bytes());
    }
    dict.set("Filter", instead.filter);
    dict.set("BitsPerComponent", 8);
    dict.set("Width", i64::from(instead.width));
    dict.set("Height", i64::from(instead.height));
    stream.set_content(instead.content);
    Some(())
}
