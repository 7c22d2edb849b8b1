//! What the page on a tie at the line of a round shows.

use crate::programmes::edition::Edition;
use crate::results::listing::EntryBrief;

use super::Outcome;

/// A closed round with equal entries across its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieDesk {
    pub edition: Edition,
    pub round_code: String,
    pub round_name: String,
    /// Those who await the decision, by code.
    pub undecided: Vec<(EntryBrief, Outcome)>,
    /// Places nobody has yet.
    pub places: usize,
}
