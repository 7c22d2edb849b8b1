//! A round: the hinge between entries and results. What differs from kind to kind stands in one arm each.

use serde::{Deserialize, Serialize};

use super::Scoring;
use crate::results::{PassRule, TabulationRules};

/// One round of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    pub code: String,
    pub name: String,
    /// What decides on the entries of the round.
    pub decides: Decides,
    /// Who goes on to the next round; none in the last.
    pub pass: Option<PassRule>,
    /// Until the next round opens, whoever is next by rank takes the place of an entry that leaves.
    #[serde(default)]
    pub moves_up: bool,
}

/// What decides on the entries of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Decides {
    /// Judges' score sheets.
    Scores(Scoring),
}

impl Round {
    /// How its sheets are scored.
    pub fn scoring(&self) -> &Scoring {
        let Decides::Scores(scoring) = &self.decides;
        scoring
    }

    /// The same, to be changed.
    pub fn scoring_mut(&mut self) -> &mut Scoring {
        let Decides::Scores(scoring) = &mut self.decides;
        scoring
    }

    /// The rule that combines and ranks this round, as `vinhdanh tabulate` reads it.
    pub fn tabulation(&self) -> TabulationRules {
        TabulationRules::of(&self.name, self.scoring())
    }
}
