//! The prize table of an edition, and special prizes given by hand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::numbers::Points;

/// One prize. Ranked prizes stand in the table from the highest level to the lowest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prize {
    pub code: String,
    pub name: String,
    pub kind: PrizeKind,
    /// How many may be given in each pool of the scope; `None` = no limit, 0 = withheld this time.
    pub cap: Option<u32>,
    pub cap_scope: CapScope,
    /// Totals that reach the level; `None` = any total.
    pub band: Option<Band>,
    pub amount_vnd: Option<u64>,
    /// The carved mark beside it; none: the words alone.
    #[serde(default)]
    pub seal: Option<Seal>,
}

/// The carved marks that people know by sight. What a prize is called is data; so is which mark it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seal {
    Special,
    First,
    Second,
    Third,
    Merit,
}

impl Seal {
    /// Every mark, from the highest.
    pub const ALL: [Self; 5] = [Self::Special, Self::First, Self::Second, Self::Third, Self::Merit];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrizeKind {
    /// Allocated down the ranking; one per entry.
    Ranked,
    /// Given by hand, besides any ranked prize.
    Tag,
}

/// What a cap counts over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapScope {
    Edition,
    Field,
    /// The judging group (or board) of an entry that has one, else its field.
    #[serde(alias = "board")]
    FieldOrGroup,
}

/// Totals from `low` up to but without `high`; only the highest band includes its `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub low: Points,
    pub high: Points,
}

/// What is wrong with a prize table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PrizeProblem {
    #[error("prize {code}: given more than once")]
    Duplicate { code: String },
    #[error("prize {code}: the band is empty")]
    EmptyBand { code: String },
    #[error("prize {code}: a prize given by hand has no band")]
    BandOnTag { code: String },
    #[error("prize {code}: its band must end at {expected}, where the band above begins")]
    BandsNotAdjacent { code: String, expected: Points },
    #[error("prize {code}: either all ranked prizes have a band or none has")]
    BandMissing { code: String },
}

/// A special prize given to an entry by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    pub entry: String,
    pub prize: String,
    /// Field or group the cap counts over; ignored for caps of the edition.
    pub pool: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum TagProblem {
    #[error("{entry}: no prize {prize} is given by hand")]
    NotATag { entry: String, prize: String },
    #[error("{entry}: already has {prize}")]
    GivenTwice { entry: String, prize: String },
    #[error("{prize}: given {given} times, {cap} allowed")]
    OverCap { prize: String, pool: String, given: u32, cap: u32 },
}

/// All problems of a prize table; empty when it can be used.
pub fn check_prizes(prizes: &[Prize]) -> Vec<PrizeProblem> {
    let mut problems = Vec::new();
    for (position, prize) in prizes.iter().enumerate() {
        let code = || prize.code.clone();
        if prizes[..position].iter().any(|above| above.code == prize.code) {
            problems.push(PrizeProblem::Duplicate { code: code() });
        }
        match prize.band {
            Some(_) if prize.kind == PrizeKind::Tag => problems.push(PrizeProblem::BandOnTag { code: code() }),
            Some(band) if band.low >= band.high => problems.push(PrizeProblem::EmptyBand { code: code() }),
            _ => {}
        }
    }
    problems.extend(band_problems(prizes));
    problems
}

/// A gap would leave an entry without a prize that a lower total gets.
fn band_problems(prizes: &[Prize]) -> Vec<PrizeProblem> {
    let ranked: Vec<&Prize> = prizes.iter().filter(|prize| prize.kind == PrizeKind::Ranked).collect();
    if ranked.iter().all(|prize| prize.band.is_none()) {
        return Vec::new();
    }
    let bare = ranked.iter().filter(|prize| prize.band.is_none());
    let mut problems: Vec<_> = bare.map(|prize| PrizeProblem::BandMissing { code: prize.code.clone() }).collect();
    let banded: Vec<(&Prize, Band)> = ranked.iter().filter_map(|prize| Some((*prize, prize.band?))).collect();
    for pair in banded.windows(2) {
        let [(_, above), (prize, band)] = pair else { continue };
        if band.high != above.low {
            problems.push(PrizeProblem::BandsNotAdjacent { code: prize.code.clone(), expected: above.low });
        }
    }
    problems
}

/// All problems of the special prizes given by hand.
pub fn check_tags(prizes: &[Prize], tags: &[Tag]) -> Vec<TagProblem> {
    let mut problems = Vec::new();
    let mut given: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for (position, tag) in tags.iter().enumerate() {
        let (entry, prize) = (tag.entry.clone(), tag.prize.clone());
        let Some(known) = prizes.iter().find(|known| known.code == prize && known.kind == PrizeKind::Tag) else {
            problems.push(TagProblem::NotATag { entry, prize });
            continue;
        };
        if tags[..position].iter().any(|before| before.entry == entry && before.prize == prize) {
            problems.push(TagProblem::GivenTwice { entry, prize });
            continue;
        }
        let pool = if known.cap_scope == CapScope::Edition { "" } else { &tag.pool };
        *given.entry((&known.code, pool)).or_default() += 1;
    }
    problems.extend(over_cap(prizes, &given));
    problems
}

fn over_cap(prizes: &[Prize], given: &BTreeMap<(&str, &str), u32>) -> Vec<TagProblem> {
    let over = given.iter().filter_map(|((code, pool), &given)| {
        let cap = prizes.iter().find(|prize| prize.code == *code)?.cap?;
        let (prize, pool) = ((*code).to_owned(), (*pool).to_owned());
        (given > cap).then_some(TagProblem::OverCap { prize, pool, given, cap })
    });
    over.collect()
}
