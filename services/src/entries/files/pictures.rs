//! Pictures: turned upright, freed of what the camera knows about place and person, and made small for reading.

use std::fs::File;
use std::io::{BufReader, BufWriter, Cursor, Read, Seek, SeekFrom, Write};
use std::path::Path;

use domain::programmes::rules::FileFormat;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

/// The longest side of a preview, in pixels.
const PREVIEW: u32 = 900;
/// The longest side of a picture that is read at all.
const LONGEST: u32 = 20_000;
/// The most memory a picture may need: 100 million pixels in colour.
const MEMORY: u64 = 300 * 1024 * 1024;
/// Hardly a visible loss.
const JPEG_QUALITY: u8 = 90;

/// Cleans the picture in its place and makes its preview; an error means that it cannot be read.
pub(crate) fn clean_picture(path: &Path, format: FileFormat) -> Result<Vec<u8>, image::ImageError> {
    let picture = upright(path, format)?;
    match format {
        FileFormat::Jpg => {
            let mut bytes = Vec::new();
            let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
            DynamicImage::ImageRgb8(picture.to_rgb8()).write_with_encoder(encoder)?;
            std::fs::write(path, bytes)?;
        }
        FileFormat::Png => {
            let mut writer = BufWriter::new(File::create(path)?);
            picture.write_to(&mut writer, ImageFormat::Png)?;
            writer.flush()?;
        }
        FileFormat::Webp => strip_webp(path)?,
        FileFormat::Pdf | FileFormat::Docx | FileFormat::Mp4 | FileFormat::Zip => {}
    }
    preview(&picture)
}

/// The picture as it should be seen.
fn upright(path: &Path, format: FileFormat) -> Result<DynamicImage, image::ImageError> {
    let format = match format {
        FileFormat::Png => ImageFormat::Png,
        FileFormat::Webp => ImageFormat::WebP,
        _ => ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::new(BufReader::new(File::open(path)?));
    reader.set_format(format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn preview(picture: &DynamicImage) -> Result<Vec<u8>, image::ImageError> {
    let small = if picture.width() > PREVIEW || picture.height() > PREVIEW {
        picture.thumbnail(PREVIEW, PREVIEW)
    } else {
        picture.clone()
    };
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(small.to_rgb8()).write_to(&mut bytes, ImageFormat::WebP)?;
    Ok(bytes.into_inner())
}

/// Takes the parts with camera data out of a WebP file; the pixels stay as they are.
fn strip_webp(path: &Path) -> std::io::Result<()> {
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    let stripped = without_camera_data(&bytes);
    std::fs::write(path, stripped)
}

/// A RIFF file is a row of parts: name, length, content, padded to an even length.
fn without_camera_data(bytes: &[u8]) -> Vec<u8> {
    let mut kept = bytes.get(..12).unwrap_or(bytes).to_vec();
    let mut at = 12;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let end = (at + 8 + length + length % 2).min(bytes.len());
        let mut part = bytes[at..end].to_vec();
        let name = &head[..4];
        if name == b"VP8X" && part.len() > 8 {
            // The flags that announce EXIF and XMP.
            part[8] &= !0b0000_1100;
        }
        if name != b"EXIF" && name != b"XMP " {
            kept.extend_from_slice(&part);
        }
        at = end.max(at + 8);
    }
    let size = u32::try_from(kept.len().saturating_sub(8)).unwrap_or(u32::MAX);
    if let Some(place) = kept.get_mut(4..8) {
        place.copy_from_slice(&size.to_le_bytes());
    }
    kept
}
