//! Pictures that stand in pages: which they are, and how large they are shown.

use std::collections::BTreeMap;

use hayro::hayro_interpret::{Image, ImageDrawProps};
use hayro::hayro_syntax::object::dict::keys::{MATTE, SMASK};
use hayro::hayro_syntax::object::{ObjectIdentifier, Stream};
use hayro::kurbo::Point;

/// The number and the generation of an object.
pub type Id = (u32, i32);

/// How large pictures are shown, each at its largest, in dots of the pages that are drawn.
#[derive(Clone, Debug, Default)]
pub struct Places(BTreeMap<Id, (f64, f64)>);

impl Places {
    /// What is drawn here: a picture, and what lets one see through it. `scale` is the number of dots for each point of the page.
    pub fn add(&mut self, image: &Image<'_, '_>, props: &ImageDrawProps<'_>, scale: f64) {
        let Image::Raster(raster) = image else { return };
        let length = |side: Point| (props.transform * side - props.transform * Point::ZERO).hypot() * scale;
        let across = length(Point::new(f64::from(image.width()), 0.0));
        let down = length(Point::new(0.0, f64::from(image.height())));
        let mask = raster.stream().dict().get::<Stream<'_>>(SMASK);
        // A mask with a colour of its own has to fit its picture dot by dot: both stay as they are.
        if mask.as_ref().is_some_and(|mask| mask.dict().contains_key(MATTE)) {
            return;
        }
        let ids = [Some(raster.stream().obj_id()), mask.map(|mask| mask.obj_id())];
        for id in ids.into_iter().flatten().filter(|id| id.obj_number > 0) {
            let known = self.0.entry((id.obj_number, id.gen_number)).or_default();
            *known = (known.0.max(across), known.1.max(down));
        }
    }

    /// Every picture with the dots it is shown with, across and down.
    pub fn iter(&self) -> impl Iterator<Item = (ObjectIdentifier, (f64, f64))> + '_ {
        self.0.iter().map(|((number, generation), size)| (ObjectIdentifier::new(*number, *generation), *size))
    }
}
