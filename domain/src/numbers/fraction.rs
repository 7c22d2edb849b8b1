//! Fractions of a body of people: "at least two thirds", compared in integers.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A threshold such as 2/3. `0 ≤ num ≤ den`, `den > 0`; kept as written, not reduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Fraction {
    num: u32,
    den: u32,
}

/// Why two numbers are no threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum FractionProblem {
    #[error("the denominator is zero")]
    NoDenominator,
    #[error("the fraction is more than the whole")]
    MoreThanWhole,
}

impl Fraction {
    pub const fn new(num: u32, den: u32) -> Result<Self, FractionProblem> {
        match den {
            0 => Err(FractionProblem::NoDenominator),
            den if num > den => Err(FractionProblem::MoreThanWhole),
            den => Ok(Self { num, den }),
        }
    }

    pub const fn num(self) -> u32 {
        self.num
    }

    pub const fn den(self) -> u32 {
        self.den
    }

    /// `count / base ≥ num / den`. Nobody is never enough: false for an empty base.
    pub fn at_least(self, count: u64, base: u64) -> bool {
        base > 0 && self.scaled(count) >= self.part_of(base)
    }

    /// `count / base > num / den`; false for an empty base.
    pub fn more_than(self, count: u64, base: u64) -> bool {
        base > 0 && self.scaled(count) > self.part_of(base)
    }

    /// The smallest count that is `at_least` this fraction of the base: 9/10 of 11 need 10.
    pub fn ceil_of(self, base: u64) -> u64 {
        u64::try_from(self.part_of(base).div_ceil(u128::from(self.den))).unwrap_or(base)
    }

    /// The largest count that does not exceed this fraction of the base: 3/5 of 97 are 58.
    pub fn floor_of(self, base: u64) -> u64 {
        u64::try_from(self.part_of(base) / u128::from(self.den)).unwrap_or(base)
    }

    fn scaled(self, count: u64) -> u128 {
        u128::from(count) * u128::from(self.den)
    }

    fn part_of(self, base: u64) -> u128 {
        u128::from(base) * u128::from(self.num)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.num, self.den)
    }
}

#[derive(Serialize, Deserialize)]
struct Written {
    num: u32,
    den: u32,
}

impl TryFrom<Written> for Fraction {
    type Error = FractionProblem;

    fn try_from(Written { num, den }: Written) -> Result<Self, FractionProblem> {
        Self::new(num, den)
    }
}

impl From<Fraction> for Written {
    fn from(Fraction { num, den }: Fraction) -> Self {
        Self { num, den }
    }
}
