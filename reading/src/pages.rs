//! Pictures of the pages of a PDF: all that is seen, and nothing that is not.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::util::{RectExt, TransformExt};
use hayro::hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro::hayro_syntax::object::{Array, Dict, Name, Rect};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::{DynamicImage, RgbImage};

use crate::answer::{Obstacle, Readable};
use crate::lighter::lighten;
use crate::page_pictures::Places;
use crate::page_text::read_page;
use crate::picture::keep_picture;

/// Dots of a picture for each point of the page: 144 to the inch.
const SCALE: f64 = 2.0;
/// The most dots of one picture: a drawing on a large sheet is shown smaller.
const MOST_DOTS: f64 = 6_000_000.0;
/// The longest side of a picture.
const LONGEST: f64 = 6_000.0;
/// The most pages that are drawn.
const MOST_PAGES: usize = 200;
/// The most bytes of text that are kept of one file.
const MOST_TEXT: usize = 2_000_000;
/// What covers the stamp of an electronic signature, which is made of the signer's name.
const COVER: [u8; 3] = [226, 226, 226];

/// Draws every page into the folder.
pub fn draw_pages(bytes: Vec<u8>, folder: &Path) -> std::io::Result<Result<Readable, Obstacle>> {
    let bytes = Arc::new(bytes);
    let pdf = match Pdf::new(bytes.clone()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return Ok(Err(Obstacle::Locked)),
        Err(LoadPdfError::Invalid) => return Ok(Err(Obstacle::Damaged)),
    };
    let pages = pdf.pages();
    if pages.is_empty() {
        return Ok(Err(Obstacle::Empty));
    }
    if pages.len() > MOST_PAGES {
        return Ok(Err(Obstacle::TooManyPages));
    }
    let (texts, places) = read_pages(&pdf);
    let lighter = lighten(&pdf, &bytes, &places).and_then(|lighter| Pdf::new(lighter).ok());
    let pdf = lighter.filter(|lighter| lighter.pages().len() == texts.len()).unwrap_or(pdf);
    drop(bytes);
    let mut drawn = Vec::with_capacity(texts.len());
    for ((at, page), text) in pdf.pages().iter().enumerate().zip(texts) {
        let (picture, incomplete) = draw_page(page);
        let mut kept = keep_picture(&DynamicImage::ImageRgb8(picture), folder, at + 1)?;
        kept.text = text;
        kept.incomplete = incomplete;
        drawn.push(kept);
    }
    Ok(Ok(Readable { pages: drawn, blocks: vec![] }))
}

/// The words of every page, and the pictures that stand in them.
fn read_pages(pdf: &Pdf) -> (Vec<String>, Places) {
    let mut places = Places::default();
    let mut left = MOST_TEXT;
    let read = pdf.pages().iter().map(|page| {
        let text = read_page(page, left, scale_of(page), &mut places);
        left = left.saturating_sub(text.len());
        text
    });
    (read.collect(), places)
}

/// The picture of a page, and whether some font or picture of it could not be read.
fn draw_page<'a>(page: &'a Page<'a>) -> (RgbImage, bool) {
    let trouble = Arc::new(AtomicBool::new(false));
    let seen = trouble.clone();
    let settings = InterpreterSettings {
        warning_sink: Arc::new(move |warning| {
            if !matches!(warning, InterpreterWarning::UnresolvedAnnotationAppearance) {
                seen.store(true, Ordering::Relaxed);
            }
        }),
        ..InterpreterSettings::default()
    };
    let scale = scale_of(page);
    let dots = PixmapSettings { x_scale: scale as f32, y_scale: scale as f32, bg_color: WHITE };
    // A cache for each page: kept for the whole file it grows with it.
    let drawn = render(page, &RenderCache::new(), &settings, &RenderSettings::default(), &dots);
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let colours = drawn.data().iter().flat_map(|dot| [dot.r, dot.g, dot.b]).collect();
    let mut picture = RgbImage::from_raw(width, height, colours).unwrap_or_default();
    drop(drawn);
    cover_signatures(page, scale, &mut picture);
    (picture, trouble.load(Ordering::Relaxed))
}

fn scale_of(page: &Page<'_>) -> f64 {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width).max(1.0), f64::from(height).max(1.0));
    let by_dots = (MOST_DOTS / (width * height)).sqrt();
    let by_side = LONGEST / width.max(height);
    SCALE.min(by_dots).min(by_side)
}

/// Covers the stamps of electronic signatures: a program wrote the signer's name there.
fn cover_signatures(page: &Page<'_>, scale: f64, picture: &mut RgbImage) {
    let Some(notes) = page.raw().get::<Array<'_>>(b"Annots".as_slice()) else {
        return;
    };
    let to_dots = hayro::kurbo::Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    for note in notes.iter::<Dict<'_>>().filter(is_signature) {
        let Some(place) = note.get::<Rect>(b"Rect".as_slice()) else {
            continue;
        };
        let place = to_dots.transform_rect_bbox(place.to_kurbo()).inflate(1.0, 1.0);
        let side = |value: f64, most: u32| (value.max(0.0) as u32).min(most);
        let (width, height) = picture.dimensions();
        for y in side(place.y0, height)..side(place.y1, height) {
            for x in side(place.x0, width)..side(place.x1, width) {
                picture.put_pixel(x, y, image::Rgb(COVER));
            }
        }
    }
}

fn is_signature(note: &Dict<'_>) -> bool {
    let says = |field: &Dict<'_>| field.get::<Name<'_>>(b"FT".as_slice()).is_some_and(|kind| &*kind == b"Sig");
    says(note) || note.get::<Dict<'_>>(b"Parent".as_slice()).is_some_and(|field| says(&field))
}
