//! What stands in a page: its words in the order in which they are written, visible or not, and which pictures it shows.

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Point, Rect};

use crate::page_pictures::Places;

/// The text of a page, no longer than this. Its pictures are added to the others; `scale` is the number of dots for each point.
pub fn read_page<'a>(page: &'a Page<'a>, longest: usize, scale: f64, places: &mut Places) -> String {
    let (width, height) = page.render_dimensions();
    let place = page.initial_transform(true).to_kurbo();
    let whole = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let cache = InterpreterCache::new();
    let mut context = Context::new(place, whole, &cache, page.xref(), InterpreterSettings::default());
    let mut words = Words { text: String::new(), longest, last: None, places, scale };
    interpret_page(page, &mut context, &mut words);
    words.text.trim().to_owned()
}

/// Puts characters together: a gap is a space, a step down a new line.
struct Words<'p> {
    text: String,
    longest: usize,
    /// Where the last character ended.
    last: Option<Point>,
    places: &'p mut Places,
    scale: f64,
}

/// A part of the height of the letters.
const GAP: f64 = 0.18;
const STEP: f64 = 0.5;

impl Words<'_> {
    fn add(&mut self, glyph: &Glyph<'_>, place: Affine) {
        let Some(letters) = glyph.as_unicode() else { return };
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        let start = place * Point::ZERO;
        let height = ((place * Point::new(0.0, 1000.0)) - start).hypot().max(0.1);
        if let Some(last) = self.last {
            if (start.y - last.y).abs() > STEP * height {
                self.text.push('\n');
            } else if start.x - last.x > GAP * height && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
        match letters {
            BfString::Char(letter) => self.text.extend(Some(letter).filter(|letter| !letter.is_control())),
            BfString::String(letters) => self.text.extend(letters.chars().filter(|letter| !letter.is_control())),
        }
        self.last = Some(place * Point::new(f64::from(width.unwrap_or(500.0)), 0.0));
    }
}

impl<'a> Device<'a> for Words<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        // What is filled and stroked comes twice.
        if matches!(mode, DrawMode::Stroke(_)) || self.text.len() >= self.longest {
            return;
        }
        for glyph in run.glyphs() {
            self.add(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.places.add(&image, &props, self.scale);
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
