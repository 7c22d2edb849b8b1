//! Exact quantities: points, shares, fractions, means; how people write and read them.
//! Nothing here is a float, so nothing is ever "almost" equal.

mod decimal;
mod exact;
mod fraction;
mod points;
mod share;

pub use decimal::NumberProblem;
pub use exact::Exact;
pub use fraction::{Fraction, FractionProblem};
pub use points::Points;
pub use share::{Share, ShareTotalProblem};
