//! What a picture says about itself before it is opened.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use domain::entries::picture_size::PictureSize;
use domain::programmes::rules::FileFormat;
use image::{ImageDecoder, ImageFormat, ImageReader, Limits};

/// The most a decoder may take to read a head.
const HEAD_MEMORY: u64 = 8 * 1024 * 1024;

/// Reads the head of a picture; nothing when it has none that can be read.
pub(super) fn read_head(path: &Path, format: FileFormat) -> Option<PictureSize> {
    match format {
        FileFormat::Jpg => jpeg_head(&mut BufReader::new(File::open(path).ok()?)),
        FileFormat::Png => decoder_head(path, ImageFormat::Png),
        FileFormat::Webp => decoder_head(path, ImageFormat::WebP),
        FileFormat::Pdf | FileFormat::Docx | FileFormat::Mp4 | FileFormat::Zip => None,
    }
}

fn decoder_head(path: &Path, format: ImageFormat) -> Option<PictureSize> {
    let mut reader = ImageReader::new(BufReader::new(File::open(path).ok()?));
    reader.set_format(format);
    reader.limits(limits(HEAD_MEMORY));
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let pixel_bytes = u32::from(decoder.color_type().bytes_per_pixel());
    let turned = decoder.orientation().is_ok_and(|turn| turn != image::metadata::Orientation::NoTransforms);
    // A WebP decoder holds the planes beside the picture; a picture that is turned is there twice, and once more as it is written.
    let working_bytes = match format {
        ImageFormat::WebP => 4 + if turned { 2 * pixel_bytes } else { 0 },
        _ if turned => 2 * pixel_bytes,
        _ => 0,
    };
    Some(PictureSize { width, height, pixel_bytes, working_bytes })
}

/// Limits that only memory sets; how many pixels there may be is a rule of its own.
pub(super) fn limits(memory: u64) -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = None;
    limits.max_image_height = None;
    limits.max_alloc = Some(memory);
    limits
}

/// The frame header of a JPEG: a decoder would read the whole file to find it.
fn jpeg_head(file: &mut (impl Read + Seek)) -> Option<PictureSize> {
    let mut two = [0u8; 2];
    file.read_exact(&mut two).ok()?;
    if two != [0xFF, 0xD8] {
        return None;
    }
    loop {
        let marker = next_marker(file)?;
        // Markers without a length: restarts, and a second beginning.
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            continue;
        }
        file.read_exact(&mut two).ok()?;
        let length = u16::from_be_bytes(two).checked_sub(2)?;
        match marker {
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return frame(file, marker),
            0xD9 | 0xDA => return None,
            _ => file.seek(SeekFrom::Current(i64::from(length))).ok()?,
        };
    }
}

/// The next marker; any number of fill bytes may stand before it.
fn next_marker(file: &mut impl Read) -> Option<u8> {
    let mut one = [0u8; 1];
    file.read_exact(&mut one).ok()?;
    if one[0] != 0xFF {
        return None;
    }
    while one[0] == 0xFF {
        file.read_exact(&mut one).ok()?;
    }
    Some(one[0])
}

fn frame(file: &mut impl Read, marker: u8) -> Option<PictureSize> {
    let mut head = [0u8; 6];
    file.read_exact(&mut head).ok()?;
    let [_, high, low, wide, narrow, components] = head;
    let mut factors = Vec::new();
    for _ in 0..components {
        let mut component = [0u8; 3];
        file.read_exact(&mut component).ok()?;
        factors.push((u32::from(component[1] >> 4), u32::from(component[1] & 15)));
    }
    let progressive = matches!(marker, 0xC2 | 0xC6 | 0xCA | 0xCE);
    Some(PictureSize {
        width: u32::from(u16::from_be_bytes([wide, narrow])),
        height: u32::from(u16::from_be_bytes([high, low])),
        pixel_bytes: if components == 1 { 1 } else { 3 },
        working_bytes: if progressive { coefficients(&factors)? } else { 0 },
    })
}

/// Progressive pictures are kept whole as coefficients of two bytes until the last pass has arrived.
fn coefficients(factors: &[(u32, u32)]) -> Option<u32> {
    let wide = factors.iter().map(|(wide, _)| *wide).max()?;
    let high = factors.iter().map(|(_, high)| *high).max()?;
    let samples: u32 = factors.iter().map(|(wide, high)| wide * high).sum();
    (wide * high > 0).then(|| (2 * samples).div_ceil(wide * high))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(marker: u8, factors: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xFF, 0xE1, 0, 6, 1, 2, 3, 4];
        let count = u8::try_from(factors.len()).unwrap();
        bytes.extend_from_slice(&[0xFF, marker, 0, 8 + 3 * count, 8, 0x13, 0x88, 0x1F, 0x40, count]);
        for factor in factors {
            bytes.extend_from_slice(&[1, *factor, 0]);
        }
        bytes
    }

    #[test]
    fn the_head_of_a_jpeg_tells_its_size_and_what_opening_it_takes() {
        let table: [(u8, &[u8], Option<(u32, u32)>); 6] = [
            (0xC0, &[0x22, 0x11, 0x11], Some((3, 0))),
            (0xC0, &[0x11], Some((1, 0))),
            (0xC0, &[0x11, 0x11, 0x11, 0x11], Some((3, 0))),
            (0xC2, &[0x22, 0x11, 0x11], Some((3, 3))),
            (0xC2, &[0x11, 0x11, 0x11], Some((3, 6))),
            (0xDA, &[0x11], None),
        ];
        for (marker, factors, expected) in table {
            let head = jpeg_head(&mut std::io::Cursor::new(jpeg(marker, factors)));
            let expected = expected.map(|(pixel_bytes, working_bytes)| PictureSize {
                width: 8_000,
                height: 5_000,
                pixel_bytes,
                working_bytes,
            });
            assert_eq!(head, expected, "{marker:x} {factors:?}");
        }
    }

    #[test]
    fn what_is_cut_off_or_no_picture_has_no_head() {
        let whole = jpeg(0xC0, &[0x22, 0x11, 0x11]);
        for end in 0..whole.len() {
            assert_eq!(jpeg_head(&mut std::io::Cursor::new(&whole[..end])), None, "{end}");
        }
    }
}
