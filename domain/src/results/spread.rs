//! How far apart the judges are on one entry.

use serde::{Deserialize, Serialize};

use crate::numbers::Exact;

/// Exact measures over all values given, not a sample of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// Highest minus lowest.
    pub range: Exact,
    /// Mean distance from the mean.
    pub mean_deviation: Exact,
    /// Mean squared distance from the mean.
    pub variance: Exact,
}

impl Spread {
    /// `None` of nothing; all zero of one value.
    pub fn of(values: &[&Exact]) -> Option<Self> {
        let range = values.iter().max().copied()? - values.iter().min().copied()?;
        let mean = Exact::mean(values.iter().copied())?;
        let distances: Vec<Exact> = values.iter().map(|&value| (value - &mean).abs()).collect();
        let squares: Vec<Exact> = distances.iter().map(|distance| distance * distance).collect();
        Some(Self { range, mean_deviation: Exact::mean(&distances)?, variance: Exact::mean(&squares)? })
    }
}
