//! Units as the entry form offers them.

use crate::ids::UnitId;

/// A unit that an entrant may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitChoice {
    pub id: UnitId,
    pub name: String,
    /// The commune or authority above it, to tell two of one name apart.
    pub parent: String,
}
