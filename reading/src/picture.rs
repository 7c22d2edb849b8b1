//! Pictures as they are kept for judges: dots and nothing else.

use std::io::Cursor;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};

use crate::answer::{Obstacle, PagePicture, PictureType, Readable};

/// The longest side of a photo that is shown.
const PHOTO: u32 = 3_000;
/// The most dots of a photo that is opened.
const MOST_DOTS: u64 = 40_000_000;
/// The most memory that the dots of a photo may take.
const MEMORY: u64 = 150 * 1024 * 1024;
/// A picture without loss is kept when it is no larger.
const SMALL: usize = 300_000;
/// Hardly a visible loss.
const QUALITY: u8 = 85;

/// The dots of a photo, upright, kept in the folder.
pub fn clean_photo(bytes: &[u8], folder: &Path) -> std::io::Result<Result<Readable, Obstacle>> {
    let photo = match open_photo(bytes) {
        Ok(photo) => photo,
        Err(obstacle) => return Ok(Err(obstacle)),
    };
    let page = keep_picture(&photo, folder, 1)?;
    Ok(Ok(Readable { pages: vec![page], blocks: vec![] }))
}

/// The dots of a photo, upright and no larger than anybody needs.
pub fn open_photo(bytes: &[u8]) -> Result<DynamicImage, Obstacle> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Obstacle::Damaged)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(obstacle)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_DOTS || decoder.total_bytes() > MEMORY {
        return Err(Obstacle::TooLarge);
    }
    let upright = decoder.orientation().ok();
    let mut photo = DynamicImage::from_decoder(decoder).map_err(obstacle)?;
    if width > PHOTO || height > PHOTO {
        photo = photo.thumbnail(PHOTO, PHOTO);
    }
    if let Some(upright) = upright {
        photo.apply_orientation(upright);
    }
    Ok(on_white(photo))
}

fn obstacle(err: ImageError) -> Obstacle {
    match err {
        ImageError::Limits(_) => Obstacle::TooLarge,
        _ => Obstacle::Damaged,
    }
}

/// What is seen through is white, as paper is.
fn on_white(photo: DynamicImage) -> DynamicImage {
    if !photo.color().has_alpha() {
        return DynamicImage::ImageRgb8(photo.into_rgb8());
    }
    let dots = photo.into_rgba8();
    let opaque = image::RgbImage::from_fn(dots.width(), dots.height(), |x, y| {
        let [red, green, blue, alpha] = dots.get_pixel(x, y).0;
        let mixed = |value: u8| {
            let value = u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
            u8::try_from(value / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([mixed(red), mixed(green), mixed(blue)])
    });
    DynamicImage::ImageRgb8(opaque)
}

/// Writes a picture into the folder: without loss where that is small, else as a photo.
pub fn keep_picture(picture: &DynamicImage, folder: &Path, number: usize) -> std::io::Result<PagePicture> {
    let dots = picture.to_rgb8();
    let (width, height) = dots.dimensions();
    let grey = dots.pixels().all(|dot| dot.0[0] == dot.0[1] && dot.0[1] == dot.0[2]);
    let picture = if grey {
        DynamicImage::ImageLuma8(DynamicImage::ImageRgb8(dots).into_luma8())
    } else {
        DynamicImage::ImageRgb8(dots)
    };
    let (bytes, media_type) = encode(&picture).map_err(std::io::Error::other)?;
    let file = format!("{number}.{}", media_type.ending());
    std::fs::write(folder.join(&file), bytes)?;
    Ok(PagePicture { file, media_type, width, height, text: String::new(), incomplete: false })
}

fn encode(picture: &DynamicImage) -> Result<(Vec<u8>, PictureType), ImageError> {
    let mut whole = Vec::new();
    let without_loss = PngEncoder::new_with_quality(&mut whole, CompressionType::Fast, FilterType::Adaptive);
    picture.write_with_encoder(without_loss)?;
    if whole.len() <= SMALL {
        return Ok((whole, PictureType::Png));
    }
    let mut photo = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut photo, QUALITY))?;
    if photo.len() < whole.len() { Ok((photo, PictureType::Jpeg)) } else { Ok((whole, PictureType::Png)) }
}
