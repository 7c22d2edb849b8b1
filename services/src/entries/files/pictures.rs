//! Pictures: turned upright, freed of what the camera knows about place and person, and made small for reading.
//! All of it is done once, when the picture arrives.

use std::fs::File;
use std::io::{BufReader, BufWriter, Cursor, Write};
use std::path::Path;

use domain::programmes::rules::FileFormat;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::thumbnail;
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageError, ImageFormat, ImageReader};

use super::picture_head::limits;
use super::picture_parts::{without_names_png, without_names_webp};

/// The longest side of a preview, in pixels.
const PREVIEW: u32 = 900;
/// Hardly a visible loss.
const JPEG_QUALITY: u8 = 90;

/// Writes the picture as it is kept into another file and makes its preview; an error means that it cannot be read.
/// No more than `memory` bytes are taken to open it.
pub(crate) fn clean_picture(from: &Path, to: &Path, format: FileFormat, memory: u64) -> Result<Vec<u8>, ImageError> {
    let (picture, turn) = open(from, format, memory)?;
    if format == FileFormat::Jpg {
        return clean_jpeg(picture, turn, to);
    }
    let kept = if turn == Orientation::NoTransforms {
        let bytes = BufReader::new(File::open(from)?);
        let mut out = BufWriter::new(File::create(to)?);
        let kept = match format {
            FileFormat::Png => without_names_png(bytes, &mut out)?,
            _ => without_names_webp(bytes, &mut out)?,
        };
        out.flush()?;
        kept
    } else {
        false
    };
    let mut picture = picture;
    if !kept {
        picture.apply_orientation(turn);
        let mut out = BufWriter::new(File::create(to)?);
        picture.write_to(&mut out, image_format(format))?;
        out.flush()?;
    }
    preview(picture.width(), picture.height(), |wide, high| picture.thumbnail_exact(wide, high))
}

/// The picture as it lies in the file, and how it has to be turned.
fn open(path: &Path, format: FileFormat, memory: u64) -> Result<(DynamicImage, Orientation), ImageError> {
    let mut reader = ImageReader::new(BufReader::new(File::open(path)?));
    reader.set_format(image_format(format));
    let mut limits = limits(memory);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    // Opening a decoder reserves nothing for the picture itself.
    limits.reserve(decoder.total_bytes())?;
    decoder.set_limits(limits)?;
    let turn = decoder.orientation()?;
    Ok((DynamicImage::from_decoder(decoder)?, turn))
}

fn image_format(format: FileFormat) -> ImageFormat {
    match format {
        FileFormat::Png => ImageFormat::Png,
        FileFormat::Webp => ImageFormat::WebP,
        _ => ImageFormat::Jpeg,
    }
}

fn clean_jpeg(picture: DynamicImage, turn: Orientation, to: &Path) -> Result<Vec<u8>, ImageError> {
    let picture = match picture {
        DynamicImage::ImageLuma8(grey) => DynamicImage::ImageLuma8(grey),
        coloured => DynamicImage::ImageRgb8(coloured.into_rgb8()),
    };
    let mut out = BufWriter::new(File::create(to)?);
    let mut encoder = JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY);
    let small = match &picture {
        upright if turn == Orientation::NoTransforms => {
            upright.write_with_encoder(encoder)?;
            preview(upright.width(), upright.height(), |wide, high| upright.thumbnail_exact(wide, high))
        }
        DynamicImage::ImageLuma8(grey) => {
            let upright = Turned { picture: grey, turn };
            encoder.encode_image(&upright)?;
            preview(upright.width(), upright.height(), |wide, high| thumbnail(&upright, wide, high).into())
        }
        coloured => {
            let picture = coloured.as_rgb8().ok_or_else(no_colours)?;
            let upright = Turned { picture, turn };
            encoder.encode_image(&upright)?;
            preview(upright.width(), upright.height(), |wide, high| thumbnail(&upright, wide, high).into())
        }
    };
    out.flush()?;
    small
}

/// Cannot be: a picture that is not grey was made one of three colours.
fn no_colours() -> ImageError {
    ImageError::IoError(std::io::Error::other("a picture without colours"))
}

/// A picture read as if it were turned: a second copy of a large one would take as much memory again.
struct Turned<'a, P> {
    picture: &'a P,
    turn: Orientation,
}

impl<P: GenericImageView> GenericImageView for Turned<'_, P> {
    type Pixel = P::Pixel;

    fn dimensions(&self) -> (u32, u32) {
        let (width, height) = self.picture.dimensions();
        match self.turn {
            Orientation::NoTransforms
            | Orientation::Rotate180
            | Orientation::FlipHorizontal
            | Orientation::FlipVertical => (width, height),
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => (height, width),
        }
    }

    fn get_pixel(&self, x: u32, y: u32) -> P::Pixel {
        let (width, height) = self.picture.dimensions();
        let (right, bottom) = (width.saturating_sub(1), height.saturating_sub(1));
        let (x, y) = match self.turn {
            Orientation::NoTransforms => (x, y),
            Orientation::Rotate180 => (right - x, bottom - y),
            Orientation::FlipHorizontal => (right - x, y),
            Orientation::FlipVertical => (x, bottom - y),
            Orientation::Rotate90 => (y, bottom - x),
            Orientation::Rotate270 => (right - y, x),
            Orientation::Rotate90FlipH => (y, x),
            Orientation::Rotate270FlipH => (right - y, bottom - x),
        };
        self.picture.get_pixel(x, y)
    }
}

/// Small enough to read along, as WebP.
fn preview(width: u32, height: u32, small: impl FnOnce(u32, u32) -> DynamicImage) -> Result<Vec<u8>, ImageError> {
    let longest = width.max(height).max(1);
    let scaled = |side: u32| {
        if longest <= PREVIEW {
            return side.max(1);
        }
        let scaled = u64::from(side) * u64::from(PREVIEW) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(PREVIEW).max(1)
    };
    let small = small(scaled(width), scaled(height));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(small.to_rgb8()).write_to(&mut bytes, ImageFormat::WebP)?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::RgbImage;

    #[test]
    fn a_picture_read_as_turned_is_the_picture_turned() {
        let picture = RgbImage::from_fn(3, 2, |x, y| image::Rgb([x as u8, y as u8, 7]));
        for code in 1..=8 {
            let turn = Orientation::from_exif(code).expect("one of eight");
            let mut expected = DynamicImage::ImageRgb8(picture.clone());
            expected.apply_orientation(turn);
            let turned = Turned { picture: &picture, turn };
            assert_eq!(turned.dimensions(), expected.dimensions(), "{code}");
            for (x, y, pixel) in expected.to_rgb8().enumerate_pixels() {
                assert_eq!(turned.get_pixel(x, y), *pixel, "{code}: {x}, {y}");
            }
        }
    }

    #[test]
    fn a_decoder_takes_no_more_than_it_was_given() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.png");
        RgbImage::new(1_000, 1_000).save(&file).unwrap();
        let clean = |memory| clean_picture(&file, &folder.path().join("b.png"), FileFormat::Png, memory);
        assert!(matches!(clean(2_999_999), Err(ImageError::Limits(_))));
        assert!(clean(4_000_000).is_ok());
    }
}
