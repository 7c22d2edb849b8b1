//! Exact values as people read them.

use domain::numbers::{Exact, Points};
use domain::text::Lang;

use crate::words::lang;

/// Two decimals, half up: `74,80`.
pub fn two(value: &Exact) -> String {
    localised(value.vietnamese_fixed(2))
}

/// As many decimals as it has, at most six.
pub fn plain(value: &Exact) -> String {
    localised(value.vietnamese())
}

/// Points as they were given.
pub fn points(value: Points) -> String {
    localised(value.vietnamese())
}

/// For the place of a dot: the only use of a number that is not exact.
pub fn position(value: &Exact) -> f64 {
    value.to_string().parse().unwrap_or_default()
}

fn localised(vietnamese: String) -> String {
    match lang() {
        Lang::Vi => vietnamese,
        Lang::En => vietnamese.replace('.', "\u{a0}").replace(',', "."),
    }
}
