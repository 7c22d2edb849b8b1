//! Points: what a judge gives, exactly as written.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Exact, NumberProblem, decimal};

const PLACES: u32 = 6;
const MILLION: i64 = 1_000_000;

/// An exact decimal with at most 6 decimals. Stored as millionths; on the wire a string such as `"24.5"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(i64);

impl Points {
    pub const ZERO: Self = Self(0);
    pub const ONE: Self = Self(MILLION);

    /// A whole number of points.
    pub const fn whole(points: i32) -> Self {
        Self(points as i64 * MILLION)
    }

    /// Points from millionths, the form kept in the database.
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// Reads what a person typed: `24,5`, `24.5`, full-width digits. Refuses what could be read in two ways (`1.234`).
    pub fn parse(text: &str) -> Result<Self, NumberProblem> {
        decimal::parse_typed(text, PLACES).map(Self)
    }

    /// Reads the form used in files: digits, `-` and one dot, nothing else.
    pub fn parse_plain(text: &str) -> Result<Self, NumberProblem> {
        decimal::parse_plain(text, PLACES).map(Self)
    }

    /// As people read it here: `24,5`.
    pub fn vietnamese(self) -> String {
        decimal::write(self.0, PLACES, ',')
    }

    /// `None` when out of range, here and below.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    pub fn checked_times(self, count: i64) -> Option<Self> {
        self.0.checked_mul(count).map(Self)
    }

    /// The product, rounded half up to 6 decimals.
    pub fn times(self, factor: Self) -> Option<Self> {
        // In 64 bits: the browser carries no division of 128.
        let product = self.0.checked_mul(factor.0)?.checked_add(MILLION / 2)?;
        Some(Self(product.div_euclid(MILLION)))
    }

    pub fn checked_sum(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Whether these points lie on the grid 0, step, 2 × step, … A step of zero has no grid.
    pub fn is_multiple_of(self, step: Self) -> bool {
        self.0.checked_rem(step.0) == Some(0)
    }

    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    pub fn to_exact(self) -> Exact {
        Exact::from(self)
    }
}

impl From<Points> for Exact {
    fn from(points: Points) -> Self {
        Self::ratio(points.0, MILLION)
    }
}

impl FromStr for Points {
    type Err = NumberProblem;

    fn from_str(text: &str) -> Result<Self, NumberProblem> {
        Self::parse(text)
    }
}

/// As files and programs read it: `24.5`.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&decimal::write(self.0, PLACES, '.'))
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PointsVisitor)
    }
}

struct PointsVisitor;

/// Below this a float shows back the decimal it was written as (15 significant digits hold).
const LARGEST_FLOAT: f64 = 1e9;

impl de::Visitor<'_> for PointsVisitor {
    type Value = Points;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal such as \"24.5\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Points, E> {
        Points::parse_plain(text).map_err(|problem| E::custom(format!("{text:?}: {problem}")))
    }

    fn visit_i64<E: de::Error>(self, whole: i64) -> Result<Points, E> {
        Points::ONE.checked_times(whole).ok_or_else(|| E::custom(NumberProblem::OutOfRange))
    }

    fn visit_u64<E: de::Error>(self, whole: u64) -> Result<Points, E> {
        self.visit_i64(i64::try_from(whole).map_err(|_| E::custom(NumberProblem::OutOfRange))?)
    }

    fn visit_f64<E: de::Error>(self, float: f64) -> Result<Points, E> {
        if float.abs() < LARGEST_FLOAT {
            self.visit_str(&float.to_string())
        } else {
            Err(E::custom(NumberProblem::OutOfRange))
        }
    }
}
