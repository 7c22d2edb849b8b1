//! The parts pages are made of. Each writes the HTML that its stylesheet in `style/components` expects.

pub mod banner;
pub mod errors;
pub mod field;
pub mod icon;
