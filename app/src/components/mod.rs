//! The parts pages are made of. Each writes the HTML that its stylesheet in `style/components` expects.

pub mod banner;
pub mod choice;
pub mod date_field;
pub mod errors;
pub mod field;
pub mod icon;
pub mod select;
pub mod text_area;
